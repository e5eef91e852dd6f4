// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/credible_range.h"

#include <gtest/gtest.h>

namespace crosswalk::alignment {
namespace {

TEST(FindCredibleRangeTest, StaysAtACertainPosition) {
  const CredibleRange range = FindCredibleRange({0.05, 0.9, 0.05}, 0.8);
  EXPECT_EQ(range.low, 1U);
  EXPECT_EQ(range.high, 1U);
  EXPECT_DOUBLE_EQ(range.mass, 0.9);
}

TEST(FindCredibleRangeTest, GrowsToTheLikelierSideFirst) {
  const CredibleRange range = FindCredibleRange({0.1, 0.3, 0.4, 0.15, 0.05}, 0.7);
  EXPECT_EQ(range.low, 1U);
  EXPECT_EQ(range.high, 2U);
}

TEST(FindCredibleRangeTest, GrowsAwayFromTheEndOfTheLadder) {
  const CredibleRange range = FindCredibleRange({0.1, 0.3, 0.6}, 0.85);
  EXPECT_EQ(range.low, 1U);
  EXPECT_EQ(range.high, 2U);
}

TEST(FindCredibleRangeTest, CoversTheWholeLadderWhereRoundingLeavesLess) {
  const CredibleRange range = FindCredibleRange({0.2, 0.2, 0.2}, 0.8);
  EXPECT_EQ(range.low, 0U);
  EXPECT_EQ(range.high, 2U);
}

}  // namespace
}  // namespace crosswalk::alignment
