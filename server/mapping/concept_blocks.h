// SPDX-License-Identifier: Apache-2.0
// The vectors of concepts, some at a time. Private to server/mapping.
#pragma once

#include "server/mapping/concept_vectors.h"
#include "server/search/index_snapshot.h"

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// Calls visit(nodes, texts) until all concepts that have vectors were in a call once, by ordinal:
// some of them, at least one, and a column for each of what ConceptVectors::CopyTexts copies.
template <typename Visit>
void ForBlocksOfConcepts(const ConceptVectors& vectors, Visit visit) {
  constexpr Eigen::Index kAtOnce = 32;  // Their columns stay in the nearest cache.
  const std::size_t rows = kComparedTexts.size() * vectors.dimension();
  Eigen::MatrixXf texts(static_cast<Eigen::Index>(rows), kAtOnce);
  std::vector<Eigen::Index> nodes;
  const auto pass_on = [&] {
    if (nodes.empty()) return;
    visit(std::span<const Eigen::Index>(nodes),
          texts.leftCols(static_cast<Eigen::Index>(nodes.size())));
    nodes.clear();
  };
  for (search::ConceptOrdinal node = 0; node < vectors.concept_count(); ++node) {
    auto column = texts.col(static_cast<Eigen::Index>(nodes.size()));
    if (vectors.CopyTexts(node, {column.data(), rows})) nodes.push_back(node);
    if (static_cast<Eigen::Index>(nodes.size()) == kAtOnce) pass_on();
  }
  pass_on();
}

}  // namespace crosswalk::mapping
