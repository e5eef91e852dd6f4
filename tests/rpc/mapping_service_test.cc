// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kOutcomes[] = {
    "Check the invoices of vendors against orders and pay them on time.",
    "Explain differences between the cash book and the statements of the bank.",
    "Write, test and improve programs in Python.",
    "Care for people with dementia with respect and patience.",
    "Prevent infections by washing and disinfecting hands.",
    "Traduire des documents du français vers l'anglais.",
    "Work out wages, deductions and leave of employees.",
};

v1::MapOutcomesRequest MapRequest(const std::vector<std::string>& texts) {
  v1::MapOutcomesRequest request;
  for (const std::string& text : texts) {
    v1::Outcome& outcome = *request.add_outcomes();
    outcome.set_id("o" + std::to_string(request.outcomes_size()));
    outcome.set_text(text);
  }
  return request;
}

class MappingServiceTest : public testing::Test {
 protected:
  grpc::Status Map(const v1::MapOutcomesRequest& request, v1::MapOutcomesResponse& response) {
    grpc::ClientContext context;
    return server_.mappings().MapOutcomes(&context, request, &response);
  }
  grpc::Status Align(const v1::AlignLevelRequest& request, v1::AlignLevelResponse& response) {
    grpc::ClientContext context;
    return server_.mappings().AlignLevel(&context, request, &response);
  }

  TestServer server_{TestConfig(TestIndexHome())};
};

TEST_F(MappingServiceTest, MapsOutcomesWithEvidence) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0], kOutcomes[2]});
  request.mutable_options()->set_max_skills(5);
  request.mutable_options()->set_evidence_view(v1::EVIDENCE_VIEW_FULL);
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_THAT(response.model_version(), testing::HasSubstr("minilm"));
  EXPECT_THAT(WarningReasons(response), IsEmpty());
  ASSERT_EQ(response.mappings_size(), 2);
  EXPECT_EQ(response.mappings(0).outcome_id(), "o1");
  EXPECT_EQ(response.mappings(0).matches(0).skill().name(), SkillName(1));
  EXPECT_EQ(response.mappings(1).matches(0).skill().name(), SkillName(21));
  for (int i = 0; i < 2; ++i) {
    const v1::OutcomeMapping& mapping = response.mappings(i);
    EXPECT_EQ(mapping.language_code(), "en");
    EXPECT_EQ(mapping.language_source(), v1::LANGUAGE_SOURCE_DETECTED);
    ASSERT_EQ(mapping.matches_size(), 5);
    double last = 1.0;
    for (int rank = 1; rank <= 5; ++rank) {
      const v1::SkillMatch& match = mapping.matches(rank - 1);
      EXPECT_EQ(match.rank(), rank);
      EXPECT_LE(match.confidence(), last);
      EXPECT_GE(match.confidence(), 0.0);
      last = match.confidence();
      EXPECT_FALSE(match.evidence().matched_label().text().empty());
      EXPECT_GT(match.evidence().signals_size(), 0);
      const std::string& text = request.outcomes(i).text();
      for (const v1::TextSpan& span : match.evidence().spans()) {
        EXPECT_EQ(text.substr(static_cast<std::size_t>(span.start_byte()),
                              static_cast<std::size_t>(span.end_byte() - span.start_byte())),
                  span.text());
      }
    }
  }
}

TEST_F(MappingServiceTest, AnswersAsMuchEvidenceAsAsked) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0]});
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_EQ(response.mappings(0).matches_size(), 10);
  EXPECT_TRUE(response.mappings(0).matches(0).has_evidence());
  EXPECT_THAT(response.mappings(0).matches(0).evidence().signals(), IsEmpty());
  request.mutable_options()->set_evidence_view(v1::EVIDENCE_VIEW_NONE);
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_FALSE(response.mappings(0).matches(0).has_evidence());
}

TEST_F(MappingServiceTest, AnswersTheSameAloneAndInABatch) {
  const std::vector<std::string> texts(std::begin(kOutcomes), std::end(kOutcomes));
  std::vector<std::string> many;
  for (int i = 0; i < 6; ++i) many.insert(many.end(), texts.begin(), texts.end());
  v1::MapOutcomesRequest batch = MapRequest(many);
  v1::MapOutcomesResponse together;
  ASSERT_THAT(Map(batch, together), IsOk());
  ASSERT_EQ(together.mappings_size(), static_cast<int>(many.size()));
  for (int i = 0; i < batch.outcomes_size(); ++i) {
    v1::MapOutcomesRequest single;
    *single.add_outcomes() = batch.outcomes(i);
    v1::MapOutcomesResponse alone;
    ASSERT_THAT(Map(single, alone), IsOk());
    EXPECT_EQ(alone.mappings(0).SerializeAsString(), together.mappings(i).SerializeAsString())
        << many[static_cast<std::size_t>(i)];
  }
}

TEST_F(MappingServiceTest, AnswersTheSameToManyAtOnce) {
  const std::vector<std::string> texts(std::begin(kOutcomes), std::end(kOutcomes));
  v1::MapOutcomesResponse expected;
  ASSERT_THAT(Map(MapRequest(texts), expected), IsOk());
  std::vector<std::thread> threads;
  std::atomic<int> different = 0;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        v1::MapOutcomesResponse response;
        if (!Map(MapRequest(texts), response).ok() ||
            response.SerializeAsString() != expected.SerializeAsString()) {
          ++different;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, 0);
}

TEST_F(MappingServiceTest, TellsABadOutcomeInItsPlace) {
  v1::MapOutcomesRequest request =
      MapRequest({kOutcomes[0], "  \t", std::string(4097, 'x'), "?! ...", kOutcomes[2]});
  request.mutable_outcomes(4)->set_language_code("not a code");
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  ASSERT_EQ(response.mappings_size(), 5);
  EXPECT_GT(response.mappings(0).matches_size(), 0);
  EXPECT_FALSE(response.mappings(0).has_error());
  EXPECT_EQ(response.mappings(1).error().reason(), "TEXT_EMPTY");
  EXPECT_EQ(response.mappings(1).error().field(), "text");
  EXPECT_EQ(response.mappings(1).error().code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(response.mappings(1).outcome_id(), "o2");
  EXPECT_EQ(response.mappings(2).error().reason(), "TEXT_TOO_LONG");
  EXPECT_FALSE(response.mappings(3).has_error());
  EXPECT_EQ(response.mappings(3).no_match_reason(), v1::NO_MATCH_REASON_NO_CONTENT);
  EXPECT_EQ(response.mappings(4).error().reason(), "LANGUAGE_INVALID");
  EXPECT_EQ(response.mappings(4).error().field(), "language_code");
}

TEST_F(MappingServiceTest, ReadsAndAnswersInFrench) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[5]});
  request.mutable_outcomes(0)->set_language_code("fr-CA");
  request.mutable_options()->add_language_codes("fr");
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  const v1::OutcomeMapping& mapping = response.mappings(0);
  EXPECT_EQ(mapping.language_code(), "fr");
  EXPECT_EQ(mapping.language_source(), v1::LANGUAGE_SOURCE_DECLARED);
  ASSERT_GT(mapping.matches_size(), 0);
  EXPECT_EQ(mapping.matches(0).skill().name(), SkillName(35));
  EXPECT_EQ(mapping.matches(0).skill().language_code(), "fr");
  request.mutable_outcomes(0)->set_language_code("de");
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_THAT(WarningReasons(response.mappings(0)), Contains("LANGUAGE_NOT_INDEXED"));
  EXPECT_EQ(response.mappings(0).language_source(), v1::LANGUAGE_SOURCE_DETECTED);
}

TEST_F(MappingServiceTest, WarnsWhereWordsAreOfNoIndexedLanguage) {
  v1::MapOutcomesRequest request = MapRequest({"Rechnungen von Lieferanten"});
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_THAT(WarningReasons(response.mappings(0)), Contains("LANGUAGE_NOT_RECOGNISED"));
}

TEST_F(MappingServiceTest, SaysWhyThereAreNoSkills) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0]});
  request.mutable_options()->set_min_confidence(1.0);
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_THAT(response.mappings(0).matches(), IsEmpty());
  EXPECT_EQ(response.mappings(0).no_match_reason(), v1::NO_MATCH_REASON_BELOW_THRESHOLD);
  request.clear_options();
  request.mutable_options()->add_target_frameworks("frameworks/oqf");
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_EQ(response.mappings(0).no_match_reason(), v1::NO_MATCH_REASON_NO_CANDIDATES);
}

TEST_F(MappingServiceTest, MarksWhatTheModelCommitsTo) {
  v1::MapOutcomesRequest request =
      MapRequest(std::vector<std::string>(std::begin(kOutcomes), std::end(kOutcomes)));
  v1::MapOutcomesResponse every;
  ASSERT_THAT(Map(request, every), IsOk());
  request.mutable_options()->set_committed_only(true);
  v1::MapOutcomesResponse only;
  ASSERT_THAT(Map(request, only), IsOk());
  int committed = 0;
  for (int i = 0; i < every.mappings_size(); ++i) {
    const auto& matches = every.mappings(i).matches();
    const auto end = std::find_if(matches.begin(), matches.end(),
                                  [](const v1::SkillMatch& match) { return !match.committed(); });
    const auto count = static_cast<int>(end - matches.begin());
    EXPECT_LE(count, 5);
    const v1::NoMatchReason reason =
        count > 0 ? v1::NO_MATCH_REASON_UNSPECIFIED : v1::NO_MATCH_REASON_NOTHING_FITS;
    EXPECT_EQ(every.mappings(i).no_match_reason(), reason) << kOutcomes[i];
    EXPECT_EQ(only.mappings(i).no_match_reason(), reason) << kOutcomes[i];
    ASSERT_EQ(only.mappings(i).matches_size(), count) << kOutcomes[i];
    for (int k = 0; k < count; ++k) {
      EXPECT_EQ(only.mappings(i).matches(k).SerializeAsString(), matches[k].SerializeAsString());
    }
    committed += count;
  }
  EXPECT_GT(committed, 0);
}

TEST_F(MappingServiceTest, SaysWhereNothingFits) {
  v1::MapOutcomesRequest request = MapRequest({"Whistle at purple mountains on a Tuesday."});
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_EQ(response.mappings(0).no_match_reason(), v1::NO_MATCH_REASON_NOTHING_FITS);
  EXPECT_EQ(response.mappings(0).matches_size(), 10);
  request.mutable_options()->set_committed_only(true);
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_EQ(response.mappings(0).no_match_reason(), v1::NO_MATCH_REASON_NOTHING_FITS);
  EXPECT_THAT(response.mappings(0).matches(), IsEmpty());
}

TEST_F(MappingServiceTest, KeepsTheAskedSkillTypes) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[4]});
  request.mutable_options()->add_skill_types(v1::SKILL_TYPE_KNOWLEDGE);
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  ASSERT_GT(response.mappings(0).matches_size(), 0);
  for (const v1::SkillMatch& match : response.mappings(0).matches()) {
    EXPECT_EQ(match.skill().skill_type(), v1::SKILL_TYPE_KNOWLEDGE);
  }
}

TEST_F(MappingServiceTest, RefusesBadOptions) {
  v1::MapOutcomesResponse response;
  EXPECT_THAT(Map({}, response), BlamesField("outcomes", "FIELD_REQUIRED"));
  EXPECT_THAT(Map(MapRequest(std::vector<std::string>(1001, "x")), response),
              BlamesField("outcomes", "TOO_MANY_ITEMS"));
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0]});
  v1::MapOptions& options = *request.mutable_options();
  options.set_max_skills(201);
  EXPECT_THAT(Map(request, response), BlamesField("options.max_skills", "VALUE_OUT_OF_RANGE"));
  options.set_max_skills(-1);
  EXPECT_THAT(Map(request, response), BlamesField("options.max_skills", "VALUE_OUT_OF_RANGE"));
  options.clear_max_skills();
  for (const double bad : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    options.set_min_confidence(bad);
    EXPECT_THAT(Map(request, response),
                BlamesField("options.min_confidence", "VALUE_OUT_OF_RANGE"));
  }
  options.clear_min_confidence();
  options.add_target_frameworks("frameworks/onet");
  EXPECT_THAT(Map(request, response), FailedWith(StatusCode::NOT_FOUND, "FRAMEWORK_NOT_FOUND"));
  options.set_target_frameworks(0, "esco");
  EXPECT_THAT(Map(request, response),
              BlamesField("options.target_frameworks[0]", "RESOURCE_NAME_INVALID"));
  options.clear_target_frameworks();
  options.set_evidence_view(static_cast<v1::EvidenceView>(9));
  EXPECT_THAT(Map(request, response), BlamesField("options.evidence_view", "VALUE_UNKNOWN"));
  v1::MapOutcomesRequest large = MapRequest(std::vector<std::string>(1000, kOutcomes[0]));
  large.mutable_options()->set_max_skills(51);
  EXPECT_THAT(Map(large, response), BlamesField("options.max_skills", "TOO_MANY_ITEMS"));
}

TEST_F(MappingServiceTest, OutcomesOfACredentialInformEachOther) {
  const std::vector<std::string> texts(std::begin(kOutcomes), std::end(kOutcomes));
  v1::MapOutcomesRequest request = MapRequest(texts);
  request.mutable_options()->set_max_skills(20);
  v1::MapOutcomesResponse alone;
  ASSERT_THAT(Map(request, alone), IsOk());
  for (const v1::OutcomeMapping& mapping : alone.mappings()) {
    for (const v1::SkillMatch& match : mapping.matches()) {
      EXPECT_FALSE(match.has_context_effect());
      EXPECT_FALSE(match.has_confidence_without_context());
    }
  }
  request.mutable_context()->set_title("Accounts payable clerk");
  request.mutable_context()->set_sibling_outcomes(true);
  v1::MapOutcomesResponse together;
  ASSERT_THAT(Map(request, together), IsOk());
  bool any = false;
  for (const v1::OutcomeMapping& mapping : together.mappings()) {
    ASSERT_GT(mapping.matches_size(), 0);
    for (const v1::SkillMatch& match : mapping.matches()) {
      ASSERT_TRUE(match.has_context_effect());
      ASSERT_TRUE(match.has_confidence_without_context());
      EXPECT_LE(std::abs(match.context_effect()), 1.0 + 1e-9);
      any = any || match.context_effect() != 0.0;
    }
  }
  EXPECT_TRUE(any);
  // Workers map them in parts, which have all outcomes as their context nevertheless.
  std::reverse(request.mutable_outcomes()->pointer_begin(),
               request.mutable_outcomes()->pointer_end());
  v1::MapOutcomesResponse reversed;
  ASSERT_THAT(Map(request, reversed), IsOk());
  const int last = together.mappings_size() - 1;
  for (int i = 0; i <= last; ++i) {
    EXPECT_EQ(together.mappings(i).SerializeAsString(),
              reversed.mappings(last - i).SerializeAsString());
  }
}

TEST_F(MappingServiceTest, ABadOutcomeIsNoContext) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0], "  ", std::string(4097, 'x')});
  request.mutable_context()->set_sibling_outcomes(true);
  v1::MapOutcomesResponse response;
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_EQ(response.mappings(1).error().reason(), "TEXT_EMPTY");
  EXPECT_EQ(response.mappings(2).error().reason(), "TEXT_TOO_LONG");
  ASSERT_GT(response.mappings(0).matches_size(), 0);
  for (const v1::SkillMatch& match : response.mappings(0).matches()) {
    EXPECT_EQ(match.context_effect(), 0.0);
    EXPECT_EQ(match.confidence_without_context(), match.confidence());
  }
}

TEST_F(MappingServiceTest, RefusesALongTitle) {
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0]});
  request.mutable_context()->set_title(std::string(1025, 't'));
  v1::MapOutcomesResponse response;
  EXPECT_THAT(Map(request, response), BlamesField("context.title", "TEXT_TOO_LONG"));
  request.mutable_context()->set_title(" \t");
  ASSERT_THAT(Map(request, response), IsOk());
  EXPECT_FALSE(response.mappings(0).matches(0).has_context_effect());
}

TEST_F(MappingServiceTest, AlignsACredential) {
  v1::AlignLevelRequest request;
  request.set_title("Accounts payable");
  request.mutable_facts()->set_hours(40);
  for (const char* text :
       {"Check supplier invoices against orders by following established procedures.",
        "Explain basic principles of bookkeeping to colleagues.",
        "Work under supervision and ask for help where a task is unfamiliar."}) {
    v1::Outcome& outcome = *request.add_outcomes();
    outcome.set_id("a" + std::to_string(request.outcomes_size()));
    outcome.set_text(text);
  }
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  const v1::LevelAlignment& alignment = response.alignment();
  EXPECT_EQ(response.language_code(), "en");
  EXPECT_FALSE(response.model_version().empty());
  ASSERT_EQ(alignment.probabilities_size(), 13);
  double sum = 0.0;
  for (const v1::LevelProbability& rung : alignment.probabilities()) sum += rung.probability();
  EXPECT_NEAR(sum, 1.0, 1e-6);
  EXPECT_EQ(alignment.categories_size(), 6);
  EXPECT_EQ(alignment.outcome_levels_size(), 3);
  EXPECT_FALSE(alignment.caveat().empty());
  ASSERT_FALSE(alignment.has_abstention());
  EXPECT_GE(alignment.range().probability(), 0.8 - 1e-9);
  EXPECT_LE(alignment.range().low().number(), alignment.most_likely().number());
  EXPECT_GE(alignment.range().high().number(), alignment.most_likely().number());
  for (const v1::CategoryEvidence& category : alignment.categories()) {
    if (category.state() == v1::EVIDENCE_STATE_NONE) {
      EXPECT_THAT(category.evidence(), IsEmpty());
      continue;
    }
    ASSERT_GT(category.evidence_size(), 0);
    EXPECT_FALSE(category.matched_descriptor().empty());
    for (const v1::LevelEvidence& evidence : category.evidence()) {
      const v1::Outcome& outcome = request.outcomes(evidence.outcome_index());
      EXPECT_EQ(evidence.outcome_id(), outcome.id());
      if (!evidence.has_span()) continue;
      EXPECT_EQ(outcome.text().substr(static_cast<std::size_t>(evidence.span().start_byte()),
                                      static_cast<std::size_t>(evidence.span().end_byte() -
                                                               evidence.span().start_byte())),
                evidence.span().text());
    }
  }
  v1::AlignLevelResponse again;
  ASSERT_THAT(Align(request, again), IsOk());
  EXPECT_EQ(again.SerializeAsString(), response.SerializeAsString());
}

TEST_F(MappingServiceTest, ThoroughAlignmentShowsOccupationsAndKeepsTheLevel) {
  v1::AlignLevelRequest request;
  request.add_outcomes()->set_text("Process supplier invoices and reconcile bank statements.");
  v1::AlignLevelResponse plain;
  ASSERT_THAT(Align(request, plain), IsOk());
  EXPECT_FALSE(plain.alignment().has_occupations());
  request.set_thorough(true);
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  EXPECT_EQ(response.alignment().most_likely().SerializeAsString(),
            plain.alignment().most_likely().SerializeAsString());
  const v1::OccupationSignal& occupations = response.alignment().occupations();
  ASSERT_GT(occupations.occupations_size(), 0);
  EXPECT_EQ(occupations.occupations(0).label(), "clerk for accounts payable");
  EXPECT_EQ(occupations.occupations(0).skill_level(), 2);
  EXPECT_GT(occupations.skill_count(), 0);
  ASSERT_EQ(occupations.skill_level_shares_size(), 4);
}

TEST_F(MappingServiceTest, EvidenceNamesItsCueItsDescriptorAndItsSource) {
  v1::AlignLevelRequest request;
  request.add_outcomes()->set_text("Sort parts under close supervision.");
  request.add_language_codes("fr");
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  const v1::LevelAlignment& alignment = response.alignment();
  EXPECT_EQ(alignment.versions().level_model(), response.model_version());
  EXPECT_FALSE(alignment.versions().cue_lexicon().empty());
  EXPECT_FALSE(alignment.versions().framework_release().empty());
  bool found = false;
  for (const v1::CategoryEvidence& category : alignment.categories()) {
    for (const v1::LevelEvidence& evidence : category.evidence()) {
      EXPECT_EQ(evidence.category_id(), category.category_id());
      EXPECT_FALSE(evidence.matched_descriptor().empty());
      if (evidence.cue_id() != "close-supervision") continue;
      found = true;
      EXPECT_EQ(evidence.cue(), "travaille sous surveillance étroite");
      EXPECT_EQ(evidence.aspect(), "autonomy");
      EXPECT_THAT(evidence.source(), testing::HasSubstr("OQF"));
    }
  }
  EXPECT_TRUE(found);
}

TEST_F(MappingServiceTest, KeepsDeclaredFactsApart) {
  v1::AlignLevelRequest request;
  request.add_outcomes()->set_text("Evaluate payroll software against the needs of a small firm.");
  v1::AlignLevelResponse alone;
  ASSERT_THAT(Align(request, alone), IsOk());
  EXPECT_FALSE(alone.alignment().has_declared());
  request.mutable_facts()->set_issuer_type(v1::ISSUER_TYPE_UNIVERSITY);
  request.mutable_facts()->add_prerequisite_qualifications(
      "frameworks/oqf/concepts/honours-bachelors-degree");
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  const v1::LevelAlignment& alignment = response.alignment();
  EXPECT_EQ(alignment.most_likely().SerializeAsString(),
            alone.alignment().most_likely().SerializeAsString());
  const v1::DeclaredAlignment& declared = alignment.declared();
  ASSERT_EQ(declared.evidence_size(), 2);
  EXPECT_EQ(declared.evidence(0).fact(), v1::DECLARED_FACT_ISSUER_TYPE);
  EXPECT_EQ(declared.evidence(0).typical_of().low().number(), 10);
  EXPECT_EQ(declared.evidence(1).fact(), v1::DECLARED_FACT_PREREQUISITE_QUALIFICATIONS);
  EXPECT_THAT(declared.evidence(1).message(), testing::HasSubstr("Honours Bachelor's Degree"));
  ASSERT_EQ(declared.probabilities_size(), 13);
  EXPECT_GT(declared.most_likely().number(), alignment.most_likely().number());
  EXPECT_GE(declared.range().probability(), 0.8 - 1e-9);
  EXPECT_EQ(declared.range().high().qualification(),
            declared.probabilities(declared.range().high().number() - 1).qualification());
}

TEST_F(MappingServiceTest, SaysWhatSpeaksAgainstALevelAndWouldMoveIt) {
  v1::AlignLevelRequest request;
  request.add_outcomes()->set_text("Sort returned parts into bins under close supervision.");
  request.add_outcomes()->set_text("Conduct original research that is publishable.");
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  const v1::LevelAlignment& alignment = response.alignment();
  ASSERT_GT(alignment.counter_evidence_size(), 0);
  for (const v1::LevelEvidence& evidence : alignment.counter_evidence()) {
    EXPECT_TRUE(evidence.typical_of().high().number() < alignment.most_likely().number() ||
                evidence.typical_of().low().number() > alignment.most_likely().number());
    EXPECT_FALSE(evidence.category_id().empty());
  }
  ASSERT_GT(alignment.shifts_size(), 0);
  for (const v1::LevelShift& shift : alignment.shifts()) {
    EXPECT_EQ(shift.direction() == v1::SHIFT_DIRECTION_UP,
              shift.qualification().number() > alignment.most_likely().number());
    EXPECT_FALSE(shift.message().empty());
  }
  ASSERT_EQ(alignment.outcome_levels(0).processes_size(), 6);
  EXPECT_EQ(alignment.outcome_levels(0).processes(5).process(), v1::COGNITIVE_PROCESS_CREATE);
  EXPECT_EQ(alignment.outcome_levels(0).knowledge_size(), 4);
  EXPECT_FALSE(alignment.versions().cognitive_model().empty());
}

TEST_F(MappingServiceTest, AdvisesOnOutcomesInTheWishedLanguage) {
  v1::AlignLevelRequest request;
  request.add_outcomes()->set_text("Students will understand the rules of bookkeeping.");
  request.add_outcomes()->set_text("Reconcile a bank statement with a ledger.");
  request.add_language_codes("fr");
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  ASSERT_EQ(response.alignment().outcome_levels_size(), 2);
  ASSERT_EQ(response.alignment().outcome_levels(0).flaws_size(), 1);
  const v1::OutcomeFlaw& flaw = response.alignment().outcome_levels(0).flaws(0);
  EXPECT_EQ(flaw.kind(), v1::OUTCOME_FLAW_KIND_NOT_ASSESSABLE);
  EXPECT_EQ(flaw.severity(), v1::OUTCOME_FLAW_SEVERITY_PROBLEM);
  EXPECT_EQ(flaw.span().text(), "understand");
  EXPECT_EQ(flaw.span().start_byte(), 14);
  EXPECT_THAT(flaw.advice(), testing::HasSubstr("ne s'observe pas"));
  EXPECT_THAT(flaw.alternatives(), testing::Contains("explain"));
  EXPECT_EQ(response.alignment().outcome_levels(1).flaws_size(), 0);
}

TEST_F(MappingServiceTest, AbstainsWithoutEvidenceInTheWishedLanguage) {
  v1::AlignLevelRequest request;
  request.add_outcomes()->set_text("Bananas.");
  request.add_language_codes("fr");
  v1::AlignLevelResponse response;
  ASSERT_THAT(Align(request, response), IsOk());
  EXPECT_EQ(response.language_code(), "fr");
  ASSERT_TRUE(response.alignment().has_abstention());
  EXPECT_FALSE(response.alignment().has_most_likely());
  EXPECT_EQ(response.alignment().abstention().missing_category_ids_size(), 6);
  EXPECT_THAT(response.alignment().caveat(), testing::HasSubstr("indicatif"));
}

TEST_F(MappingServiceTest, RefusesBadAlignments) {
  v1::AlignLevelRequest request;
  v1::AlignLevelResponse response;
  EXPECT_THAT(Align(request, response), BlamesField("outcomes", "FIELD_REQUIRED"));
  request.add_outcomes()->set_text("Bananas.");
  request.add_outcomes()->set_text(" ");
  EXPECT_THAT(Align(request, response), BlamesField("outcomes[1].text", "TEXT_EMPTY"));
  request.mutable_outcomes(1)->set_text("Apples.");
  request.mutable_facts()->set_hours(0.0);
  EXPECT_THAT(Align(request, response), BlamesField("facts.hours", "VALUE_OUT_OF_RANGE"));
  request.mutable_facts()->set_hours(20001.0);
  EXPECT_THAT(Align(request, response), BlamesField("facts.hours", "VALUE_OUT_OF_RANGE"));
  request.mutable_facts()->clear_hours();
  request.mutable_facts()->set_credits(std::numeric_limits<double>::infinity());
  EXPECT_THAT(Align(request, response), BlamesField("facts.credits", "VALUE_OUT_OF_RANGE"));
  request.clear_facts();
  request.mutable_facts()->set_issuer_type(static_cast<v1::IssuerType>(99));
  EXPECT_THAT(Align(request, response), BlamesField("facts.issuer_type", "VALUE_UNKNOWN"));
  request.clear_facts();
  request.mutable_facts()->set_admission_requirement(static_cast<v1::AdmissionRequirement>(99));
  EXPECT_THAT(Align(request, response),
              BlamesField("facts.admission_requirement", "VALUE_UNKNOWN"));
  request.clear_facts();
  std::string& name = *request.mutable_facts()->add_prerequisite_qualifications();
  name = "diploma-2";
  const std::string field = "facts.prerequisite_qualifications";
  EXPECT_THAT(Align(request, response), BlamesField(field + "[0]", "RESOURCE_NAME_INVALID"));
  name = SkillName(3);
  EXPECT_THAT(Align(request, response), BlamesField(field + "[0]", "QUALIFICATION_UNKNOWN"));
  name = std::string(600, 'x');
  EXPECT_THAT(Align(request, response), BlamesField(field + "[0]", "TEXT_TOO_LONG"));
  name = "frameworks/oqf/concepts/diploma-2";
  EXPECT_THAT(Align(request, response), IsOk());
  for (int i = 0; i < 13; ++i) request.mutable_facts()->add_prerequisite_qualifications(name);
  EXPECT_THAT(Align(request, response), BlamesField(field, "TOO_MANY_ITEMS"));
  request.clear_facts();
  request.set_title(std::string(1025, 't'));
  EXPECT_THAT(Align(request, response), BlamesField("title", "TEXT_TOO_LONG"));
}

TEST(MappingWithoutAnEncoder, RefusesTheStaticOne) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  v1::MapOutcomesRequest request = MapRequest({kOutcomes[0]});
  request.mutable_options()->set_encoder(v1::ENCODER_STATIC);
  grpc::ClientContext context;
  v1::MapOutcomesResponse response;
  const grpc::Status status = server.mappings().MapOutcomes(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(status.error_message(), testing::HasSubstr("static encoder"));
}

TEST(MappingWithoutAnEncoder, MapsByWordsAndSaysSo) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  grpc::ClientContext context;
  v1::MapOutcomesResponse response;
  ASSERT_THAT(server.mappings().MapOutcomes(&context, MapRequest({kOutcomes[0]}), &response),
              IsOk());
  EXPECT_THAT(WarningReasons(response), ElementsAre("ENCODER_NOT_INDEXED"));
  EXPECT_TRUE(response.model_version().empty());
  ASSERT_GT(response.mappings(0).matches_size(), 0);
  EXPECT_EQ(response.mappings(0).matches(0).skill().name(), SkillName(1));
}

}  // namespace
}  // namespace crosswalk::test
