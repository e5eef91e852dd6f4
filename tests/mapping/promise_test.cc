// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/promise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace crosswalk::mapping {
namespace {

std::vector<search::ConceptOrdinal> Nodes(const std::vector<Candidate>& candidates) {
  std::vector<search::ConceptOrdinal> nodes;
  for (const Candidate& candidate : candidates) nodes.push_back(candidate.node);
  return nodes;
}

std::vector<Candidate> FiveCandidates() {
  std::vector<Candidate> candidates(5);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i].node = static_cast<search::ConceptOrdinal>(10 * (i + 1));
  }
  return candidates;
}

TEST(PromiseTest, EachThingThatFindingShowsRaisesIt) {
  const float none = Promise({});
  EXPECT_GT(Promise({.sentence = 0.5F}), none);
  EXPECT_GT(Promise({.static_sentence = 0.5F}), none);
  EXPECT_GT(Promise({.nearest_stretch = 0.5F}), none);
  EXPECT_GT(Promise({.label_share = 0.5F}), none);
  EXPECT_GT(Promise({.description_words = 0.5F}), none);
}

TEST(DivideTest, TheMostPromisingKeepTheirOrderAndTheOthersFollowByPromise) {
  const FoundCandidates found = Divide(FiveCandidates(), {0.1F, 0.9F, 0.3F, 0.2F, 1.5F}, 2);
  EXPECT_THAT(Nodes(found.measured), testing::ElementsAre(20, 50));
  EXPECT_THAT(Nodes(found.others), testing::ElementsAre(30, 40, 10));
}

TEST(DivideTest, OfEqualsTheFirstIsMeasured) {
  const FoundCandidates found = Divide(FiveCandidates(), {0.5F, 0.5F, 0.5F, 0.5F, 0.5F}, 3);
  EXPECT_THAT(Nodes(found.measured), testing::ElementsAre(10, 20, 30));
  EXPECT_THAT(Nodes(found.others), testing::ElementsAre(40, 50));
}

TEST(DivideTest, FewCandidatesAreAllMeasured) {
  const FoundCandidates found = Divide(FiveCandidates(), {-1.0F, 0.0F, 0.0F, 0.0F, 2.0F}, 5);
  EXPECT_EQ(found.measured.size(), 5U);
  EXPECT_TRUE(found.others.empty());
  EXPECT_TRUE(Divide({}, {}, 5).measured.empty());
}

}  // namespace
}  // namespace crosswalk::mapping
