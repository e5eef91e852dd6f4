// SPDX-License-Identifier: Apache-2.0
// What an outcome's vector is compared with to find candidates. Private to server/mapping.
#pragma once

#include "frameworks/text/aligned_vector.h"
#include "server/mapping/concept_product.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/vector_scan.h"
#include "server/search/index_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace crosswalk::mapping {

// Of a concept that has no vector: below every value of one that has.
inline constexpr float kMissing = std::numeric_limits<float>::lowest();

// Of each concept the sum of the vectors of both its texts, moved by what was learnt of which
// outcomes and concepts belong together. Immutable, thread-safe. Deterministic on one processor, as
// ConceptProduct is.
class FindingVectors {
 public:
  // `learnt` is for vectors of this dimension; null: nothing moves the sums. Both are needed only
  // here.
  FindingVectors(const ConceptVectors& vectors, const ConceptProduct* learnt);

  // For each of `queries`, by ordinal, its cosines with label and with description, added up, and
  // with what was learnt; one without a description has its label twice. kMissing for concepts
  // without vectors. Vectors are rounded to 8 bits: good for finding, a little less than
  // ConceptVectors tells.
  [[nodiscard]] std::vector<std::vector<float>> Compare(const QueryVectors& queries) const;

 private:
  std::size_t concept_count_;
  // Row i is of concept nodes_[i]: values_[i * dimension, (i + 1) * dimension) * scales_[i].
  std::vector<search::ConceptOrdinal> nodes_;
  text::AlignedVector<std::int8_t> values_;
  std::vector<float> scales_;
  std::vector<float> offsets_;  // Added to what is compared with the row.
};

}  // namespace crosswalk::mapping
