// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/binned_trees.h"

#include "tests/mapping/highway_target.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace crosswalk::mapping {
namespace {

// Trees as they are read from a file.
struct PlainTrees {
  std::vector<TreeNode> nodes;
  std::vector<double> values;
  std::vector<std::uint32_t> roots;

  [[nodiscard]] BinnedTrees Binned() const { return {nodes, values, roots}; }

  // One tree after the other, one node after the other.
  [[nodiscard]] double Score(std::span<const float> row) const {
    double score = 0.0;
    for (std::uint32_t node : roots) {
      while (nodes[node].child[0] != node) {
        node = nodes[node].child[row[nodes[node].feature] <= nodes[node].threshold ? 0 : 1];
      }
      score += values[node];
    }
    return score;
  }
};

constexpr std::size_t kFeatures = 3;

class TreeMaker {
 public:
  // `steps` thresholds a feature.
  explicit TreeMaker(int steps) : threshold_(0, steps - 1) {}

  // A tree of any shape with `leaves` leaves.
  void Add(PlainTrees& trees, std::size_t leaves) { trees.roots.push_back(AddNode(trees, leaves)); }

  // Half of its values are thresholds.
  std::vector<float> Row() {
    std::vector<float> row;
    for (std::size_t i = 0; i < kFeatures; ++i) {
      row.push_back(static_cast<float>(threshold_(random_)) + (random_() % 2 == 0 ? 0.0F : 0.5F));
    }
    return row;
  }

 private:
  std::uint32_t AddNode(PlainTrees& trees, std::size_t leaves) {
    const auto index = static_cast<std::uint32_t>(trees.nodes.size());
    trees.nodes.push_back({0.0F, 0, {index, index}});
    trees.values.push_back(std::uniform_real_distribution<double>(-1.0, 1.0)(random_));
    if (leaves == 1) return index;
    const std::size_t left = 1 + random_() % (leaves - 1);
    TreeNode node{static_cast<float>(threshold_(random_)),
                  static_cast<std::uint32_t>(random_() % kFeatures),
                  {}};
    node.child[0] = AddNode(trees, left);
    node.child[1] = AddNode(trees, leaves - left);
    trees.nodes[index] = node;
    return index;
  }

  std::mt19937 random_{7};
  std::uniform_int_distribution<int> threshold_;
};

void ExpectTheSame(const PlainTrees& trees, const std::vector<std::vector<float>>& rows) {
  std::vector<double> scores(rows.size(), 0.0);
  trees.Binned().AddScores(std::vector<std::span<const float>>(rows.begin(), rows.end()), scores);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    // To the last bit: answers are added in the same order.
    EXPECT_EQ(scores[i], trees.Score(rows[i])) << "row " << i << " of " << rows.size();
  }
}

class BinnedTreesOnTarget : public HighwayTargetTest {};

INSTANTIATE_TEST_SUITE_P(Targets, BinnedTreesOnTarget, EveryHighwayTarget(), NameOfTarget);

TEST_P(BinnedTreesOnTarget, AnswersAsAWalkThroughEachTreeForAnyNumberOfRows) {
  TreeMaker maker(20);
  PlainTrees trees;
  for (std::size_t leaves = 1; leaves <= 40; ++leaves) maker.Add(trees, leaves);
  for (const std::size_t count : {0U, 1U, 2U, 31U, 64U, 127U, 128U, 129U, 300U}) {
    std::vector<std::vector<float>> rows;
    while (rows.size() < count) rows.push_back(maker.Row());
    ExpectTheSame(trees, rows);
  }
}

TEST_P(BinnedTreesOnTarget, TakesMoreThresholdsOfAFeatureThanAByteCounts) {
  TreeMaker maker(2000);
  PlainTrees trees;
  for (int i = 0; i < 100; ++i) maker.Add(trees, 20);
  std::vector<std::vector<float>> rows;
  while (rows.size() < 100) rows.push_back(maker.Row());
  ExpectTheSame(trees, rows);
}

TEST_P(BinnedTreesOnTarget, TakesTreesOfTheMostLeaves) {
  TreeMaker maker(100);
  PlainTrees trees;
  maker.Add(trees, BinnedTrees::kMostLeaves);
  maker.Add(trees, 2);
  std::vector<std::vector<float>> rows;
  while (rows.size() < 200) rows.push_back(maker.Row());
  ExpectTheSame(trees, rows);
}

TEST_P(BinnedTreesOnTarget, TakesValuesThatAreNoNumbersToTheRight) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  TreeMaker maker(5);
  PlainTrees trees;
  for (int i = 0; i < 20; ++i) maker.Add(trees, 5);
  ExpectTheSame(trees, {{std::nanf(""), 1.0F, 2.0F},
                        {kInfinity, -kInfinity, 0.0F},
                        {-0.0F, std::nanf(""), kInfinity}});
}

TEST(BinnedTreesTest, AddsToWhatIsThere) {
  TreeMaker maker(5);
  PlainTrees trees;
  maker.Add(trees, 5);
  const std::vector<float> row = maker.Row();
  const std::vector<std::span<const float>> rows = {row};
  std::vector<double> scores = {100.0};
  trees.Binned().AddScores(rows, scores);
  EXPECT_EQ(scores.front(), 100.0 + trees.Score(row));
}

TEST(BinnedTreesTest, WithoutTreesNothingIsAdded) {
  const std::vector<float> row = {1.0F};
  const std::vector<std::span<const float>> rows = {row};
  std::vector<double> scores = {2.0};
  BinnedTrees().AddScores(rows, scores);
  EXPECT_EQ(scores.front(), 2.0);
}

}  // namespace
}  // namespace crosswalk::mapping
