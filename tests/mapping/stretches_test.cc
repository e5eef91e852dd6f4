// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/stretches.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

namespace crosswalk::mapping {
namespace {

// Tokens along axes of their own.
std::vector<float> Axes(std::size_t count) {
  std::vector<float> tokens(count * count);
  for (std::size_t i = 0; i < count; ++i) tokens[i * count + i] = 1.0F;
  return tokens;
}

std::size_t CountStretches(std::size_t tokens) {
  return StretchVectors(Axes(tokens), tokens, std::vector<float>(tokens, 1.0F)).size() / tokens;
}

TEST(StretchesTest, AShortTextIsOneStretchAndHasNone) {
  EXPECT_TRUE(StretchVectors({}, 4, {}).empty());
  EXPECT_EQ(CountStretches(1), 0U);
  EXPECT_EQ(CountStretches(kStretch + kStretch / 2 - 1), 0U);
}

TEST(StretchesTest, ALongTextHasOneForAboutSoManyWords) {
  EXPECT_EQ(CountStretches(kStretch + kStretch / 2), 2U);
  EXPECT_EQ(CountStretches(3 * kStretch), 3U);
  EXPECT_EQ(CountStretches(10 * kStretch + 1), 10U);
}

TEST(StretchesTest, EveryTokenIsInOneStretchByItsWeight) {
  constexpr std::size_t kTokens = 2 * kStretch;
  std::vector<float> weights(kTokens, 3.0F);
  weights[1] = 4.0F;
  weights[2] = 0.0F;
  const std::vector<float> vectors = StretchVectors(Axes(kTokens), kTokens, weights);
  ASSERT_EQ(vectors.size(), 2 * kTokens);
  float squares = 0.0F;
  for (std::size_t i = 0; i < kStretch; ++i) squares += weights[i] * weights[i];
  for (std::size_t i = 0; i < kTokens; ++i) {
    const bool first = i < kStretch;
    EXPECT_NEAR(vectors[i], first ? weights[i] / std::sqrt(squares) : 0.0F, 1e-6F);
    EXPECT_NEAR(vectors[kTokens + i], first ? 0.0F : 1.0F / std::sqrt(1.0F * kStretch), 1e-6F);
  }
}

TEST(StretchesTest, AStretchThatSaysNothingIsZeros) {
  constexpr std::size_t kTokens = 2 * kStretch;
  std::vector<float> weights(kTokens, 0.0F);
  weights.back() = 1.0F;
  const std::vector<float> vectors = StretchVectors(Axes(kTokens), kTokens, weights);
  ASSERT_EQ(vectors.size(), 2 * kTokens);
  EXPECT_EQ(std::vector(vectors.begin(), vectors.begin() + kTokens), std::vector(kTokens, 0.0F));
  EXPECT_EQ(vectors.back(), 1.0F);
}

}  // namespace
}  // namespace crosswalk::mapping
