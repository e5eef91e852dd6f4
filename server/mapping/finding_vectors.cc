// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/finding_vectors.h"

#include "indexer/schema/vector_file.h"

#include <span>

namespace crosswalk::mapping {
namespace {

// Concepts whose vectors are made together.
constexpr std::size_t kConceptsAtOnce = 32;

}  // namespace

FindingVectors::FindingVectors(const ConceptVectors& vectors, const ConceptProduct* learnt)
    : concept_count_(vectors.concept_count()) {
  const auto dimension = static_cast<Eigen::Index>(vectors.dimension());
  Eigen::MatrixXf sums(dimension, static_cast<Eigen::Index>(kConceptsAtOnce));
  std::vector<float> texts(kComparedTexts.size() * vectors.dimension());
  std::vector<Eigen::Index> block;
  for (search::ConceptOrdinal node = 0; node < concept_count_; ++node) {
    if (vectors.CopyTexts(node, texts)) {
      const Eigen::Map<const Eigen::MatrixXf> both(texts.data(), dimension, kComparedTexts.size());
      sums.col(static_cast<Eigen::Index>(block.size())) = both.rowwise().sum();
      block.push_back(node);
    }
    if (block.size() < kConceptsAtOnce && node + 1 < concept_count_) continue;
    const auto count = static_cast<Eigen::Index>(block.size());
    Eigen::RowVectorXf offsets = Eigen::RowVectorXf::Zero(count);
    if (learnt != nullptr) {
      ConceptProduct::Columns columns = learnt->OfConcepts(block);
      sums.leftCols(count) += columns.vectors;
      offsets = std::move(columns.offsets);
    }
    for (Eigen::Index i = 0; i < count; ++i) {
      const index_schema::QuantizedVector vector =
          index_schema::Quantize({sums.col(i).data(), vectors.dimension()});
      nodes_.push_back(static_cast<search::ConceptOrdinal>(block[static_cast<std::size_t>(i)]));
      values_.insert(values_.end(), vector.values.begin(), vector.values.end());
      scales_.push_back(vector.scale);
      offsets_.push_back(offsets[i]);
    }
    block.clear();
  }
}

}  // namespace crosswalk::mapping
