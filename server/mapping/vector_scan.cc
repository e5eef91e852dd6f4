// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/vector_scan.h"

#include "server/mapping/vector_scan_portable.h"
#include "server/mapping/vector_scan_vnni.h"

#include <algorithm>
#include <cmath>

namespace crosswalk::mapping {
namespace {

constexpr float kLeast = 1e-30F;
constexpr float kMost = 127.0F;

}  // namespace

void QueryVectors::Append(const QueryVectors& more) {
  if (more.empty()) return;
  dimension = more.dimension;
  steps.insert(steps.end(), more.steps.begin(), more.steps.end());
  bytes.insert(bytes.end(), more.bytes.begin(), more.bytes.end());
  sums.insert(sums.end(), more.sums.begin(), more.sums.end());
  scales.insert(scales.end(), more.scales.begin(), more.scales.end());
}

QueryVectors MakeQueryVectors(std::span<const float> values, std::size_t dimension) {
  QueryVectors queries;
  queries.dimension = dimension;
  queries.steps.resize(values.size());
  queries.bytes.resize(values.size());
  for (std::size_t begin = 0; begin < values.size(); begin += dimension) {
    const std::span<const float> vector = values.subspan(begin, dimension);
    float largest = 0.0F;
    for (const float value : vector) largest = std::max(largest, std::abs(value));
    // What is as good as zeros would have no finite factor.
    const bool some = largest > kLeast;
    queries.scales.push_back(some ? largest / kMost : 0.0F);
    queries.sums.push_back(portable::RoundToSteps(
        vector, some ? kMost / largest : 0.0F, std::span(queries.steps).subspan(begin, dimension),
        std::span(queries.bytes).subspan(begin, dimension)));
  }
  return queries;
}

void CompareRows(const QueryVectors& queries, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products) {
  // VNNI takes four queries at once, of which one would stand for all.
  if (queries.size() > 1 && vnni::IsSupported()) {
    vnni::CompareRows(queries, rows, scales, products);
  } else {
    portable::CompareRows(queries, rows, scales, products);
  }
}

void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products) {
  if (vnni::IsSupported()) {
    vnni::CompareQueries(queries, row, scale, products);
  } else {
    portable::CompareQueries(queries, row, scale, products);
  }
}

}  // namespace crosswalk::mapping
