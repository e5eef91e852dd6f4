// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/vector_scan_portable.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "server/mapping/vector_scan_portable.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace crosswalk::mapping::portable::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The next values, in 16 bits.
template <class D>
HWY_INLINE hn::Vec<D> LoadWide(D wide, const std::int16_t* HWY_RESTRICT from) {
  return hn::LoadU(wide, from);
}
template <class D>
HWY_INLINE hn::Vec<D> LoadWide(D wide, const std::int8_t* HWY_RESTRICT from) {
  return hn::PromoteTo(wide, hn::LoadU(hn::Rebind<std::int8_t, D>(), from));
}

std::int32_t SumOfProducts(const std::int16_t* HWY_RESTRICT query,
                           const std::int8_t* HWY_RESTRICT row, std::size_t dimension) {
  const hn::ScalableTag<std::int16_t> wide;
  const hn::RepartitionToWide<decltype(wide)> sums;
  const std::size_t lanes = hn::Lanes(wide);
  auto even = hn::Zero(sums);
  auto odd = hn::Zero(sums);
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    even = hn::ReorderWidenMulAccumulate(sums, LoadWide(wide, query + i), LoadWide(wide, row + i),
                                         even, odd);
  }
  std::int32_t sum = hn::GetLane(hn::SumOfLanes(sums, hn::Add(even, odd)));
  for (; i < dimension; ++i) sum += std::int32_t{query[i]} * std::int32_t{row[i]};
  return sum;
}

// out[0..3] = the sums of the lanes of a, b, c and d.
template <class V>
HWY_INLINE void StoreSums(V a, V b, V c, V d, std::int32_t* HWY_RESTRICT out) {
#if HWY_TARGET == HWY_SCALAR  // Vectors have one lane.
  out[0] = hn::GetLane(a);
  out[1] = hn::GetLane(b);
  out[2] = hn::GetLane(c);
  out[3] = hn::GetLane(d);
#else
  const hn::DFromV<V> tag;
  const hn::RepartitionToWide<decltype(tag)> pairs;
  const auto ab =
      hn::BitCast(pairs, hn::Add(hn::InterleaveLower(tag, a, b), hn::InterleaveUpper(tag, a, b)));
  const auto cd =
      hn::BitCast(pairs, hn::Add(hn::InterleaveLower(tag, c, d), hn::InterleaveUpper(tag, c, d)));
  // Each block of four lanes holds a part of each sum.
  const auto parts = hn::Add(hn::BitCast(tag, hn::InterleaveLower(pairs, ab, cd)),
                             hn::BitCast(tag, hn::InterleaveUpper(pairs, ab, cd)));
  HWY_ALIGN std::int32_t blocks[hn::MaxLanes(tag)];
  hn::Store(parts, tag, blocks);
  const hn::FixedTag<std::int32_t, 4> four;
  auto sum = hn::Load(four, blocks);
  for (std::size_t i = 4; i < hn::Lanes(tag); i += 4)
    sum = hn::Add(sum, hn::Load(four, blocks + i));
  hn::StoreU(sum, four, out);
#endif
}

// sums_of_four[i] = the sum of products of `one` with four[i * dimension, (i + 1) * dimension):
// each part of it is loaded once for all four. One side is a query, the other a row.
template <class One, class Four>
void SumsWithFour(const One* HWY_RESTRICT one, const Four* HWY_RESTRICT four, std::size_t dimension,
                  std::int32_t* HWY_RESTRICT sums_of_four) {
  const hn::ScalableTag<std::int16_t> wide;
  const hn::RepartitionToWide<decltype(wide)> sums;
  const std::size_t lanes = hn::Lanes(wide);
  auto even0 = hn::Zero(sums), even1 = even0, even2 = even0, even3 = even0;
  auto odd0 = hn::Zero(sums), odd1 = odd0, odd2 = odd0, odd3 = odd0;
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    const auto part = LoadWide(wide, one + i);
    const auto add = [&](std::size_t which, auto even, auto& odd) {
      const auto other = LoadWide(wide, four + which * dimension + i);
      return hn::ReorderWidenMulAccumulate(sums, part, other, even, odd);
    };
    even0 = add(0, even0, odd0);
    even1 = add(1, even1, odd1);
    even2 = add(2, even2, odd2);
    even3 = add(3, even3, odd3);
  }
  StoreSums(hn::Add(even0, odd0), hn::Add(even1, odd1), hn::Add(even2, odd2), hn::Add(even3, odd3),
            sums_of_four);
  for (; i < dimension; ++i) {
    for (std::size_t which = 0; which < 4; ++which) {
      sums_of_four[which] += std::int32_t{one[i]} * std::int32_t{four[which * dimension + i]};
    }
  }
}

void ScanRowsForOne(const std::int16_t* query, float query_scale, std::size_t dimension,
                    const std::int8_t* rows, const float* scales, std::size_t count,
                    float* products) {
  std::size_t row = 0;
  for (; row + 4 <= count; row += 4) {
    std::int32_t sums[4];
    SumsWithFour(query, rows + row * dimension, dimension, sums);
    for (std::size_t i = 0; i < 4; ++i) {
      products[row + i] = static_cast<float>(sums[i]) * query_scale * scales[row + i];
    }
  }
  for (; row < count; ++row) {
    const std::int32_t sum = SumOfProducts(query, rows + row * dimension, dimension);
    products[row] = static_cast<float>(sum) * query_scale * scales[row];
  }
}

// Two rows with four queries: each part of a row is widened once for four, each part of a query
// loaded once for two. sums[row * 4 + query].
void SumsOfTwoWithFour(const std::int16_t* const* HWY_RESTRICT queries,
                       const std::int8_t* HWY_RESTRICT rows, std::size_t dimension,
                       std::int32_t* HWY_RESTRICT sums_of_rows) {
  const hn::ScalableTag<std::int16_t> wide;
  const hn::RepartitionToWide<decltype(wide)> sums;
  const std::size_t lanes = hn::Lanes(wide);
  const std::int8_t* const second = rows + dimension;
  auto even00 = hn::Zero(sums), even01 = even00, even02 = even00, even03 = even00;
  auto odd00 = hn::Zero(sums), odd01 = odd00, odd02 = odd00, odd03 = odd00;
  auto even10 = even00, even11 = even00, even12 = even00, even13 = even00;
  auto odd10 = odd00, odd11 = odd00, odd12 = odd00, odd13 = odd00;
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    const auto row0 = LoadWide(wide, rows + i);
    const auto row1 = LoadWide(wide, second + i);
    const auto add = [&](std::size_t query, auto& even0, auto& odd0, auto& even1, auto& odd1) {
      const auto part = LoadWide(wide, queries[query] + i);
      even0 = hn::ReorderWidenMulAccumulate(sums, part, row0, even0, odd0);
      even1 = hn::ReorderWidenMulAccumulate(sums, part, row1, even1, odd1);
    };
    add(0, even00, odd00, even10, odd10);
    add(1, even01, odd01, even11, odd11);
    add(2, even02, odd02, even12, odd12);
    add(3, even03, odd03, even13, odd13);
  }
  StoreSums(hn::Add(even00, odd00), hn::Add(even01, odd01), hn::Add(even02, odd02),
            hn::Add(even03, odd03), sums_of_rows);
  StoreSums(hn::Add(even10, odd10), hn::Add(even11, odd11), hn::Add(even12, odd12),
            hn::Add(even13, odd13), sums_of_rows + 4);
  for (; i < dimension; ++i) {
    for (std::size_t query = 0; query < 4; ++query) {
      sums_of_rows[query] += std::int32_t{queries[query][i]} * std::int32_t{rows[i]};
      sums_of_rows[4 + query] += std::int32_t{queries[query][i]} * std::int32_t{second[i]};
    }
  }
}

// Rows with two to four queries. products[query * stride + row].
void ScanRowsForFew(const std::int16_t* queries, const float* query_scales, std::size_t query_count,
                    std::size_t dimension, const std::int8_t* rows, const float* scales,
                    std::size_t count, float* products, std::size_t stride) {
  // Where there are fewer than four the first one stands in for the others.
  const std::int16_t* four[4];
  for (std::size_t i = 0; i < 4; ++i) four[i] = queries + (i < query_count ? i * dimension : 0);
  std::size_t row = 0;
  for (; row + 2 <= count; row += 2) {
    std::int32_t sums[8];
    SumsOfTwoWithFour(four, rows + row * dimension, dimension, sums);
    for (std::size_t i = 0; i < query_count; ++i) {
      float* const to = products + i * stride + row;
      to[0] = static_cast<float>(sums[i]) * query_scales[i] * scales[row];
      to[1] = static_cast<float>(sums[4 + i]) * query_scales[i] * scales[row + 1];
    }
  }
  for (std::size_t i = 0; row < count && i < query_count; ++i) {
    const std::int32_t sum = SumOfProducts(four[i], rows + row * dimension, dimension);
    products[i * stride + row] = static_cast<float>(sum) * query_scales[i] * scales[row];
  }
}

// Rows that stay in the nearest cache while all queries are compared with them.
constexpr std::size_t kRowsAtOnce = 32;

void ScanRows(const std::int16_t* queries, const float* query_scales, std::size_t query_count,
              std::size_t dimension, const std::int8_t* rows, const float* scales,
              std::size_t count, float* products) {
  for (std::size_t begin = 0; begin < count; begin += kRowsAtOnce) {
    const std::size_t some = std::min(kRowsAtOnce, count - begin);
    const std::int8_t* const block = rows + begin * dimension;
    for (std::size_t query = 0; query < query_count; query += 4) {
      const std::size_t few = std::min<std::size_t>(4, query_count - query);
      const std::int16_t* const first = queries + query * dimension;
      float* const to = products + query * count + begin;
      if (few == 1) {
        ScanRowsForOne(first, query_scales[query], dimension, block, scales + begin, some, to);
      } else {
        ScanRowsForFew(first, query_scales + query, few, dimension, block, scales + begin, some, to,
                       count);
      }
    }
  }
}

void ScanQueries(const std::int16_t* queries, const float* query_scales, std::size_t dimension,
                 std::size_t count, const std::int8_t* row, float scale, float* products) {
  if (count < 4) {
    for (std::size_t query = 0; query < count; ++query) {
      const std::int32_t sum = SumOfProducts(queries + query * dimension, row, dimension);
      products[query] = static_cast<float>(sum) * query_scales[query] * scale;
    }
    return;
  }
  for (std::size_t begin = 0; begin < count; begin += 4) {
    // The last four may have some that are done already.
    const std::size_t first = std::min(begin, count - 4);
    std::int32_t sums[4];
    SumsWithFour(row, queries + first * dimension, dimension, sums);
    for (std::size_t i = 0; i < 4; ++i) {
      products[first + i] = static_cast<float>(sums[i]) * query_scales[first + i] * scale;
    }
  }
}

std::int32_t RoundToStepsOf(const float* HWY_RESTRICT values, float factor, std::size_t count,
                            std::int16_t* HWY_RESTRICT steps, std::int8_t* HWY_RESTRICT bytes) {
  const hn::ScalableTag<float> wide;
  const hn::Rebind<std::int16_t, decltype(wide)> narrow;
  const hn::Rebind<std::int8_t, decltype(wide)> narrowest;
  const hn::RebindToSigned<decltype(wide)> whole;
  const std::size_t lanes = hn::Lanes(wide);
  const auto times = hn::Set(wide, factor);
  auto sums = hn::Zero(whole);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto product = hn::Mul(hn::LoadU(wide, values + i), times);
    const auto step = hn::NearestInt(product);
    hn::StoreU(hn::DemoteTo(narrow, step), narrow, steps + i);
    hn::StoreU(hn::DemoteTo(narrowest, step), narrowest, bytes + i);
    sums = hn::Add(sums, step);
  }
  std::int32_t sum = hn::GetLane(hn::SumOfLanes(whole, sums));
  for (; i < count; ++i) {
    steps[i] = static_cast<std::int16_t>(std::nearbyint(values[i] * factor));
    bytes[i] = static_cast<std::int8_t>(steps[i]);
    sum += steps[i];
  }
  return sum;
}

}  // namespace crosswalk::mapping::portable::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace crosswalk::mapping::portable {

HWY_EXPORT(ScanRows);
HWY_EXPORT(ScanQueries);
HWY_EXPORT(RoundToStepsOf);

void CompareRows(const QueryVectors& queries, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products) {
  HWY_DYNAMIC_DISPATCH(ScanRows)
  (queries.steps.data(), queries.scales.data(), queries.size(), queries.dimension, rows.data(),
   scales.data(), scales.size(), products.data());
}

void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products) {
  HWY_DYNAMIC_DISPATCH(ScanQueries)
  (queries.steps.data(), queries.scales.data(), queries.dimension, queries.size(), row.data(),
   scale, products.data());
}

std::int32_t RoundToSteps(std::span<const float> values, float factor,
                          std::span<std::int16_t> steps, std::span<std::int8_t> bytes) {
  return HWY_DYNAMIC_DISPATCH(RoundToStepsOf)(values.data(), factor, values.size(), steps.data(),
                                              bytes.data());
}

}  // namespace crosswalk::mapping::portable
#endif  // HWY_ONCE
