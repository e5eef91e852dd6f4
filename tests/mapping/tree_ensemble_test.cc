// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/tree_ensemble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <array>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

core::Result<TreeEnsemble> Parse(const std::string& json, const std::vector<std::size_t>& columns) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  EXPECT_FALSE(document.HasParseError()) << json;
  return TreeEnsemble::Parse(document, columns, "x.json: order");
}

// Feature 0 at 0.5; where higher, feature 1 at 2.
constexpr char kTwoSplits[] = R"({"feature": [0, -1, 1, -1, -1], "threshold": [0.5, 0, 2, 0, 0],
  "left": [1, 0, 3, 0, 0], "right": [2, 0, 4, 0, 0], "value": [1, -4, 2, 3, 8]})";
constexpr char kLeaf[] =
    R"({"feature": [-1], "threshold": [0], "left": [0], "right": [0], "value": [0.25]})";
// Feature 0 twice on one way.
constexpr char kTwiceTheSame[] = R"({"feature": [0, -1, 0, -1, -1], "threshold": [0, 0, 1, 0, 0],
  "left": [1, 0, 3, 0, 0], "right": [2, 0, 4, 0, 0], "value": [0.5, 0, 4, 2, 16]})";

TreeEnsemble Make(const std::vector<std::string>& trees,
                  const std::vector<std::size_t>& columns = {0, 1}) {
  std::string list;
  for (const std::string& tree : trees) list += (list.empty() ? "" : ", ") + tree;
  auto ensemble = Parse(R"({"trees": [)" + list + "]}", columns);
  EXPECT_TRUE(ensemble.ok()) << ensemble.status().message();
  return ensemble.ok() ? *std::move(ensemble) : TreeEnsemble();
}

double Score(const TreeEnsemble& ensemble, const std::vector<float>& row) {
  const std::span<const float> rows[] = {row};
  return ensemble.Score(rows).front();
}

TEST(TreeEnsembleTest, WalksEachTreeAndAddsTheLeaves) {
  const TreeEnsemble ensemble = Make({kTwoSplits, kLeaf});
  EXPECT_EQ(Score(ensemble, {0.4F, 9.0F}), -3.75);
  EXPECT_EQ(Score(ensemble, {0.6F, 1.0F}), 3.25);
  EXPECT_EQ(Score(ensemble, {0.6F, 3.0F}), 8.25);
}

TEST(TreeEnsembleTest, GoesLeftAtTheThreshold) {
  const TreeEnsemble ensemble = Make({kTwoSplits});
  EXPECT_EQ(Score(ensemble, {0.5F, 0.0F}), -4.0);
  EXPECT_EQ(Score(ensemble, {0.6F, 2.0F}), 3.0);
}

TEST(TreeEnsembleTest, LooksFeaturesUpInTheirColumns) {
  const TreeEnsemble ensemble = Make({kTwoSplits}, {3, 1});
  EXPECT_EQ(Score(ensemble, {0.0F, 5.0F, 0.0F, 0.6F}), 8.0);
  EXPECT_EQ(Score(ensemble, {0.6F, 5.0F, 0.6F, 0.0F}), -4.0);
}

TEST(TreeEnsembleTest, WithoutTreesItIsZero) {
  EXPECT_EQ(Score(Make({}), {1.0F, 1.0F}), 0.0);
  EXPECT_EQ(Make({}).base(), 0.0);
}

TEST(TreeEnsembleTest, ContributionsAreWhatEachSplitMovedTheAnswerBy) {
  const TreeEnsemble ensemble = Make({kTwoSplits, kTwiceTheSame, kLeaf});
  std::array<double, 2> parts{};
  ensemble.AddContributions(std::vector<float>{1.5F, 3.0F}, parts);
  EXPECT_THAT(parts, ElementsAre((2.0 - 1.0) + (4.0 - 0.5) + (16.0 - 4.0), 8.0 - 2.0));
  // They are added to what is there.
  ensemble.AddContributions(std::vector<float>{0.0F, 0.0F}, parts);
  EXPECT_THAT(parts, ElementsAre(16.5 + (-4.0 - 1.0) + (0.0 - 0.5), 6.0));
}

TEST(TreeEnsembleTest, ContributionsAndTheBaseSumToTheScore) {
  const TreeEnsemble ensemble = Make({kTwoSplits, kTwiceTheSame, kLeaf});
  EXPECT_EQ(ensemble.base(), 1.0 + 0.5 + 0.25);
  for (const float first : {-1.0F, 0.25F, 0.75F, 2.0F}) {
    for (const float second : {1.0F, 3.0F}) {
      const std::vector<float> row = {first, second};
      std::array<double, 2> parts{};
      ensemble.AddContributions(row, parts);
      EXPECT_DOUBLE_EQ(std::accumulate(parts.begin(), parts.end(), ensemble.base()),
                       Score(ensemble, row));
    }
  }
}

struct Fault {
  std::string tree;
  std::string says;
};

class TreeFaultTest : public testing::TestWithParam<Fault> {};

// A tree of one split with one of its lists replaced.
std::string With(const std::string& name, const std::string& list) {
  std::string tree;
  for (const auto& [key, usual] : {std::pair<std::string, std::string>{"feature", "[0, -1, -1]"},
                                   {"threshold", "[0.5, 0, 0]"},
                                   {"left", "[1, 0, 0]"},
                                   {"right", "[2, 0, 0]"},
                                   {"value", "[0, -1, 1]"}}) {
    tree += (tree.empty() ? "{\"" : ", \"") + key + "\": " + (key == name ? list : usual);
  }
  return tree + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Faults, TreeFaultTest,
    testing::Values(
        Fault{"[]", "is not an object"}, Fault{"{}", "needs the list \"feature\""},
        Fault{With("feature", "7"), "needs the list \"feature\""},
        Fault{With("feature", "[]"), "needs the list \"feature\""},
        Fault{With("threshold", "[0.5, 0]"), "needs the list \"threshold\""},
        Fault{With("left", "null"), "needs the list \"left\""},
        Fault{With("right", "[2, 0, 0, 0]"), "needs the list \"right\""},
        Fault{With("value", "[]"), "needs the list \"value\""},
        Fault{With("feature", "[0.5, -1, -1]"), "node 0"},
        Fault{With("feature", "[0, \"-1\", -1]"), "node 1"},
        Fault{With("threshold", "[\"0.5\", 0, 0]"), "node 0"},
        Fault{With("value", "[0, -1, null]"), "node 2"},
        Fault{With("feature", "[2, -1, -1]"), "not in the list of features"},
        Fault{With("feature", "[-2, -1, -1]"), "not in the list of features"},
        // A child that is the node itself, an earlier one, none of the tree's, or no number.
        Fault{With("left", "[0, 0, 0]"), "node 0 has a child that is not a later node"},
        Fault{With("feature", "[0, 0, -1]"), "node 1 has a child that is not a later node"},
        Fault{With("right", "[3, 0, 0]"), "node 0 has a child that is not a later node"},
        Fault{With("right", "[-1, 0, 0]"), "node 0 has a child that is not a later node"},
        Fault{With("left", "[1.5, 0, 0]"), "node 0 has a child that is not a later node"}));

TEST_P(TreeFaultTest, NamesFileTreeAndNode) {
  const auto ensemble =
      Parse(R"({"trees": [)" + With("", "") + ", " + GetParam().tree + "]}", {0, 1});
  ASSERT_FALSE(ensemble.ok());
  EXPECT_EQ(ensemble.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ensemble.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(ensemble.status().message(),
              AllOf(HasSubstr("x.json: order.trees[1]"), HasSubstr(GetParam().says)));
}

// A chain of splits: `leaves` leaves, one a step down.
std::string Chain(int leaves) {
  std::ostringstream feature, threshold, left, right, value;
  for (int i = 0; i < leaves - 1; ++i) {
    feature << "0, -1, ";
    threshold << i << ", 0, ";
    left << 2 * i + 1 << ", 0, ";
    right << 2 * i + 2 << ", 0, ";
    value << "0, " << i << ", ";
  }
  std::ostringstream tree;
  tree << R"({"feature": [)" << feature.str() << R"(-1], "threshold": [)" << threshold.str()
       << R"(0], "left": [)" << left.str() << R"(0], "right": [)" << right.str()
       << R"(0], "value": [)" << value.str() << leaves - 1 << "]}";
  return tree.str();
}

TEST(TreeFaultTest, ATreeHasAtMost256Leaves) {
  const TreeEnsemble ensemble = Make({Chain(256)}, {0});
  EXPECT_EQ(Score(ensemble, {-1.0F}), 0.0);
  EXPECT_EQ(Score(ensemble, {253.5F}), 254.0);
  EXPECT_EQ(Score(ensemble, {1000.0F}), 255.0);
  const auto larger = Parse(R"({"trees": [)" + Chain(257) + "]}", {0});
  ASSERT_FALSE(larger.ok());
  EXPECT_THAT(larger.status().message(),
              HasSubstr("x.json: order.trees[0] has more than 256 leaves"));
}

TEST(TreeFaultTest, TreesAreAList) {
  for (const char* json : {"{}", R"({"trees": {}})"}) {
    const auto ensemble = Parse(json, {0});
    ASSERT_FALSE(ensemble.ok());
    EXPECT_THAT(ensemble.status().message(), HasSubstr("x.json: order has no list \"trees\""));
  }
}

}  // namespace
}  // namespace crosswalk::mapping
