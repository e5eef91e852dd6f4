// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/measures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::eval {
namespace {

double Value(const Measures& measures, std::string_view name) {
  const auto at = std::find(kMeasureNames.begin(), kMeasureNames.end(), name);
  return measures.at(static_cast<std::size_t>(at - kMeasureNames.begin()));
}

TEST(MeasureTest, DividesByWhatCouldBeFound) {
  // Right at ranks 2 and 4; three gold skills.
  const Measures measures =
      Measure(std::vector<std::string>{"x", "a", "y", "b", "z"}, {"a", "b", "c"});
  EXPECT_DOUBLE_EQ(Value(measures, "rp@1"), 0.0);
  EXPECT_DOUBLE_EQ(Value(measures, "rp@5"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(Value(measures, "recall@50"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(Value(measures, "mrr"), 0.5);
}

TEST(MeasureTest, CountsAtMostKOfManyGoldSkills) {
  std::set<std::string> gold;
  for (int i = 0; i < 8; ++i) gold.insert("g" + std::to_string(i));
  const Measures measures =
      Measure(std::vector<std::string>{"g0", "g1", "g2", "x", "g3", "g4"}, gold);
  EXPECT_DOUBLE_EQ(Value(measures, "rp@1"), 1.0);
  EXPECT_DOUBLE_EQ(Value(measures, "rp@5"), 4.0 / 5.0);
  EXPECT_DOUBLE_EQ(Value(measures, "rp@10"), 5.0 / 8.0);
}

TEST(MeasureTest, DiscountsLateGains) {
  const Measures measures = Measure(std::vector<std::string>{"x", "a"}, {"a"});
  EXPECT_DOUBLE_EQ(Value(measures, "ndcg@10"), 1.0 / std::log2(3.0));
}

TEST(CommittedSetsTest, CountSkillsOfAllTextsTogether) {
  CommittedSets sets;
  sets.Add(std::vector<std::string>{"a", "x"}, {"a", "b", "c"});
  sets.Add(std::vector<std::string>{"d"}, {"d"});
  sets.Add(std::vector<std::string>{}, {"e", "f"});
  EXPECT_THAT(sets.Measure(),
              testing::ElementsAre(2.0 / 3.0, 2.0 / 6.0, 4.0 / 9.0, testing::IsNan()));
  // No skill fits: what is committed to is wrong, and there was nothing to find.
  sets.Add(std::vector<std::string>{"y"}, {});
  EXPECT_THAT(sets.Measure(), testing::ElementsAre(2.0 / 4.0, 2.0 / 6.0, 4.0 / 10.0, 0.0));
  sets.Add(std::vector<std::string>{}, {});
  EXPECT_THAT(sets.Measure(), testing::ElementsAre(2.0 / 4.0, 2.0 / 6.0, 4.0 / 10.0, 0.5));
}

TEST(CommittedSetsTest, NothingCommittedIsZero) {
  CommittedSets sets;
  EXPECT_THAT(sets.Measure(), testing::ElementsAre(0.0, 0.0, 0.0, testing::IsNan()));
  sets.Add(std::vector<std::string>{}, {"a"});
  EXPECT_THAT(sets.Measure(), testing::ElementsAre(0.0, 0.0, 0.0, testing::IsNan()));
}

TEST(MeasureTest, NothingFoundIsZero) {
  for (const double value : Measure(std::vector<std::string>{}, {"a"})) EXPECT_EQ(value, 0.0);
}

TEST(ReliabilityTest, ErrorIsTheMeanDistanceByCount) {
  Reliability reliability;
  for (int i = 0; i < 4; ++i) reliability.Add(0.85, i < 3);  // Ten points too sure.
  reliability.Add(0.05, false);                              // Five.
  EXPECT_NEAR(reliability.Error(), (4 * 0.10 + 0.05) / 5, 1e-12);
  const auto bins = reliability.Bins();
  EXPECT_EQ(bins[8].count, 4U);
  EXPECT_NEAR(bins[8].confidence, 0.85, 1e-12);
  EXPECT_DOUBLE_EQ(bins[8].right, 0.75);
  EXPECT_EQ(bins[5].count, 0U);
}

TEST(ReliabilityTest, CertaintyIsInTheLastBin) {
  Reliability reliability;
  EXPECT_DOUBLE_EQ(reliability.Error(), 0.0);
  reliability.Add(1.0, true);
  EXPECT_EQ(reliability.Bins().back().count, 1U);
  EXPECT_DOUBLE_EQ(reliability.Error(), 0.0);
}

}  // namespace
}  // namespace crosswalk::eval
