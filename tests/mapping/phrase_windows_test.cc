// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/phrase_windows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace crosswalk::mapping {
namespace {

using Vector = std::vector<float>;

float Dot(const Vector& a, const Vector& b) {
  float sum = 0.0F;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

Vector Unit(Vector vector) {
  const float length = std::sqrt(Dot(vector, vector));
  for (float& value : vector) value /= length;
  return vector;
}

Vector Axis(std::size_t dimension, std::size_t axis) {
  Vector vector(dimension);
  vector[axis] = 1.0F;
  return vector;
}

float Highest(const std::vector<Vector>& tokens, const Vector& item, const Vector& weights = {}) {
  Vector rows;
  Vector similarities;
  for (const Vector& token : tokens) {
    rows.insert(rows.end(), token.begin(), token.end());
    similarities.push_back(Dot(token, item));
  }
  return PhraseWindows(rows, item.size(), weights).Highest(similarities);
}

TEST(PhraseWindowsTest, OneTokenIsAPhrase) {
  EXPECT_NEAR(Highest({Axis(2, 0)}, Unit({3.0F, 4.0F})), 0.6F, 1e-6F);
}

TEST(PhraseWindowsTest, APhraseCanBeNearerThanEachOfItsTokens) {
  const Vector item = Unit({1.0F, 1.0F, 0.0F});
  EXPECT_NEAR(Highest({Axis(3, 2), Axis(3, 0), Axis(3, 1), Axis(3, 2)}, item), 1.0F, 1e-6F);
}

TEST(PhraseWindowsTest, TokensOfAPhraseStandInARow) {
  // The first and the last alone would reach 1; all three reach 2 / sqrt(2) / sqrt(3).
  const Vector item = Unit({1.0F, 0.0F, 1.0F});
  EXPECT_NEAR(Highest({Axis(3, 0), Axis(3, 1), Axis(3, 2)}, item), std::sqrt(2.0F / 3.0F), 1e-6F);
}

TEST(PhraseWindowsTest, APhraseHasAtMostSixTokens) {
  constexpr std::size_t kTokens = PhraseWindows::kLongest + 1;
  std::vector<Vector> tokens;
  for (std::size_t i = 0; i < kTokens; ++i) tokens.push_back(Axis(kTokens, i));
  // A phrase of n tokens reaches sqrt(n / 7).
  EXPECT_NEAR(Highest(tokens, Unit(Vector(kTokens, 1.0F))), std::sqrt(6.0F / 7.0F), 1e-6F);
}

TEST(PhraseWindowsTest, TokensCountByTheirWeight) {
  const Vector item = Unit({4.0F, 3.0F});
  EXPECT_NEAR(Highest({Axis(2, 0), Axis(2, 1)}, item, {8.0F, 6.0F}), 1.0F, 1e-6F);
  EXPECT_NEAR(Highest({Axis(2, 0), Axis(2, 1)}, item, {3.0F, 4.0F}), 24.0F / 25.0F, 1e-6F);
  EXPECT_EQ(Highest({Axis(2, 0)}, Axis(2, 0), {0.0F}), 0.0F);
}

TEST(PhraseWindowsTest, NothingNearIsZero) {
  EXPECT_EQ(PhraseWindows().Highest({}), 0.0F);
  EXPECT_EQ(Highest({Axis(2, 0), Axis(2, 0)}, {-1.0F, 0.0F}), 0.0F);
  // A phrase whose tokens cancel out points nowhere.
  EXPECT_NEAR(Highest({Axis(2, 0), {-1.0F, 0.0F}}, Axis(2, 0)), 1.0F, 1e-6F);
  EXPECT_EQ(Highest({Axis(2, 0), {-1.0F, 0.0F}}, Axis(2, 1)), 0.0F);
}

TEST(PhraseWindowsTest, AgreesWithTheCosinesOfAllPhrases) {
  constexpr std::size_t kDimension = 16;
  std::mt19937 random(11);
  std::normal_distribution<float> normal;
  const auto draw = [&] {
    Vector vector(kDimension);
    for (float& value : vector) value = normal(random);
    return Unit(vector);
  };
  for (const std::size_t count : {1U, 2U, 5U, 6U, 7U, 19U}) {
    std::vector<Vector> tokens;
    for (std::size_t i = 0; i < count; ++i) tokens.push_back(draw());
    const Vector item = draw();
    float expected = 0.0F;
    for (std::size_t first = 0; first < count; ++first) {
      Vector sum(kDimension);
      for (std::size_t n = 0; n < PhraseWindows::kLongest && first + n < count; ++n) {
        for (std::size_t i = 0; i < kDimension; ++i) sum[i] += tokens[first + n][i];
        expected = std::max(expected, Dot(Unit(sum), item));
      }
    }
    EXPECT_NEAR(Highest(tokens, item), expected, 1e-5F) << count << " tokens";
  }
}

}  // namespace
}  // namespace crosswalk::mapping
