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

void ScanRows(const std::int16_t* query, float query_scale, std::size_t dimension,
              const std::int8_t* rows, const float* scales, std::size_t count, float* products) {
  for (std::size_t row = 0; row < count; ++row) {
    const std::int32_t sum = SumOfProducts(query, rows + row * dimension, dimension);
    products[row] = static_cast<float>(sum) * query_scale * scales[row];
  }
}

}  // namespace crosswalk::mapping::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace crosswalk::mapping {

HWY_EXPORT(ScanRows);

QueryVector MakeQueryVector(std::span<const float> values) {
  QueryVector query;
  query.steps.resize(values.size());
  float largest = 0.0F;
  for (const float value : values) largest = std::max(largest, std::abs(value));
  if (largest == 0.0F) return query;
  // The sum over all dimensions must fit 32 bits: |step| * 127 * dimension < 2^31.
  const double most =
      std::min(32767.0, std::floor(2147483647.0 / 127.0 / static_cast<double>(values.size())));
  query.scale = static_cast<float>(largest / most);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double step = std::nearbyint(values[i] / largest * most);
    query.steps[i] = static_cast<std::int16_t>(std::clamp(step, -most, most));
  }
  return query;
}

void InnerProducts(const QueryVector& query, std::span<const std::int8_t> rows,
                   std::span<const float> scales, std::span<float> products) {
  HWY_DYNAMIC_DISPATCH(ScanRows)
  (query.steps.data(), query.scale, query.steps.size(), rows.data(), scales.data(), scales.size(),
   products.data());
}

}  // namespace crosswalk::mapping
#endif  // HWY_ONCE
