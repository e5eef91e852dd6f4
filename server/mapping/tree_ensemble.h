// SPDX-License-Identifier: Apache-2.0
// A sum of small decision trees, as gradient boosting makes them (Friedman 2001,
// https://doi.org/10.1214/aos/1013203451). Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/binned_trees.h"

#include <rapidjson/document.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::mapping {

// Immutable; thread-safe; deterministic: trees are added in their order, in double precision.
class TreeEnsemble {
 public:
  // Reads {"trees": [{"feature": […], "threshold": […], "left": […], "right": […],
  // "value": […]}, …]}: one entry a node in each list, node 0 the root, children after their
  // parent. A leaf has feature -1. `value` is what the tree answers at a leaf, and at another node
  // the mean answer of the training rows that came through it. A row goes left where its feature is
  // at most the threshold. Entry i of `columns` is the place among a row's features of feature i.
  // FAILED_PRECONDITION / ENCODER_INVALID with `where` in the message for anything else.
  static core::Result<TreeEnsemble> Parse(const rapidjson::Value& model,
                                          std::span<const std::size_t> columns,
                                          const std::string& where);

  // The sum of all trees' answers for each row of features. Many rows take less time at once.
  [[nodiscard]] std::vector<double> Score(std::span<const std::span<const float>> rows) const;

  // Adds to contributions[f] what the splits on feature f moved the answer by, on the row's way
  // through each tree (Saabas 2014); with base() they sum to the score.
  void AddContributions(std::span<const float> row, std::span<double> contributions) const;
  // The mean answer before any feature is looked at.
  [[nodiscard]] double base() const;

 private:
  struct Tree {
    std::uint32_t root = 0;
    std::uint32_t depth = 0;  // Splits on the longest way.
  };

  core::Status AddTree(const rapidjson::Value& tree, std::span<const std::size_t> columns,
                       const std::string& where);

  // The child of node `index` that the row goes to.
  [[nodiscard]] std::uint32_t Next(std::uint32_t index, std::span<const float> row) const {
    const TreeNode& node = nodes_[index];
    return node.child[row[node.feature] <= node.threshold ? 0 : 1];
  }

  std::vector<TreeNode> nodes_;  // Tree after tree.
  std::vector<double> values_;   // Of each node.
  std::vector<Tree> trees_;
  BinnedTrees binned_;  // The same trees.
};

}  // namespace crosswalk::mapping
