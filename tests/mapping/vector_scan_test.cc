// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/vector_scan.h"

#include "server/mapping/vector_scan_portable.h"
#include "server/mapping/vector_scan_vnni.h"
#include "tests/mapping/highway_target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
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

QueryVectors RandomQueries(std::size_t count, std::size_t dimension, std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> values(count * dimension);
  for (float& value : values) value = normal(random);
  return MakeQueryVectors(values, dimension);
}

// Query `query` times row `row`, multiplied one by one.
float Product(const QueryVectors& queries, std::size_t query, const Rows& rows, std::size_t row) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < queries.dimension; ++i) {
    sum += std::int64_t{queries.steps[query * queries.dimension + i]} *
           std::int64_t{rows.values[row * queries.dimension + i]};
  }
  return static_cast<float>(sum) * queries.scales[query] * rows.scales[row];
}

// In the place of a target of Highway's.
constexpr std::int64_t kVnni = 0;

// 384 is the shipped encoder's; the others leave a rest for every width of registers.
constexpr std::size_t kDimensions[] = {1, 7, 17, 63, 64, 384, 1023};

class VectorScanTest : public HighwayTargetTest {
 protected:
  void SetUp() override {
    if (by_vnni() && !vnni::IsSupported()) GTEST_SKIP() << "this processor has no AVX-512 VNNI";
  }

  static bool by_vnni() { return GetParam() == kVnni; }
  static auto CompareRows() { return by_vnni() ? vnni::CompareRows : portable::CompareRows; }
  static auto CompareQueries() {
    return by_vnni() ? vnni::CompareQueries : portable::CompareQueries;
  }

  std::mt19937 random_{7};
};

INSTANTIATE_TEST_SUITE_P(Highway, VectorScanTest, EveryHighwayTarget(), NameOfTarget);
INSTANTIATE_TEST_SUITE_P(ByHand, VectorScanTest, testing::Values(kVnni),
                         [](const auto& /*target*/) { return "VNNI"; });

class StepsOnTarget : public HighwayTargetTest {
 protected:
  std::mt19937 random_{7};
};

INSTANTIATE_TEST_SUITE_P(Targets, StepsOnTarget, EveryHighwayTarget(), NameOfTarget);

TEST_P(VectorScanTest, RowsWithQueries) {
  // Rows and queries that fill groups and that leave a rest.
  for (const std::size_t dimension : kDimensions) {
    for (const std::size_t row_count : {1U, 2U, 9U, 32U, 67U}) {
      const Rows rows = RandomRows(row_count, dimension, random_);
      for (std::size_t query_count = 1; query_count <= 9; ++query_count) {
        const QueryVectors queries = RandomQueries(query_count, dimension, random_);
        std::vector<float> products(query_count * row_count);
        CompareRows()(queries, rows.values, rows.scales, products);
        for (std::size_t i = 0; i < products.size(); ++i) {
          ASSERT_EQ(products[i], Product(queries, i / row_count, rows, i % row_count))
              << dimension << " dimensions, query " << i / row_count << " of " << query_count
              << ", row " << i % row_count << " of " << row_count;
        }
      }
    }
  }
}

TEST_P(VectorScanTest, QueriesWithOneRow) {
  for (const std::size_t dimension : kDimensions) {
    const Rows rows = RandomRows(1, dimension, random_);
    for (std::size_t count = 1; count <= 9; ++count) {
      const QueryVectors queries = RandomQueries(count, dimension, random_);
      std::vector<float> products(count);
      CompareQueries()(queries, rows.values, rows.scales[0], products);
      for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(products[i], Product(queries, i, rows, 0))
            << dimension << " dimensions, " << i << " of " << count;
      }
    }
  }
}

TEST_P(VectorScanTest, ExtremesDoNotOverflow) {
  constexpr std::size_t kMostDimensions = 65536;
  for (const float value : {1.0F, -1.0F}) {
    for (const int of_row : {127, -127, -128}) {
      const QueryVectors query =
          MakeQueryVectors(std::vector<float>(kMostDimensions, value), kMostDimensions);
      const Rows row{std::vector<std::int8_t>(kMostDimensions, static_cast<std::int8_t>(of_row)),
                     {1.0F}};
      std::vector<float> product(1);
      CompareRows()(query, row.values, row.scales, product);
      EXPECT_EQ(product[0], Product(query, 0, row, 0));
      CompareQueries()(query, row.values, row.scales[0], product);
      EXPECT_EQ(product[0], Product(query, 0, row, 0));
    }
  }
}

TEST_P(StepsOnTarget, AreRoundedToTheNearest) {
  std::normal_distribution<float> normal;
  for (const std::size_t dimension : kDimensions) {
    std::vector<float> values(dimension);
    for (float& value : values) value = normal(random_);
    const QueryVectors query = MakeQueryVectors(values, dimension);
    ASSERT_EQ(query.steps.size(), dimension);
    for (std::size_t i = 0; i < dimension; ++i) {
      EXPECT_NEAR(query.steps[i], values[i] / query.scales[0], 0.501) << i << " of " << dimension;
      EXPECT_LE(std::abs(query.steps[i]), 127) << i << " of " << dimension;
      EXPECT_EQ(query.bytes[i], query.steps[i]) << i << " of " << dimension;
    }
    EXPECT_EQ(query.sums[0], std::accumulate(query.steps.begin(), query.steps.end(), 0))
        << dimension;
  }
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

TEST(QueryVectorsTest, AppendedOnesComeAfterTheOthers) {
  const QueryVectors first = MakeQueryVectors(std::vector<float>{1.0F, 0.5F}, 2);
  const QueryVectors second = MakeQueryVectors(std::vector<float>{-1.0F, 0.0F, 0.0F, 2.0F}, 2);
  QueryVectors all;
  all.Append(first);
  all.Append(QueryVectors());
  all.Append(second);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all.dimension, 2U);
  EXPECT_THAT(all.steps, testing::ElementsAre(127, 64, -127, 0, 0, 127));
  EXPECT_THAT(all.bytes, testing::ElementsAre(127, 64, -127, 0, 0, 127));
  EXPECT_THAT(all.sums, testing::ElementsAre(191, -127, 127));
  EXPECT_EQ(all.scales[2], second.scales[1]);
}

}  // namespace
}  // namespace crosswalk::mapping
