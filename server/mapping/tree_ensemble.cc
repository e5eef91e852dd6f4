// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/tree_ensemble.h"

#include "server/mapping/ranker_fault.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace crosswalk::mapping {
namespace {

constexpr int kLeaf = -1;

// The highest float that is at most `value`: features are floats, so they compare with it as with
// `value` itself.
float HighestAtMost(double value) {
  const auto nearest = static_cast<float>(value);
  return nearest > value ? std::nextafter(nearest, -std::numeric_limits<float>::infinity())
                         : nearest;
}

constexpr std::array<const char*, 5> kLists = {"feature", "threshold", "left", "right", "value"};

}  // namespace

core::Result<TreeEnsemble> TreeEnsemble::Parse(const rapidjson::Value& model,
                                               std::span<const std::size_t> columns,
                                               const std::string& where) {
  const auto trees = model.FindMember("trees");
  if (trees == model.MemberEnd() || !trees->value.IsArray()) {
    return RankerFault(where + " has no list \"trees\"");
  }
  TreeEnsemble ensemble;
  for (rapidjson::SizeType i = 0; i < trees->value.Size(); ++i) {
    core::Status status =
        ensemble.AddTree(trees->value[i], columns, where + ".trees[" + std::to_string(i) + "]");
    if (!status.ok()) return status;
  }
  std::vector<std::uint32_t> roots;
  for (const Tree& tree : ensemble.trees_) roots.push_back(tree.root);
  ensemble.binned_ = BinnedTrees(ensemble.nodes_, ensemble.values_, roots);
  return ensemble;
}

core::Status TreeEnsemble::AddTree(const rapidjson::Value& tree,
                                   std::span<const std::size_t> columns, const std::string& where) {
  if (!tree.IsObject()) return RankerFault(where + " is not an object");
  std::array<const rapidjson::Value*, kLists.size()> lists{};
  for (std::size_t i = 0; i < kLists.size(); ++i) {
    const auto member = tree.FindMember(kLists[i]);
    if (member == tree.MemberEnd() || !member->value.IsArray() || member->value.Empty() ||
        (i > 0 && member->value.Size() != lists[0]->Size())) {
      return RankerFault(where + " needs the list \"" + kLists[i] +
                         "\", not empty and as long as the others");
    }
    lists[i] = &member->value;
  }
  const auto [features, thresholds, lefts, rights, values] = lists;
  const rapidjson::SizeType count = features->Size();
  Tree made_tree{static_cast<std::uint32_t>(nodes_.size()), 0};
  std::vector<std::uint32_t> depths(count, 0);  // Of each node, splits above it.
  std::size_t leaves = 0;
  for (rapidjson::SizeType i = 0; i < count; ++i) {
    const std::string node = where + " node " + std::to_string(i);
    if (!(*features)[i].IsInt() || !(*values)[i].IsNumber() || !(*thresholds)[i].IsNumber()) {
      return RankerFault(node + " has a feature, threshold or value that is no number");
    }
    TreeNode& made = nodes_.emplace_back();
    values_.push_back((*values)[i].GetDouble());
    made.threshold = HighestAtMost((*thresholds)[i].GetDouble());
    made.child = {made_tree.root + i, made_tree.root + i};
    made_tree.depth = std::max(made_tree.depth, depths[i]);
    const int feature = (*features)[i].GetInt();
    leaves += feature == kLeaf ? 1 : 0;
    if (feature == kLeaf) continue;
    if (feature < 0 || static_cast<std::size_t>(feature) >= columns.size()) {
      return RankerFault(node + " splits on a feature that is not in the list of features");
    }
    made.feature = static_cast<std::uint32_t>(columns[static_cast<std::size_t>(feature)]);
    for (const auto& [list, child] : {std::pair{lefts, &made.child[0]}, {rights, &made.child[1]}}) {
      const rapidjson::Value& index = (*list)[i];
      // A child after its parent: every walk ends.
      if (!index.IsUint() || index.GetUint() <= i || index.GetUint() >= count) {
        return RankerFault(node + " has a child that is not a later node of the tree");
      }
      *child = made_tree.root + index.GetUint();
      depths[index.GetUint()] = depths[i] + 1;
    }
  }
  if (leaves > BinnedTrees::kMostLeaves || count - leaves >= BinnedTrees::kMostLeaves) {
    return RankerFault(where + " has more than " + std::to_string(BinnedTrees::kMostLeaves) +
                       " leaves, or as many splits");
  }
  trees_.push_back(made_tree);
  return {};
}

std::vector<double> TreeEnsemble::Score(std::span<const std::span<const float>> rows) const {
  std::vector<double> scores(rows.size(), 0.0);
  binned_.AddScores(rows, scores);
  return scores;
}

void TreeEnsemble::AddContributions(std::span<const float> row,
                                    std::span<double> contributions) const {
  for (const Tree& tree : trees_) {
    std::uint32_t node = tree.root;
    for (std::uint32_t step = 0; step < tree.depth; ++step) {
      const std::uint32_t next = Next(node, row);
      contributions[nodes_[node].feature] += values_[next] - values_[node];
      node = next;
    }
  }
}

double TreeEnsemble::base() const {
  double sum = 0.0;
  for (const Tree& tree : trees_) sum += values_[tree.root];
  return sum;
}

}  // namespace crosswalk::mapping
