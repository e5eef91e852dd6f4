// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/mapper.h"

#include "server/mapping/candidate.h"
#include "tests/mapping/mapping_fixture.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::vector<OutcomeMapping> Map(const OpenedIndex& index, const std::vector<Outcome>& outcomes,
                                const MapOptions& options = {}) {
  auto mapped = index.mapper->Map(outcomes, options);
  EXPECT_TRUE(mapped.ok()) << mapped.status().message();
  return mapped.ok() ? *std::move(mapped) : std::vector<OutcomeMapping>(outcomes.size());
}

std::vector<std::string> Uris(const OutcomeMapping& mapping) {
  std::vector<std::string> uris;
  for (const SkillMatch& match : mapping.skills) uris.push_back(match.item->uri);
  return uris;
}

MapOptions AtMost(std::size_t skills) {
  MapOptions options;
  options.max_skills = skills;
  return options;
}

// All that is answered, to compare answers.
std::string Describe(const OutcomeMapping& mapping) {
  std::string text = mapping.language;
  for (const SkillMatch& match : mapping.skills) {
    text += "\n" + match.item->uri + " " + std::to_string(match.rank) + " " +
            std::to_string(match.confidence) + (match.committed ? " * " : " ") +
            match.evidence.matched.text;
    for (const text::Span& span : match.evidence.spans) {
      text += " " + std::to_string(span.begin) + "-" + std::to_string(span.end);
    }
    for (const Signal& signal : match.evidence.signals) {
      text += " " + signal.name + "=" + std::to_string(signal.value);
    }
  }
  return text;
}

const std::vector<Outcome> kOutcomes = {
    {"Match the entries of the cash book with what the bank reports and explain differences", ""},
    {"Assist residents in the bath and help them brush their teeth", ""},
    {"Reproduce a reported software error and trace it to its cause", ""},
    {"Measure blood pressure", ""},
    {"Rapprocher les relevés bancaires et expliquer les écarts", ""},
};

struct Expectation {
  std::string text;
  int skill = 0;
};

class MeaningTest : public testing::TestWithParam<Expectation> {};

INSTANTIATE_TEST_SUITE_P(
    Outcomes, MeaningTest,
    testing::Values(
        Expectation{"Compare the cash book with the bank's records and explain differences", 2},
        Expectation{"Assist residents in the bath and help them brush their teeth", 11},
        Expectation{"Trace a reported malfunction of an application to its cause and correct it",
                    25},
        Expectation{"Estimate when money comes in and goes out over the next quarter", 6},
        Expectation{"Speak to a room of people about one's findings", 39},
        Expectation{"Support dying people and those close to them", 20}));

TEST_P(MeaningTest, FindsTheSkillSaidInOtherWords) {
  const auto mapped = Map(EncodedIndex(), {{GetParam().text, "en"}}, AtMost(3));
  EXPECT_THAT(Uris(mapped.front()), Contains(test::TestSkillUri(GetParam().skill)));
}

TEST(MapperTest, RanksFromOneWithFallingConfidence) {
  for (const OutcomeMapping& mapping : Map(EncodedIndex(), kOutcomes)) {
    ASSERT_THAT(mapping.skills, SizeIs(10));
    for (std::size_t i = 0; i < mapping.skills.size(); ++i) {
      EXPECT_EQ(mapping.skills[i].rank, i + 1);
      EXPECT_GE(mapping.skills[i].confidence, 0.0);
      EXPECT_LE(mapping.skills[i].confidence, 1.0);
      if (i > 0) {
        EXPECT_LE(mapping.skills[i].confidence, mapping.skills[i - 1].confidence);
      }
    }
  }
}

TEST(MapperTest, AnswersTheSameAloneInABatchAndAcrossThreads) {
  const std::vector<OutcomeMapping> batch = Map(EncodedIndex(), kOutcomes);
  for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
    EXPECT_EQ(Describe(Map(EncodedIndex(), {kOutcomes[i]}).front()), Describe(batch[i]));
  }
  std::atomic<int> different = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        const auto again = Map(EncodedIndex(), kOutcomes);
        for (std::size_t i = 0; i < again.size(); ++i) {
          if (Describe(again[i]) != Describe(batch[i])) ++different;
        }
      });
    }
  }
  EXPECT_EQ(different, 0);
}

TEST(MapperTest, EvidenceNamesWordsLabelAndSignals) {
  const std::string text = "Prepare the payroll and measure blood pressure every week";
  const auto mapped = Map(EncodedIndex(), {{text, ""}}, AtMost(5));
  for (const SkillMatch& match : mapped.front().skills) {
    if (match.item->uri != test::TestSkillUri(12)) continue;
    ASSERT_THAT(match.evidence.spans, Not(IsEmpty()));
    const text::Span span = match.evidence.spans.front();
    EXPECT_THAT(text.substr(span.begin, span.end - span.begin), HasSubstr("blood"));
    EXPECT_EQ(match.evidence.matched.text, "measure blood pressure");
    EXPECT_EQ(match.evidence.matched.kind, search::LabelKind::kAlternative);
    EXPECT_THAT(match.evidence.matched.highlights, SizeIs(3));
    ASSERT_THAT(match.evidence.signals, SizeIs(kFeatureNames.size()));
    const Signal& affinity = match.evidence.signals[static_cast<std::size_t>(Feature::kAffinity)];
    EXPECT_NE(affinity.value, 0.0);
    EXPECT_NE(affinity.contribution, 0.0);
    return;
  }
  FAIL() << "the skill is not among the first five";
}

TEST(MapperTest, NeverShowsHiddenLabels) {
  for (const OpenedIndex* index : {&EncodedIndex(), &WordsIndex()}) {
    for (const OutcomeMapping& mapping : Map(*index, {{"invoiceprocessing qa", "en"}})) {
      for (const SkillMatch& match : mapping.skills) {
        EXPECT_NE(match.evidence.matched.text, "invoiceprocessing");
        EXPECT_NE(match.evidence.matched.text, "qa");
      }
    }
  }
}

TEST(MapperTest, WhatStandsAroundAnOutcomeChangesItsSpansAlone) {
  const std::string before = " 1. Students will be able to ";
  const auto plain = Map(EncodedIndex(), {kOutcomes[0]}).front().skills;
  const auto framed =
      Map(EncodedIndex(), {{before + kOutcomes[0].text, kOutcomes[0].language}}).front().skills;
  ASSERT_EQ(framed.size(), plain.size());
  std::size_t spans = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    EXPECT_EQ(framed[i].node, plain[i].node);
    EXPECT_EQ(framed[i].confidence, plain[i].confidence);
    ASSERT_EQ(framed[i].evidence.spans.size(), plain[i].evidence.spans.size());
    for (std::size_t n = 0; n < plain[i].evidence.spans.size(); ++n, ++spans) {
      const text::Span& span = plain[i].evidence.spans[n];
      EXPECT_EQ(framed[i].evidence.spans[n],
                (text::Span{before.size() + span.begin, before.size() + span.end}));
    }
  }
  EXPECT_GT(spans, 0U);
}

TEST(MapperTest, EvidenceIsLeftOutWhereNotWanted) {
  MapOptions options;
  options.want_evidence = false;
  const auto mapped = Map(EncodedIndex(), {kOutcomes[0]}, options);
  for (const SkillMatch& match : mapped.front().skills) {
    EXPECT_THAT(match.evidence.spans, IsEmpty());
    EXPECT_THAT(match.evidence.signals, IsEmpty());
  }
}

TEST(MapperTest, SignalsAreLeftOutWhereNotWanted) {
  const auto all = Map(EncodedIndex(), {kOutcomes[0]});
  MapOptions options;
  options.want_signals = false;
  const auto mapped = Map(EncodedIndex(), {kOutcomes[0]}, options);
  ASSERT_THAT(mapped.front().skills, SizeIs(all.front().skills.size()));
  for (std::size_t i = 0; i < mapped.front().skills.size(); ++i) {
    const Evidence& evidence = mapped.front().skills[i].evidence;
    EXPECT_EQ(evidence.matched.text, all.front().skills[i].evidence.matched.text);
    EXPECT_THAT(evidence.spans, SizeIs(all.front().skills[i].evidence.spans.size()));
    EXPECT_THAT(evidence.signals, IsEmpty());
  }
}

// How likely a skill is right does not depend on what else is asked for.
TEST(MapperTest, ASkillTypeLeavesOutTheOthersAndChangesNothing) {
  MapOptions all;
  all.max_skills = 200;
  MapOptions knowledge = all;
  knowledge.skill_types = {core::SkillType::kKnowledge};
  for (const OpenedIndex* index : {&EncodedIndex(), &WordsIndex()}) {
    std::vector<std::pair<std::string, double>> expected;
    const auto whole = Map(*index, {kOutcomes[0]}, all);
    for (const SkillMatch& match : whole.front().skills) {
      if (match.item->skill_type == core::SkillType::kKnowledge) {
        expected.emplace_back(match.item->uri, match.confidence);
      }
    }
    ASSERT_THAT(expected, Not(IsEmpty()));
    std::vector<std::pair<std::string, double>> filtered;
    const auto some = Map(*index, {kOutcomes[0]}, knowledge);
    for (const SkillMatch& match : some.front().skills) {
      filtered.emplace_back(match.item->uri, match.confidence);
      EXPECT_EQ(match.rank, filtered.size());
    }
    EXPECT_EQ(filtered, expected);
  }
}

TEST(MapperTest, MapsToTheFrameworksThatAreAskedFor) {
  MapOptions elsewhere;
  elsewhere.frameworks = {"no-such-framework"};
  EXPECT_THAT(Map(EncodedIndex(), {kOutcomes[0]}, elsewhere).front().skills, IsEmpty());
}

TEST(MapperTest, LeavesOutWhatIsLessConfidentThanAsked) {
  MapOptions options;
  options.max_skills = 40;
  const auto all = Map(EncodedIndex(), {kOutcomes[3]}, options).front().skills;
  options.min_confidence = all[2].confidence;
  const auto kept = Map(EncodedIndex(), {kOutcomes[3]}, options).front().skills;
  EXPECT_THAT(kept, SizeIs(std::count_if(all.begin(), all.end(), [&all](const SkillMatch& match) {
                return match.confidence >= all[2].confidence;
              })));
  EXPECT_LT(kept.size(), all.size());
}

TEST(MapperTest, CommitsToTheFirstFew) {
  MapOptions only;
  only.committed_only = true;
  const std::vector<OutcomeMapping> whole = Map(EncodedIndex(), kOutcomes);
  const std::vector<OutcomeMapping> sets = Map(EncodedIndex(), kOutcomes, only);
  std::size_t committed = 0;
  for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
    const auto& skills = whole[i].skills;
    const auto end = std::find_if(skills.begin(), skills.end(),
                                  [](const SkillMatch& match) { return !match.committed; });
    EXPECT_LE(end - skills.begin(), 5);
    EXPECT_TRUE(
        std::none_of(end, skills.end(), [](const SkillMatch& match) { return match.committed; }));
    EXPECT_EQ(whole[i].nothing_fits, end == skills.begin());
    EXPECT_EQ(sets[i].nothing_fits, whole[i].nothing_fits);
    const std::vector<std::string> uris = Uris(whole[i]);
    EXPECT_EQ(Uris(sets[i]),
              std::vector<std::string>(uris.begin(), uris.begin() + (end - skills.begin())));
    committed += static_cast<std::size_t>(end - skills.begin());
  }
  EXPECT_GT(committed, 0U);
}

TEST(MapperTest, CommitsToWhatAnOutcomeSaysAndToNothingWhereNothingFits) {
  for (const OpenedIndex* index : {&EncodedIndex(), &WordsIndex()}) {
    const auto mapped = Map(*index, {{"Reconcile bank statements.", "en"},
                                     {"Whistle at purple mountains on a Tuesday.", "en"}});
    ASSERT_THAT(mapped[0].skills, Not(IsEmpty()));
    EXPECT_EQ(mapped[0].skills.front().item->uri, test::TestSkillUri(2));
    EXPECT_TRUE(mapped[0].skills.front().committed);
    EXPECT_FALSE(mapped[0].nothing_fits);
    for (const SkillMatch& match : mapped[1].skills) EXPECT_FALSE(match.committed);
    EXPECT_EQ(mapped[1].nothing_fits, !mapped[1].skills.empty());
  }
}

TEST(MapperTest, WithoutCandidatesNothingIsSaidToFitOrNot) {
  MapOptions elsewhere;
  elsewhere.frameworks = {"no-such-framework"};
  EXPECT_FALSE(Map(EncodedIndex(), {kOutcomes[0]}, elsewhere).front().nothing_fits);
}

TEST(MapperTest, ReadsFrenchByItsWords) {
  const auto mapped =
      Map(EncodedIndex(), {{"Effectuer le rapprochement bancaire des relevés", ""}});
  EXPECT_EQ(mapped.front().language, "fr");
  EXPECT_THAT(mapped.front().skills, Not(IsEmpty()));
}

TEST(MapperTest, SaysWhereTheOutcomeIsCut) {
  std::string longer;
  for (int i = 0; i < 200; ++i) longer += "reconcile statements ";
  const auto mapped = Map(EncodedIndex(), {{longer, "en"}, kOutcomes[0]});
  EXPECT_TRUE(mapped[0].truncated);
  EXPECT_FALSE(mapped[1].truncated);
}

TEST(MapperTest, WorksFromWordsAloneWithoutVectors) {
  const auto mapped = Map(WordsIndex(), {{"Reconcile the bank statements", "en"}});
  ASSERT_THAT(mapped.front().skills, Not(IsEmpty()));
  const SkillMatch& best = mapped.front().skills.front();
  EXPECT_EQ(best.item->uri, test::TestSkillUri(2));
  EXPECT_THAT(best.evidence.spans, Not(IsEmpty()));
}

class RankerChoiceTest : public testing::Test {
 protected:
  // A mapper by a ranker without trees that has `more` members.
  [[nodiscard]] core::Result<std::unique_ptr<Mapper>> Create(const std::string& more) const {
    return CreateBy(folder_.Write("other.json", R"({"format": 2, "models": {"encoder": {
        "order": {"features": [], "trees": []}, "confidence": {"features": [], "trees": []},
        "confidence_offset": 0, "commit": {"at": 1, "most": 0}}})" +
                                                    more + "}"));
  }
  [[nodiscard]] static core::Result<std::unique_ptr<Mapper>> CreateBy(
      const std::filesystem::path& ranker_file) {
    return Mapper::Create(EncodedIndex().snapshot, EncodedIndex().engine, ranker_file);
  }

  const test::TempFolder folder_;
};

TEST_F(RankerChoiceTest, AnotherFileRanksInsteadOfTheEncoders) {
  const auto mapper = Create("");
  ASSERT_TRUE(mapper.ok()) << mapper.status().message();
  const Outcome outcome{"Write unit tests", "en"};
  const auto mapped = (*mapper)->Map({&outcome, 1}, {});
  ASSERT_TRUE(mapped.ok()) << mapped.status().message();
  ASSERT_THAT(mapped->front().skills, Not(IsEmpty()));
  EXPECT_EQ(mapped->front().skills.front().confidence, 0.5);  // Of no trees.
  EXPECT_TRUE(mapped->front().nothing_fits);
  EXPECT_FALSE(Map(EncodedIndex(), {outcome}).front().nothing_fits);
}

TEST_F(RankerChoiceTest, WhatDoesNotFitIsRefused) {
  const auto missing = CreateBy(folder_.path() / "no.json");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(missing.status().message(), HasSubstr("no.json"));
  const auto wide = Create(R"(, "finding": {"outcome": {"weights": [[1]], "biases": [0]},
      "concept": {"weights": [[1, 2]], "biases": [0]},
      "prior": [{"weights": [[1, 2]], "biases": [0]}]})");
  ASSERT_FALSE(wide.ok());
  EXPECT_EQ(wide.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(wide.status().message(), HasSubstr("other.json: finding is for vectors of 1 dim"));
}

TEST(MapperTest, StopsWhenTheCallerIsGone) {
  std::atomic<int> asked = 0;
  MapOptions options;
  options.cancelled = [&asked] { return ++asked > 3; };
  const auto mapped = EncodedIndex().mapper->Map(kOutcomes, options);
  ASSERT_FALSE(mapped.ok());
  EXPECT_EQ(mapped.status().code(), core::StatusCode::kCancelled);
  EXPECT_EQ(mapped.status().reason(), "REQUEST_CANCELLED");
}

}  // namespace
}  // namespace crosswalk::mapping
