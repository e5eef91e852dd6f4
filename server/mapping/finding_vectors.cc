// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/finding_vectors.h"

#include "indexer/schema/vector_file.h"
#include "server/mapping/concept_blocks.h"

#include <memory>
#include <span>
#include <utility>

namespace crosswalk::mapping {

FindingVectors::FindingVectors(const ConceptVectors& vectors, const ConceptProduct* learnt)
    : concept_count_(vectors.concept_count()) {
  const std::size_t dimension = vectors.dimension();
  values_.reserve(concept_count_ * dimension);
  ForBlocksOfConcepts(vectors, [&](std::span<const Eigen::Index> nodes, const auto& texts) {
    const auto half = static_cast<Eigen::Index>(dimension);
    Eigen::MatrixXf sums = texts.topRows(half) + texts.bottomRows(half);
    Eigen::RowVectorXf offsets = Eigen::RowVectorXf::Zero(sums.cols());
    if (learnt != nullptr) {
      ConceptProduct::Columns columns = learnt->ColumnsOf(texts);
      sums += columns.vectors;
      offsets = std::move(columns.offsets);
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto column = static_cast<Eigen::Index>(i);
      const index_schema::QuantizedVector vector =
          index_schema::Quantize({sums.col(column).data(), dimension});
      nodes_.push_back(static_cast<search::ConceptOrdinal>(nodes[i]));
      values_.insert(values_.end(), vector.values.begin(), vector.values.end());
      scales_.push_back(vector.scale);
      offsets_.push_back(offsets[column]);
    }
  });
}

std::vector<std::vector<float>> FindingVectors::Compare(const QueryVectors& queries) const {
  const std::size_t rows = nodes_.size();
  const std::size_t count = queries.size() * rows;
  const auto by_row = std::make_unique_for_overwrite<float[]>(count);
  CompareRows(queries, values_, scales_, {by_row.get(), count});
  std::vector<std::vector<float>> by_query;
  for (std::size_t query = 0; query < queries.size(); ++query) {
    std::vector<float>& by_node = by_query.emplace_back(concept_count_, kMissing);
    for (std::size_t row = 0; row < rows; ++row) {
      by_node[nodes_[row]] = by_row[query * rows + row] + offsets_[row];
    }
  }
  return by_query;
}

}  // namespace crosswalk::mapping
