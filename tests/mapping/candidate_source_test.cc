// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/candidate_source.h"

#include "tests/mapping/mapping_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
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
                        OutcomeWords(text, index.engine->KnownWords(text, "en"),
                                     index.snapshot->labels().word_count()),
                        {},
                        {},
                        {}};
    auto found = source_.Find(outcome, admitted);
    EXPECT_TRUE(found.ok()) << found.status().message();
    return found.ok() ? *found : std::vector<Candidate>{};
  }
  [[nodiscard]] static search::ConceptOrdinal Node(int skill) {
    return *WordsIndex().snapshot->FindByUri(test::TestSkillUri(skill));
  }

  LabelWords label_words_{WordsIndex().snapshot->labels()};
  CandidateSource source_{*WordsIndex().snapshot, *WordsIndex().engine, label_words_, nullptr,
                          1.0F};
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
    return;
  }
  FAIL() << "the skill is not among the candidates";
}

}  // namespace
}  // namespace crosswalk::mapping
