// SPDX-License-Identifier: Apache-2.0
// Vectors of many concepts beside those of texts. Private to server/mapping.
#pragma once

#include "server/mapping/vector_scan.h"
#include "server/search/index_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// Of a concept that has no vector: below every value of one that has.
inline constexpr float kMissing = std::numeric_limits<float>::lowest();

// Row i is of concept nodes[i]: values[i * dimension, (i + 1) * dimension) * scales[i]. What has
// been compared with it has offsets[i] added, where there are any.
struct ConceptRows {
  std::span<const search::ConceptOrdinal> nodes;
  std::span<const std::int8_t> values;
  std::span<const float> scales;
  std::span<const float> offsets = {};
};

// For each of `queries`, its inner products with all rows, by ordinal of the first `concept_count`
// concepts; kMissing for those without. Thread-safe. REQUIRES: as CompareRows (vector_scan.h).
std::vector<std::vector<float>> CompareConcepts(const QueryVectors& queries,
                                                const ConceptRows& rows, std::size_t concept_count);

}  // namespace crosswalk::mapping
