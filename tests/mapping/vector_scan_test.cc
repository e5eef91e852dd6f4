// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/vector_scan.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace crosswalk::mapping {
namespace {

struct Rows {
  std::vector<std::int8_t> values;
  std::vector<float> scales;
};

Rows RandomRows(std::size_t count, std::size_t dimension, std::mt19937& random) {
  std::uniform_int_distribution<int> value(-127, 127);
  std::uniform_real_distribution<float> scale(0.0005F, 0.002F);
  Rows rows;
  for (std::size_t i = 0; i < count * dimension; ++i) {
    rows.values.push_back(static_cast<std::int8_t>(value(random)));
  }
  for (std::size_t i = 0; i < count; ++i) rows.scales.push_back(scale(random));
  return rows;
}

class VectorScanTest : public testing::TestWithParam<std::size_t> {};

// 384 is the shipped encoder's; the others leave a rest for every width of registers.
INSTANTIATE_TEST_SUITE_P(Dimensions, VectorScanTest, testing::Values(1, 7, 17, 63, 384, 1023));

TEST_P(VectorScanTest, AgreesWithSumsOfDoubles) {
  const std::size_t dimension = GetParam();
  std::mt19937 random(7);
  std::normal_distribution<float> normal;
  std::vector<float> query(dimension);
  for (float& value : query) value = normal(random);
  const Rows rows = RandomRows(9, dimension, random);

  std::vector<float> products(9);
  CompareRows(MakeQueryVectors(query, dimension), rows.values, rows.scales, products);

  for (std::size_t row = 0; row < products.size(); ++row) {
    double expected = 0.0;
    double size = 0.0;
    for (std::size_t i = 0; i < dimension; ++i) {
      const double term = static_cast<double>(query[i]) *
                          static_cast<double>(rows.values[row * dimension + i]) *
                          static_cast<double>(rows.scales[row]);
      expected += term;
      size += std::abs(term);
    }
    EXPECT_NEAR(products[row], expected, 1e-4 * size + 1e-6) << "row " << row;
  }
}

TEST_P(VectorScanTest, SeveralQueriesGetWhatEachGetsAlone) {
  const std::size_t dimension = GetParam();
  std::mt19937 random(5);
  std::normal_distribution<float> normal;
  // Rows and queries that fill groups and that leave a rest.
  for (const std::size_t row_count : {1U, 2U, 32U, 67U}) {
    const Rows rows = RandomRows(row_count, dimension, random);
    for (std::size_t query_count = 1; query_count <= 9; ++query_count) {
      std::vector<float> values(query_count * dimension);
      for (float& value : values) value = normal(random);
      std::vector<float> together(query_count * row_count);
      CompareRows(MakeQueryVectors(values, dimension), rows.values, rows.scales, together);
      for (std::size_t query = 0; query < query_count; ++query) {
        std::vector<float> alone(row_count);
        CompareRows(
            MakeQueryVectors(std::span(values).subspan(query * dimension, dimension), dimension),
            rows.values, rows.scales, alone);
        for (std::size_t row = 0; row < row_count; ++row) {
          EXPECT_EQ(together[query * row_count + row], alone[row]);
        }
      }
    }
  }
}

TEST(CompareQueriesTest, GivesWhatComparingEachAloneGives) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  const Rows rows = RandomRows(1, 384, random);
  for (std::size_t count = 1; count <= 9; ++count) {
    std::vector<float> values(count * 384);
    for (float& value : values) value = normal(random);
    std::vector<float> together(count);
    CompareQueries(MakeQueryVectors(values, 384), rows.values, rows.scales[0], together);
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<float> alone(1);
      CompareRows(MakeQueryVectors(std::span(values).subspan(i * 384, 384), 384), rows.values,
                  rows.scales, alone);
      EXPECT_EQ(together[i], alone[0]) << i << " of " << count;
    }
  }
}

TEST(MakeQueryVectorsTest, LargestValuesDoNotOverflow) {
  const std::vector<float> query(1024, 1.0F);
  const std::vector<std::int8_t> row(1024, 127);
  const std::vector<float> scales = {1.0F / 127.0F};
  std::vector<float> product(1);
  CompareRows(MakeQueryVectors(query, query.size()), row, scales, product);
  EXPECT_NEAR(product[0], 1024.0F, 0.5F);
}

TEST(MakeQueryVectorsTest, ZeroStaysZero) {
  // The least that a float can say is as good as that.
  for (const float value : {0.0F, std::numeric_limits<float>::denorm_min()}) {
    const QueryVectors query = MakeQueryVectors(std::vector<float>(16, value), 16);
    const std::vector<std::int8_t> row(16, 100);
    const std::vector<float> scales = {1.0F};
    std::vector<float> product(1, 9.0F);
    CompareRows(query, row, scales, product);
    EXPECT_EQ(product[0], 0.0F);
  }
}

TEST(MakeQueryVectorsTest, StepsAreRoundedToTheNearest) {
  // More than fill vectors of instructions, with a rest.
  std::vector<float> values(37);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<float>(i) / 36.0F * (i % 2 == 0 ? 1.0F : -1.0F);
  }
  const QueryVectors query = MakeQueryVectors(values, values.size());
  ASSERT_EQ(query.steps.size(), values.size());
  EXPECT_EQ(query.steps.back(), 32767);
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_NEAR(query.steps[i], 32767.0 * values[i], 0.51) << i;
  }
}

}  // namespace
}  // namespace crosswalk::mapping
