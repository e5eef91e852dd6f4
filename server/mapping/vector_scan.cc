// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/vector_scan.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "server/mapping/vector_scan.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace crosswalk::mapping::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

std::int32_t SumOfProducts(const std::int16_t* HWY_RESTRICT query,
                           const std::int8_t* HWY_RESTRICT row, std::size_t dimension) {
  const hn::ScalableTag<std::int16_t> wide;
  const hn::Rebind<std::int8_t, decltype(wide)> narrow;
  const hn::RepartitionToWide<decltype(wide)> sums;
  const std::size_t lanes = hn::Lanes(wide);
  auto even = hn::Zero(sums);
  auto odd = hn::Zero(sums);
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    const auto values = hn::PromoteTo(wide, hn::LoadU(narrow, row + i));
    even = hn::ReorderWidenMulAccumulate(sums, hn::LoadU(wide, query + i), values, even, odd);
  }
  std::int32_t sum = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even, odd)));
  for (; i < dimension; ++i) sum += std::int32_t{query[i]} * std::int32_t{row[i]};
  return sum;
}

// As SumOfProducts for four rows that lie one after the other: each part of the query is loaded
// once for all of them.
void SumsOfFour(const std::int16_t* HWY_RESTRICT query, const std::int8_t* HWY_RESTRICT rows,
                std::size_t dimension, std::int32_t* HWY_RESTRICT sums_of_rows) {
  const hn::ScalableTag<std::int16_t> wide;
  const hn::Rebind<std::int8_t, decltype(wide)> narrow;
  const hn::RepartitionToWide<decltype(wide)> sums;
  const std::size_t lanes = hn::Lanes(wide);
  auto even0 = hn::Zero(sums), even1 = even0, even2 = even0, even3 = even0;
  auto odd0 = hn::Zero(sums), odd1 = odd0, odd2 = odd0, odd3 = odd0;
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    const auto part = hn::LoadU(wide, query + i);
    const auto add = [&](std::size_t row, auto even, auto& odd) {
      const auto values = hn::PromoteTo(wide, hn::LoadU(narrow, rows + row * dimension + i));
      return hn::ReorderWidenMulAccumulate(sums, part, values, even, odd);
    };
    even0 = add(0, even0, odd0);
    even1 = add(1, even1, odd1);
    even2 = add(2, even2, odd2);
    even3 = add(3, even3, odd3);
  }
  sums_of_rows[0] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even0, odd0)));
  sums_of_rows[1] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even1, odd1)));
  sums_of_rows[2] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even2, odd2)));
  sums_of_rows[3] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even3, odd3)));
  for (; i < dimension; ++i) {
    for (std::size_t row = 0; row < 4; ++row) {
      sums_of_rows[row] += std::int32_t{query[i]} * std::int32_t{rows[row * dimension + i]};
    }
  }
}

void ScanRows(const std::int16_t* query, float query_scale, std::size_t dimension,
              const std::int8_t* rows, const float* scales, std::size_t count, float* products) {
  std::size_t row = 0;
  for (; row + 4 <= count; row += 4) {
    std::int32_t sums[4];
    SumsOfFour(query, rows + row * dimension, dimension, sums);
    for (std::size_t i = 0; i < 4; ++i) {
      products[row + i] = static_cast<float>(sums[i]) * query_scale * scales[row + i];
    }
  }
  for (; row < count; ++row) {
    const std::int32_t sum = SumOfProducts(query, rows + row * dimension, dimension);
    products[row] = static_cast<float>(sum) * query_scale * scales[row];
  }
}

// As SumOfProducts for four queries that lie one after the other: each part of the row is widened
// once for all of them.
void SumsOfFourQueries(const std::int16_t* HWY_RESTRICT queries,
                       const std::int8_t* HWY_RESTRICT row, std::size_t dimension,
                       std::int32_t* HWY_RESTRICT sums_of_queries) {
  const hn::ScalableTag<std::int16_t> wide;
  const hn::Rebind<std::int8_t, decltype(wide)> narrow;
  const hn::RepartitionToWide<decltype(wide)> sums;
  const std::size_t lanes = hn::Lanes(wide);
  auto even0 = hn::Zero(sums), even1 = even0, even2 = even0, even3 = even0;
  auto odd0 = hn::Zero(sums), odd1 = odd0, odd2 = odd0, odd3 = odd0;
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    const auto values = hn::PromoteTo(wide, hn::LoadU(narrow, row + i));
    const auto add = [&](std::size_t query, auto even, auto& odd) {
      const auto part = hn::LoadU(wide, queries + query * dimension + i);
      return hn::ReorderWidenMulAccumulate(sums, part, values, even, odd);
    };
    even0 = add(0, even0, odd0);
    even1 = add(1, even1, odd1);
    even2 = add(2, even2, odd2);
    even3 = add(3, even3, odd3);
  }
  sums_of_queries[0] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even0, odd0)));
  sums_of_queries[1] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even1, odd1)));
  sums_of_queries[2] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even2, odd2)));
  sums_of_queries[3] = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even3, odd3)));
  for (; i < dimension; ++i) {
    for (std::size_t query = 0; query < 4; ++query) {
      sums_of_queries[query] += std::int32_t{queries[query * dimension + i]} * std::int32_t{row[i]};
    }
  }
}

void ScanQueries(const std::int16_t* queries, const float* query_scales, std::size_t dimension,
                 std::size_t count, const std::int8_t* row, float scale, float* products) {
  std::size_t query = 0;
  for (; query + 4 <= count; query += 4) {
    std::int32_t sums[4];
    SumsOfFourQueries(queries + query * dimension, row, dimension, sums);
    for (std::size_t i = 0; i < 4; ++i) {
      products[query + i] = static_cast<float>(sums[i]) * query_scales[query + i] * scale;
    }
  }
  for (; query < count; ++query) {
    const std::int32_t sum = SumOfProducts(queries + query * dimension, row, dimension);
    products[query] = static_cast<float>(sum) * query_scales[query] * scale;
  }
}

}  // namespace crosswalk::mapping::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace crosswalk::mapping {

HWY_EXPORT(ScanRows);
HWY_EXPORT(ScanQueries);

QueryVectors MakeQueryVectors(std::span<const float> values, std::size_t dimension) {
  QueryVectors queries;
  queries.dimension = dimension;
  queries.steps.reserve(values.size());
  // The sum over all dimensions must fit 32 bits: |step| * 127 * dimension < 2^31.
  const double most =
      std::min(32767.0, std::floor(2147483647.0 / 127.0 / static_cast<double>(dimension)));
  for (std::size_t begin = 0; begin < values.size(); begin += dimension) {
    const std::span<const float> vector = values.subspan(begin, dimension);
    double largest = 0.0;
    for (const float value : vector) largest = std::max(largest, std::abs(double{value}));
    queries.scales.push_back(static_cast<float>(largest / most));
    for (const float value : vector) {
      const double step = largest > 0.0 ? std::nearbyint(value / largest * most) : 0.0;
      queries.steps.push_back(static_cast<std::int16_t>(std::clamp(step, -most, most)));
    }
  }
  return queries;
}

void CompareRows(const QueryVectors& query, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products) {
  HWY_DYNAMIC_DISPATCH(ScanRows)
  (query.steps.data(), query.scales.front(), query.dimension, rows.data(), scales.data(),
   scales.size(), products.data());
}

void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products) {
  HWY_DYNAMIC_DISPATCH(ScanQueries)
  (queries.steps.data(), queries.scales.data(), queries.dimension, queries.size(), row.data(),
   scale, products.data());
}

}  // namespace crosswalk::mapping
#endif  // HWY_ONCE
