// SPDX-License-Identifier: Apache-2.0
// The stored vectors of concepts by concept. Private to server/mapping.
#pragma once

#include "indexer/schema/vector_file.h"
#include "server/mapping/vector_scan.h"
#include "server/search/index_snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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

  [[nodiscard]] std::size_t dimension() const { return file_.dimension(); }
  [[nodiscard]] std::uint32_t concept_count() const { return concept_count_; }

  // The inner products of a query with both texts of the concept; a concept without a description
  // is known by its label alone. None where it has no vector. REQUIRES: query.size() == 1.
  struct TextNearness {
    float label = 0.0F;
    float described = 0.0F;
  };
  [[nodiscard]] std::optional<TextNearness> CompareTexts(const QueryVectors& query,
                                                         search::ConceptOrdinal node) const;
  // Writes both vectors of the concept, one after the other; one without a description has its
  // label's twice. False where it has no vector. REQUIRES: texts.size() == 2 * dimension.
  [[nodiscard]] bool CopyTexts(search::ConceptOrdinal node, std::span<float> texts) const;
  // Asks for what Compare will read soon (fetch.h).
  void FetchFor(search::ConceptOrdinal node) const;
  // Writes the inner products of every query with the concept's row; false where it has none.
  // REQUIRES: products.size() == queries.size().
  [[nodiscard]] bool Compare(const QueryVectors& queries, index_schema::VectorKind kind,
                             search::ConceptOrdinal node, std::span<float> products) const;

 private:
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

  const index_schema::VectorFile& file_;
  std::uint32_t concept_count_;
  std::array<std::vector<std::uint32_t>, kComparedTexts.size()> row_of_;  // By kind, then ordinal.
};

}  // namespace crosswalk::mapping
