// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/binned_trees.h"

#include <algorithm>
#include <map>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "server/mapping/binned_trees.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/aligned_allocator.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace crosswalk::mapping::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Vectors of rows that a split is answered for at once, at most.
constexpr std::size_t kAbreast = 2;

// bins[i] = how many of the thresholds are below values[i], less 128: comparisons of signed bytes
// are on every processor. REQUIRES: `count` is a multiple of the vector's length; values and bins
// are aligned.
void FindBins(const std::vector<float>& thresholds, const float* HWY_RESTRICT values,
              std::size_t count, std::int8_t* HWY_RESTRICT bins) {
  const hn::ScalableTag<float> wide;
  const hn::RebindToSigned<decltype(wide)> whole;
  const hn::Rebind<std::int8_t, decltype(wide)> narrow;
  const std::size_t lanes = hn::Lanes(wide);
  const auto highest = hn::Set(whole, static_cast<std::int32_t>(thresholds.size()) - 128);
  for (std::size_t i = 0; i < count; i += lanes) {
    const auto value = hn::Load(wide, values + i);
    auto bin = highest;
    for (const float threshold : thresholds) {
      // A mask's ones are -1.
      const auto at_most = hn::VecFromMask(wide, hn::Le(value, hn::Set(wide, threshold)));
      bin = hn::Add(bin, hn::BitCast(whole, at_most));
    }
    hn::Store(hn::DemoteTo(narrow, bin), narrow, bins + i);
  }
}

void ScoreRows(const BinnedTrees::Forest& forest, const std::span<const float>* rows,
               std::size_t count, double* scores) {
  const hn::ScalableTag<std::int8_t> tag;
  const std::size_t lanes = hn::Lanes(tag);
  if (count == 0 || forest.trees.empty()) return;
  const std::size_t stride = count <= lanes ? lanes : kAbreast * lanes;
  const auto values = hwy::AllocateAligned<float>(stride);
  const auto bins = hwy::AllocateAligned<std::int8_t>((forest.columns.size() + 1) * stride);
  const auto slots = hwy::AllocateAligned<std::uint8_t>(forest.slots * stride);
  std::fill_n(values.get(), stride, 0.0F);
  for (std::size_t leaf = 0; leaf < forest.leaf_slots; ++leaf) {
    std::fill_n(slots.get() + leaf * stride, stride, static_cast<std::uint8_t>(leaf));
  }
  const hn::RebindToUnsigned<decltype(tag)> bytes;
  for (std::size_t begin = 0; begin < count; begin += stride) {
    const std::size_t some = std::min(stride, count - begin);
    for (std::size_t column = 0; column < forest.columns.size(); ++column) {
      const std::size_t feature = forest.columns[column].feature;
      for (std::size_t i = 0; i < some; ++i) values[i] = rows[begin + i][feature];
      FindBins(forest.columns[column].thresholds, values.get(), stride,
               bins.get() + column * stride);
    }
    const BinnedTrees::Split* split = forest.splits.data();
    for (const BinnedTrees::Tree& tree : forest.trees) {
      std::uint8_t* answer = slots.get() + forest.leaf_slots * stride;
      for (const auto* end = forest.splits.data() + tree.splits_end; split != end; ++split) {
        const auto bin = hn::Set(tag, static_cast<std::int8_t>(split->bin - 128));
        const std::int8_t* column = bins.get() + split->column * stride;
        const std::uint8_t* left = slots.get() + split->left * stride;
        const std::uint8_t* right = slots.get() + split->right * stride;
        for (std::size_t i = 0; i < stride; i += lanes) {
          const auto above = hn::RebindMask(bytes, hn::Gt(hn::Load(tag, column + i), bin));
          hn::Store(hn::IfThenElse(above, hn::Load(bytes, right + i), hn::Load(bytes, left + i)),
                    bytes, answer + i);
        }
        answer += stride;
      }
      const std::uint8_t* leaves = slots.get() + tree.root * stride;
      const double* answers = forest.values.data() + tree.first_value;
      for (std::size_t i = 0; i < some; ++i) scores[begin + i] += answers[leaves[i]];
    }
  }
}

}  // namespace crosswalk::mapping::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace crosswalk::mapping {

HWY_EXPORT(ScoreRows);

namespace {

bool IsLeaf(std::span<const TreeNode> nodes, std::size_t index) {
  return nodes[index].child[0] == index;
}

}  // namespace

BinnedTrees::BinnedTrees(std::span<const TreeNode> nodes, std::span<const double> values,
                         std::span<const std::uint32_t> roots) {
  AddColumns(nodes);
  const auto end_of = [&](std::size_t tree) {
    return tree + 1 < roots.size() ? std::size_t{roots[tree + 1]} : nodes.size();
  };
  for (std::size_t tree = 0; tree < roots.size(); ++tree) {
    std::size_t leaves = 0;
    for (std::size_t i = roots[tree]; i < end_of(tree); ++i) leaves += IsLeaf(nodes, i) ? 1U : 0U;
    forest_.leaf_slots = std::max(forest_.leaf_slots, leaves);
  }
  std::vector<std::uint16_t> slot_of(nodes.size());
  for (std::size_t tree = 0; tree < roots.size(); ++tree) {
    Tree& made = forest_.trees.emplace_back();
    made.first_value = forest_.values.size();
    std::size_t leaf = 0;
    std::size_t slot = forest_.leaf_slots;
    // Backwards: children are later nodes than their parent.
    for (std::size_t i = end_of(tree); i-- > roots[tree];) {
      if (IsLeaf(nodes, i)) {
        slot_of[i] = static_cast<std::uint16_t>(leaf++);
        forest_.values.push_back(values[i]);
        continue;
      }
      slot_of[i] = static_cast<std::uint16_t>(slot++);
      Split& split = forest_.splits.emplace_back(MakeSplit(nodes[i]));
      split.left = slot_of[nodes[i].child[0]];
      split.right = slot_of[nodes[i].child[1]];
    }
    made.splits_end = forest_.splits.size();
    made.root = slot_of[roots[tree]];
    forest_.slots = std::max(forest_.slots, slot);
  }
}

void BinnedTrees::AddColumns(std::span<const TreeNode> nodes) {
  std::map<std::uint32_t, std::vector<float>> by_feature;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!IsLeaf(nodes, i)) by_feature[nodes[i].feature].push_back(nodes[i].threshold);
  }
  for (auto& [feature, thresholds] : by_feature) {
    std::sort(thresholds.begin(), thresholds.end());
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    for (auto begin = thresholds.begin(); begin != thresholds.end();) {
      const auto left = static_cast<std::size_t>(thresholds.end() - begin);
      const auto end = begin + static_cast<std::ptrdiff_t>(std::min(kMostThresholds, left));
      forest_.columns.push_back({feature, {begin, end}});
      begin = end;
    }
  }
}

BinnedTrees::Split BinnedTrees::MakeSplit(const TreeNode& node) const {
  // Columns are in the order of features, and of thresholds within one.
  const auto column =
      std::partition_point(forest_.columns.begin(), forest_.columns.end(), [&](const Column& one) {
        return std::pair(one.feature, one.thresholds.back()) <
               std::pair(std::size_t{node.feature}, node.threshold);
      });
  const auto bin =
      std::lower_bound(column->thresholds.begin(), column->thresholds.end(), node.threshold);
  Split split;
  split.column = static_cast<std::uint16_t>(column - forest_.columns.begin());
  split.bin = static_cast<std::uint8_t>(bin - column->thresholds.begin());
  return split;
}

void BinnedTrees::AddScores(std::span<const std::span<const float>> rows,
                            std::span<double> scores) const {
  HWY_DYNAMIC_DISPATCH(ScoreRows)(forest_, rows.data(), rows.size(), scores.data());
}

}  // namespace crosswalk::mapping
#endif  // HWY_ONCE
