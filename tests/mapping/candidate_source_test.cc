// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/candidate_source.h"

#include "indexer/schema/words.h"
#include "server/mapping/concept_product.h"
#include "tests/mapping/mapping_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace crosswalk::mapping {
namespace {

class CandidateSourceTest : public testing::Test {
 protected:
  [[nodiscard]] std::vector<Candidate> Find(std::string_view text,
                                            const AdmittedConcepts& admitted) const {
    const OpenedIndex& index = WordsIndex();
    ReadOutcome outcome{text,
                        "en",
                        OutcomeWords(index_schema::SplitWords(text), "en", *index.engine,
                                     index.snapshot->labels().word_count()),
                        {},
                        {},
                        {},
                        {}};
    const ReadOutcome* const outcomes[] = {&outcome};
    auto found = source_.Find(outcomes, admitted);
    EXPECT_TRUE(found.ok()) << found.status().message();
    return found.ok() ? found->front().measured : std::vector<Candidate>{};
  }
  [[nodiscard]] static search::ConceptOrdinal Node(int skill) {
    return *WordsIndex().snapshot->FindByUri(test::TestSkillUri(skill));
  }

  LabelWords label_words_{WordsIndex().snapshot->labels()};
  CandidateSource source_{
      *WordsIndex().snapshot, *WordsIndex().engine, label_words_, nullptr, nullptr, 1.0F};
};

AdmittedConcepts All() { return AdmittedConcepts(WordsIndex().snapshot->concept_count(), 1); }

TEST_F(CandidateSourceTest, FindsByLabelAndByDescription) {
  std::vector<search::ConceptOrdinal> nodes;
  for (const Candidate& candidate : Find("dementia and a fault in the order", All())) {
    nodes.push_back(candidate.node);
  }
  EXPECT_THAT(nodes, testing::Contains(Node(16)));  // "dementia"
  EXPECT_THAT(nodes, testing::Contains(Node(25)));  // "find faults in code"
  EXPECT_TRUE(std::is_sorted(nodes.begin(), nodes.end()));
  EXPECT_EQ(std::adjacent_find(nodes.begin(), nodes.end()), nodes.end());
}

TEST_F(CandidateSourceTest, LeavesOutWhatIsNotAdmitted) {
  const search::ConceptOrdinal barred = Node(16);
  AdmittedConcepts admitted = All();
  admitted[barred] = 0;
  const auto candidates = Find("dementia", admitted);
  for (const Candidate& candidate : candidates) EXPECT_NE(candidate.node, barred);
}

TEST_F(CandidateSourceTest, MeasuresWordsAndTheConcept) {
  for (Candidate& candidate : Find("write unit tests", All())) {
    if (candidate.node != Node(26)) continue;
    EXPECT_EQ(candidate[Feature::kPreferredShare], 1.0F);
    EXPECT_EQ(candidate[Feature::kWholeLabel], 1.0F);
    EXPECT_GT(candidate[Feature::kLabelWords], 0.0F);
    EXPECT_NEAR(candidate[Feature::kOutcomeLength], 3.0F / 25.0F, 1e-6F);
    EXPECT_EQ(candidate[Feature::kTokenLabel], 0.0F);
    EXPECT_EQ(candidate[Feature::kReuseLevel],
              static_cast<float>(core::ReuseLevel::kOccupationSpecific));
    return;
  }
  FAIL() << "the skill is not among the candidates";
}

TEST_F(CandidateSourceTest, CountsWhoAsksForTheSkill) {
  const auto candidates = Find("bookkeeping in spreadsheets, write unit tests", All());
  const auto asked_for = [&](int skill) {
    const auto at = std::find_if(candidates.begin(), candidates.end(),
                                 [&](const Candidate& one) { return one.node == Node(skill); });
    if (at == candidates.end()) throw std::runtime_error("not found: " + std::to_string(skill));
    return std::pair((*at)[Feature::kEssentialFor], (*at)[Feature::kOptionalFor]);
  };
  // Two occupations and two skills need the principles of bookkeeping; one skill is helped by them.
  EXPECT_EQ(asked_for(8), std::pair(std::log1p(4.0F), std::log1p(1.0F)));
  EXPECT_EQ(asked_for(10), std::pair(std::log1p(3.0F), 0.0F));
  EXPECT_EQ(asked_for(26), std::pair(0.0F, std::log1p(1.0F)));
}

// With vectors. Needs no ranker, so the index is opened without a mapper.
class NearCandidatesTest : public testing::Test {
 protected:
  NearCandidatesTest() {
    auto snapshot = search::IndexSnapshot::Open(test::TestIndexHome(test::Vectors::kAll), {});
    if (!snapshot.ok()) throw std::runtime_error(snapshot.status().message());
    snapshot_ = *std::move(snapshot);
    engine_ = search::SearchEngine::Create(snapshot_);
    label_words_.emplace(snapshot_->labels());
    vectors_.emplace(*snapshot_->vectors(), snapshot_->concept_count());
  }

  [[nodiscard]] std::vector<Candidate> Find(std::string_view text) const {
    const text::EncoderInfo& info = snapshot_->encoder()->info();
    auto encoded = snapshot_->encoder()->Encode({&text, 1}, text::EncodeDetail::kTokens);
    if (!encoded.ok()) throw std::runtime_error(encoded.status().message());
    const text::EncodedText& vectors = encoded->front();
    ReadOutcome outcome{text,
                        "en",
                        OutcomeWords(index_schema::SplitWords(text), "en", *engine_,
                                     snapshot_->labels().word_count()),
                        MakeQueryVectors(vectors.sentence, info.dimension),
                        MakeQueryVectors(vectors.tokens, info.dimension),
                        PhraseWindows(vectors.tokens, info.dimension)};
    if (second_opinion_) {
      outcome.word_sentence = outcome.sentence;
      outcome.word_tokens = outcome.tokens;
      outcome.word_windows = outcome.windows;
      outcome.words_are_tokens = words_are_tokens_;
    }
    const CandidateSource source(*snapshot_, *engine_, *label_words_, &*vectors_,
                                 finding_ ? &*finding_ : nullptr, info.token_temperature);
    const ReadOutcome* const outcomes[] = {&outcome};
    auto found = source.Find(outcomes, AdmittedConcepts(snapshot_->concept_count(), 1));
    if (!found.ok()) throw std::runtime_error(found.status().message());
    return std::move(found->front().measured);
  }
  [[nodiscard]] const Candidate& Pick(const std::vector<Candidate>& candidates, int skill) const {
    const search::ConceptOrdinal node = *snapshot_->FindByUri(test::TestSkillUri(skill));
    const auto at = std::find_if(candidates.begin(), candidates.end(),
                                 [node](const Candidate& one) { return one.node == node; });
    if (at == candidates.end()) throw std::runtime_error("not found: " + std::to_string(skill));
    return *at;
  }

  std::shared_ptr<const search::IndexSnapshot> snapshot_;
  std::shared_ptr<const search::SearchEngine> engine_;
  std::optional<LabelWords> label_words_;
  std::optional<ConceptVectors> vectors_;
  std::optional<ConceptProduct> finding_;  // What finding has learnt.
  bool second_opinion_ = false;  // Whether outcomes have vectors of their words by themselves.
  bool words_are_tokens_ = false;
};

TEST_F(NearCandidatesTest, VectorsOfTheWordsByThemselvesAreMeasuredLikeTheOthers) {
  for (const Candidate& one : Find("Write unit tests.")) {
    EXPECT_EQ(one[Feature::kStaticSentenceLabel], 0.0F);
    EXPECT_EQ(one[Feature::kStaticTokenDescribed], 0.0F);
  }
  second_opinion_ = true;
  // Whether they are known to be the same or not.
  for (const bool known : {false, true}) {
    words_are_tokens_ = known;
    for (const Candidate& one : Find("Write unit tests.")) {
      EXPECT_EQ(one[Feature::kStaticSentenceLabel], one[Feature::kSentenceLabel]);
      EXPECT_EQ(one[Feature::kStaticSentenceDescribed], one[Feature::kSentenceDescribed]);
      EXPECT_EQ(one[Feature::kStaticTokenLabel], one[Feature::kTokenLabel]);
      EXPECT_EQ(one[Feature::kStaticTokenDescribed], one[Feature::kTokenDescribed]);
      EXPECT_EQ(one[Feature::kStaticWindowLabel], one[Feature::kWindowLabel]);
      EXPECT_EQ(one[Feature::kStaticWindowDescribed], one[Feature::kWindowDescribed]);
    }
  }
}

TEST_F(NearCandidatesTest, WhatFindingHasLearntBringsConceptsForward) {
  second_opinion_ = true;
  words_are_tokens_ = true;  // So that few of the concepts are measured.
  const auto candidates = Find("Write unit tests.");
  std::vector<float> texts(2 * vectors_->dimension());
  search::ConceptOrdinal left_out = 0;
  while (!vectors_->CopyTexts(left_out, texts) ||
         std::any_of(candidates.begin(), candidates.end(),
                     [&](const Candidate& one) { return one.node == left_out; })) {
    ASSERT_LT(++left_out, snapshot_->concept_count());
  }
  // A prior for this one alone: no other is so near to it.
  const auto row = [](std::size_t inputs, auto weight) {
    std::string weights;
    for (std::size_t i = 0; i < inputs; ++i) {
      weights += (i == 0 ? "" : ", ") + std::to_string(weight(i));
    }
    return R"({"weights": [[)" + weights + R"(]], "biases": [)";
  };
  const auto zero = [](std::size_t) { return 0; };
  const std::string json = R"({"outcome": )" + row(texts.size() / 2, zero) + R"(0]}, "concept": )" +
                           row(texts.size(), zero) + R"(0]}, "prior": [)" +
                           row(texts.size(), [&](std::size_t i) { return texts[i]; }) +
                           R"(-1.99]}, {"weights": [[1000]], "biases": [0]}]})";
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  auto learnt = ConceptProduct::Parse(document, "finding");
  ASSERT_TRUE(learnt.ok()) << learnt.status().message();
  finding_ = *std::move(learnt);
  EXPECT_THAT(Find("Write unit tests."),
              testing::Contains(testing::Field(&Candidate::node, left_out)));
}

TEST_F(NearCandidatesTest, APhraseOfALongSentenceIsNearerThanTheSentence) {
  for (const Candidate& one : Find("Write unit tests.")) {
    for (const Feature window : {Feature::kWindowLabel, Feature::kWindowDescribed}) {
      EXPECT_GE(one[window], 0.0F);
      EXPECT_LE(one[window], 1.01F);  // Stored vectors are rounded.
    }
  }
  // The decisive words are a phrase of a long sentence: nearer than the sentence is.
  const auto candidates = Find(
      "Learners in the second term of the program will write unit tests, present themselves to "
      "employers of the region and look after plants in a greenhouse");
  const Candidate& tests = Pick(candidates, 26);
  EXPECT_GT(tests[Feature::kWindowLabel], tests[Feature::kSentenceLabel]);
}

TEST_F(NearCandidatesTest, GapsAndPlacesAreThoseOfTheList) {
  const auto candidates = Find("Trace a reported malfunction to its cause and correct it");
  ASSERT_GT(candidates.size(), 3U);
  for (const auto& [feature, gap] : {std::pair{Feature::kSentenceLabel, Feature::kSentenceLabelGap},
                                     {Feature::kSentenceDescribed, Feature::kSentenceDescribedGap},
                                     {Feature::kTokenLabel, Feature::kTokenLabelGap},
                                     {Feature::kTokenDescribed, Feature::kTokenDescribedGap}}) {
    float best = -2.0F;
    for (const Candidate& one : candidates) best = std::max(best, one[feature]);
    for (const Candidate& one : candidates) EXPECT_EQ(one[gap], one[feature] - best);
  }
  for (const auto& [label, described, place] :
       {std::tuple{Feature::kSentenceLabel, Feature::kSentenceDescribed, Feature::kSentencePlace},
        {Feature::kTokenLabel, Feature::kTokenDescribed, Feature::kTokenPlace}}) {
    std::vector<const Candidate*> order;
    for (const Candidate& one : candidates) order.push_back(&one);
    std::stable_sort(order.begin(), order.end(), [&](const Candidate* a, const Candidate* b) {
      return (*a)[label] + (*a)[described] > (*b)[label] + (*b)[described];
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ((*order[i])[place], std::log1p(static_cast<float>(i)));
    }
  }
}

TEST_F(NearCandidatesTest, KinAreAheadOrBehind) {
  const auto candidates = Find("write unit tests and test software");
  const Candidate& narrower = Pick(candidates, 26);
  const Candidate& broader = Pick(candidates, 24);
  const float lead = broader[Feature::kTokenHigher] - narrower[Feature::kTokenHigher];
  EXPECT_EQ(narrower[Feature::kBroaderLead], lead);
  EXPECT_EQ(broader[Feature::kNarrowerLead], -lead);
  // Neither has kin on the other side; those that have none at all say so too.
  EXPECT_EQ(narrower[Feature::kNarrowerLead], -1.0F);
  EXPECT_EQ(broader[Feature::kBroaderLead], -1.0F);
  EXPECT_EQ(Pick(candidates, 25)[Feature::kBroaderLead], -1.0F);
}

}  // namespace
}  // namespace crosswalk::mapping
