// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/highest_values.h"

#include "tests/mapping/highway_target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;
using testing::UnorderedElementsAreArray;

// By sorting all of them.
std::vector<std::uint32_t> Sorted(float floor, const std::vector<float>& values,
                                  std::size_t limit) {
  std::vector<std::uint32_t> indices(values.size());
  std::iota(indices.begin(), indices.end(), 0U);
  std::erase_if(indices, [&](std::uint32_t index) { return values[index] <= floor; });
  std::stable_sort(indices.begin(), indices.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
  indices.resize(std::min(limit, indices.size()));
  return indices;
}

class HighestAboveOnTarget : public HighwayTargetTest {};

INSTANTIATE_TEST_SUITE_P(Targets, HighestAboveOnTarget, EveryHighwayTarget(), NameOfTarget);

TEST_P(HighestAboveOnTarget, FindsWhatSortingFinds) {
  std::mt19937 random(11);
  for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 1000U, 18250U}) {
    // Few different values make many ties.
    for (const int different : {3, 100, 1000000}) {
      std::uniform_int_distribution<int> value(-different, different);
      std::vector<float> values;
      while (values.size() < count) values.push_back(static_cast<float>(value(random)));
      for (const std::size_t limit : {1U, 10U, 80U, 400U}) {
        const float floor = static_cast<float>(-different);
        EXPECT_THAT(HighestAbove(floor, values, limit),
                    UnorderedElementsAreArray(Sorted(floor, values, limit)))
            << count << " values, " << different << ", limit " << limit;
      }
    }
  }
}

using KeepOnlyOnTarget = HighwayTargetTest;

INSTANTIATE_TEST_SUITE_P(Targets, KeepOnlyOnTarget, EveryHighwayTarget(), NameOfTarget);

TEST_P(KeepOnlyOnTarget, ReplacesTheOthers) {
  for (const std::size_t count : {0U, 1U, 15U, 16U, 77U}) {
    std::vector<std::uint8_t> keep(count);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
      keep[i] = i % 3 == 0 ? 1 : 0;
      values[i] = static_cast<float>(i);
    }
    KeepOnly(keep, -2.0F, values);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(values[i], i % 3 == 0 ? static_cast<float>(i) : -2.0F) << i << " of " << count;
    }
  }
}

TEST(HighestAboveTest, OfMostlyZerosThoseAbove) {
  std::vector<float> values(1000, 0.0F);
  EXPECT_THAT(HighestAbove(0.0F, values, 3), IsEmpty());
  values[999] = 0.5F;
  values[130] = 0.1F;
  EXPECT_THAT(HighestAbove(0.0F, values, 3), UnorderedElementsAre(130U, 999U));
}

TEST(HighestAboveTest, OfEqualOnesThoseThatComeFirst) {
  EXPECT_THAT(HighestAbove(0.0F, std::vector<float>(1000, 0.5F), 3),
              UnorderedElementsAre(0U, 1U, 2U));
}

TEST(HighestAboveTest, LeavesOutWhatIsNotAboveTheFloor) {
  EXPECT_THAT(HighestAbove(-2.0F, {-2.0F, -1.5F, -2.0F}, 3), UnorderedElementsAre(1U));
  EXPECT_THAT(HighestAbove(-2.0F, std::vector<float>(500, -2.0F), 3), IsEmpty());
}

class RaiseToRowsOnTarget : public HighwayTargetTest {};

INSTANTIATE_TEST_SUITE_P(Targets, RaiseToRowsOnTarget, EveryHighwayTarget(), NameOfTarget);

TEST_P(RaiseToRowsOnTarget, KeepsTheHighestOfEachColumn) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> uniform(-1.0F, 1.0F);
  std::vector<float> values(5 * 2 * kAbreast);
  for (float& value : values) value = uniform(random);
  const std::vector<std::uint32_t> rows = {4, 1};
  std::vector<float> highest(2 * kAbreast, 0.25F);
  RaiseToRows(values, rows, highest);
  for (std::size_t i = 0; i < highest.size(); ++i) {
    const float of_fourth = values[4 * highest.size() + i];
    EXPECT_EQ(highest[i], std::max({0.25F, of_fourth, values[highest.size() + i]})) << i;
  }
}

}  // namespace
}  // namespace crosswalk::mapping
