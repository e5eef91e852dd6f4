// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_vectors.h"

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

std::vector<std::vector<float>> ConceptVectors::CompareAll(const QueryVectors& queries,
                                                           VectorKind kind) const {
  const VectorBlock block = file_.Block(kind);
  const std::size_t rows = block.nodes.size();
  std::vector<float> by_row(queries.size() * rows);
  CompareRows(queries, block.values, block.scales, by_row);
  std::vector<std::vector<float>> by_query;
  for (std::size_t query = 0; query < queries.size(); ++query) {
    std::vector<float>& by_node = by_query.emplace_back(concept_count_, kMissing);
    for (std::size_t row = 0; row < rows; ++row) {
      if (block.nodes[row] < concept_count_) by_node[block.nodes[row]] = by_row[query * rows + row];
    }
  }
  return by_query;
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
