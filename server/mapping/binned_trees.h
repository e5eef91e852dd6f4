// SPDX-License-Identifier: Apache-2.0
// A sum of decision trees for many rows at once, with the widest instructions that the processor
// has. Private to server/mapping.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// A row goes to the first child where its feature is at most the threshold. A leaf is its own
// child, so that every walk can take as many steps as the longest way has, without asking at each
// whether it has arrived.
struct TreeNode {
  float threshold = 0.0F;
  std::uint32_t feature = 0;
  std::array<std::uint32_t, 2> child{};  // Indices into the ensemble's nodes, later than its own.
};

// Features are replaced by their place among the thresholds that any tree has for them, which says
// as much as the features themselves. Then every split of a tree is answered for as many rows as an
// instruction takes, from the leaves to the root: few instructions a row, and none that waits for
// the one before. Immutable; thread-safe.
class BinnedTrees {
 public:
  // Leaves are numbered in a byte.
  static constexpr std::size_t kMostLeaves = 256;

  BinnedTrees() = default;
  // Tree after tree: `roots` are the indices of their first nodes; `values`, what a node answers.
  // REQUIRES: no tree has more than kMostLeaves.
  BinnedTrees(std::span<const TreeNode> nodes, std::span<const double> values,
              std::span<const std::uint32_t> roots);

  // Adds to scores[i] the answers of all trees to rows[i], in their order. REQUIRES: as many scores
  // as rows, each of which has every feature that a tree looks at.
  void AddScores(std::span<const std::span<const float>> rows, std::span<double> scores) const;

  // A slot holds, for some rows, the number of the leaf that each ends in if it comes to a node.
  // There is one for each leaf of the largest tree, then one for each of a tree's splits.
  struct Split {
    std::uint16_t column = 0;  // Index into columns.
    std::uint16_t left = 0;    // Slots.
    std::uint16_t right = 0;
    std::uint8_t bin = 0;  // Rows above go right.
  };
  struct Tree {
    std::size_t splits_end = 0;   // Into splits: where the next tree's begin.
    std::size_t first_value = 0;  // Into values: that of leaf 0.
    std::uint16_t root = 0;       // Slot.
  };
  struct Column {
    std::size_t feature = 0;
    std::vector<float> thresholds;  // Ascending, all different, at most kMostThresholds.
  };
  struct Forest {
    std::vector<Column> columns;
    std::vector<Split> splits;  // Tree after tree; children before their parents.
    std::vector<Tree> trees;
    std::vector<double> values;  // Of leaves.
    std::size_t leaf_slots = 0;
    std::size_t slots = 0;
  };

 private:
  // Places among them fit a byte. A feature that has more gets several columns.
  static constexpr std::size_t kMostThresholds = 255;

  void AddColumns(std::span<const TreeNode> nodes);
  // The split of `node` but for its children.
  [[nodiscard]] Split MakeSplit(const TreeNode& node) const;

  Forest forest_;
};

}  // namespace crosswalk::mapping
