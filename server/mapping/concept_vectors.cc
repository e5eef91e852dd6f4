// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_vectors.h"

#include "server/mapping/fetch.h"

namespace crosswalk::mapping {

using index_schema::VectorBlock;
using index_schema::VectorKind;

ConceptVectors::ConceptVectors(const index_schema::VectorFile& file, std::uint32_t concept_count)
    : file_(file), concept_count_(concept_count) {
  for (const VectorKind kind : kComparedTexts) {
    std::vector<std::uint32_t>& rows = row_of_[static_cast<std::size_t>(kind)];
    rows.assign(concept_count, kNoRow);
    const VectorBlock block = file_.Block(kind);
    for (std::size_t row = 0; row < block.nodes.size(); ++row) {
      if (block.nodes[row] < concept_count) {
        rows[block.nodes[row]] = static_cast<std::uint32_t>(row);
      }
    }
  }
}

std::optional<ConceptVectors::TextNearness> ConceptVectors::CompareTexts(
    const QueryVectors& query, search::ConceptOrdinal node) const {
  TextNearness near;
  if (!Compare(query, kComparedTexts[0], node, {&near.label, 1})) return std::nullopt;
  if (!Compare(query, kComparedTexts[1], node, {&near.described, 1})) near.described = near.label;
  return near;
}

bool ConceptVectors::CopyTexts(search::ConceptOrdinal node, std::span<float> texts) const {
  const std::size_t dimension = file_.dimension();
  VectorKind read = VectorKind::kLabel;
  for (const VectorKind kind : kComparedTexts) {
    if (row_of_[static_cast<std::size_t>(kind)][node] != kNoRow) read = kind;
    const std::uint32_t row = row_of_[static_cast<std::size_t>(read)][node];
    if (row == kNoRow) return false;
    const VectorBlock block = file_.Block(read);
    for (std::size_t i = 0; i < dimension; ++i) {
      texts[i] = block.scales[row] * static_cast<float>(block.values[row * dimension + i]);
    }
    texts = texts.subspan(dimension);
  }
  return true;
}

void ConceptVectors::FetchFor(search::ConceptOrdinal node) const {
  for (const VectorKind kind : kComparedTexts) {
    const std::uint32_t row = row_of_[static_cast<std::size_t>(kind)][node];
    if (row == kNoRow) continue;
    Fetch(file_.Block(kind).values.subspan(row * file_.dimension(), file_.dimension()));
  }
}

bool ConceptVectors::Compare(const QueryVectors& queries, VectorKind kind,
                             search::ConceptOrdinal node, std::span<float> products) const {
  const std::uint32_t row = row_of_[static_cast<std::size_t>(kind)][node];
  if (row == kNoRow) return false;
  const VectorBlock block = file_.Block(kind);
  const std::size_t dimension = file_.dimension();
  CompareQueries(queries, block.values.subspan(row * dimension, dimension), block.scales[row],
                 products);
  return true;
}

}  // namespace crosswalk::mapping
