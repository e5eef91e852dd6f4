// SPDX-License-Identifier: Apache-2.0
// The stored vectors of concepts by concept. Private to server/mapping.
#pragma once

#include "indexer/schema/vector_file.h"
#include "server/mapping/vector_scan.h"
#include "server/search/index_snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// The two texts of a concept that outcomes are compared with.
inline constexpr std::array kComparedTexts = {index_schema::VectorKind::kLabel,
                                              index_schema::VectorKind::kDescribed};

// Immutable, thread-safe. The file must outlive it.
class ConceptVectors {
 public:
  ConceptVectors(const index_schema::VectorFile& file, std::uint32_t concept_count);

  // For each of `queries`, its inner products with all rows of `kind`, by ordinal; kMissing for
  // concepts without.
  [[nodiscard]] std::vector<std::vector<float>> CompareAll(const QueryVectors& queries,
                                                           index_schema::VectorKind kind) const;
  // Writes the inner products of every query with the concept's row; false where it has none.
  // REQUIRES: products.size() == queries.size().
  [[nodiscard]] bool Compare(const QueryVectors& queries, index_schema::VectorKind kind,
                             search::ConceptOrdinal node, std::span<float> products) const;

  // Below every inner product of unit vectors.
  static constexpr float kMissing = -2.0F;

 private:
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

  const index_schema::VectorFile& file_;
  std::uint32_t concept_count_;
  std::array<std::vector<std::uint32_t>, kComparedTexts.size()> row_of_;  // By kind, then ordinal.
};

}  // namespace crosswalk::mapping
