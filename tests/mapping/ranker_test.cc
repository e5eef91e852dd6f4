// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/ranker.h"

#include "server/mapping/ranker_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

// A tree of one split: `low` where the feature is at most `threshold`, else `high`. Its root's
// value is their mean.
std::string Stump(int feature, double threshold, double low, double high) {
  const auto text = [](double value) { return std::to_string(value); };
  return R"({"feature": [)" + std::to_string(feature) + R"(, -1, -1], "threshold": [)" +
         text(threshold) + R"(, 0, 0], "left": [1, 0, 0], "right": [2, 0, 0], "value": [)" +
         text((low + high) / 2) + ", " + text(low) + ", " + text(high) + "]}";
}

std::string Trees(const std::string& features, const std::string& trees) {
  return R"({"features": [)" + features + R"(], "trees": [)" + trees + "]}";
}

constexpr char kCommitAtHalf[] = R"({"at": 0.5, "most": 5})";

std::string Model(const std::string& order, const std::string& confidence,
                  const std::string& offset = "0", const std::string& commit = kCommitAtHalf) {
  return R"({"order": )" + order + R"(, "confidence": )" + confidence +
         R"(, "confidence_offset": )" + offset + R"(, "commit": )" + commit + "}";
}

std::string File(const std::string& model) {
  return R"({"format": 2, "models": {"a": )" + model + "}}";
}

core::Result<Ranker> ReadModel(const std::string& json, const std::string& name) {
  const auto file = RankerFile::Parse(json, name);
  if (!file.ok()) return file.status();
  return file->ReadModel("a");
}

Ranker Make(const std::string& model) {
  auto ranker = ReadModel(File(model), "x.json");
  EXPECT_TRUE(ranker.ok()) << ranker.status().message();
  return ranker.ok() ? *std::move(ranker) : Ranker();
}

Candidate Make(float token_label, float knowledge = 0.0F) {
  Candidate candidate;
  candidate[Feature::kTokenLabel] = token_label;
  candidate[Feature::kKnowledge] = knowledge;
  return candidate;
}

// Higher token-label first, in steps of a tenth.
const std::string kByTokenLabel = [] {
  std::string trees;
  for (int i = 0; i < 10; ++i) {
    trees += (i == 0 ? "" : ", ") + Stump(0, 0.1 * i + 0.05, 0.0, 1.0);
  }
  return Trees(R"("token-label")", trees);
}();
const std::string kNoTrees = Trees("", "");

template <typename Get>
auto Collect(const std::vector<RankedCandidate>& ranked, Get get) {
  std::vector<decltype(get(ranked.front()))> values;
  for (const RankedCandidate& one : ranked) values.push_back(get(one));
  return values;
}

std::vector<std::size_t> Order(const std::vector<RankedCandidate>& ranked) {
  return Collect(ranked, [](const RankedCandidate& one) { return one.candidate; });
}
std::vector<double> Confidences(const std::vector<RankedCandidate>& ranked) {
  return Collect(ranked, [](const RankedCandidate& one) { return one.confidence; });
}
std::size_t CountCommitted(const std::vector<RankedCandidate>& ranked) {
  std::size_t count = 0;
  while (count < ranked.size() && ranked[count].committed) ++count;
  for (std::size_t i = count; i < ranked.size(); ++i) EXPECT_FALSE(ranked[i].committed) << i;
  return count;
}

double Logistic(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

TEST(RankerTest, OrdersByTheSumOfTheTrees) {
  const Ranker ranker =
      Make(Model(Trees(R"("knowledge", "token-label")",
                       Stump(1, 0.5, -1.0, 1.0) + ", " + Stump(0, 0.5, 0.25, -0.5)),
                 kNoTrees));
  const std::vector<Candidate> candidates = {Make(0.4F, 1.0F), Make(0.6F, 1.0F), Make(0.4F),
                                             Make(0.6F)};
  const std::vector<RankedCandidate> ranked = ranker.Rank(candidates);
  EXPECT_THAT(Order(ranked), ElementsAre(3, 1, 2, 0));
  EXPECT_DOUBLE_EQ(ranked[0].score, 1.25);
  EXPECT_DOUBLE_EQ(ranked[3].score, -1.5);
}

TEST(RankerTest, TiesKeepTheCandidatesOrder) {
  const Ranker ranker = Make(Model(kByTokenLabel, kNoTrees));
  const std::vector<Candidate> candidates = {Make(0.5F), Make(0.5F), Make(0.9F), Make(0.5F)};
  EXPECT_THAT(Order(ranker.Rank(candidates)), ElementsAre(2, 0, 1, 3));
  EXPECT_TRUE(ranker.Rank({}).empty());
}

TEST(RankerTest, ConfidenceIsTheLogisticOfItsOwnTreesAndTheOffset) {
  const Ranker ranker = Make(Model(
      kByTokenLabel, Trees(R"("token-label", "knowledge")", Stump(1, 0.5, 0.5, -2.0)), "0.25"));
  const std::vector<Candidate> candidates = {Make(0.2F, 1.0F), Make(0.9F)};
  EXPECT_THAT(Confidences(ranker.Rank(candidates)),
              ElementsAre(testing::DoubleEq(Logistic(0.75)), testing::DoubleEq(Logistic(-1.75))));
}

TEST(RankerTest, ConfidenceSeesWhatTheOrderSays) {
  // Scores 3, 9 and 8.
  const std::vector<Candidate> candidates = {Make(0.3F), Make(0.9F), Make(0.8F)};
  struct Case {
    std::string feature;
    double threshold;
    std::vector<double> log_odds;
  };
  for (const Case& one :
       {Case{"order-score", 8.5, {1, -1, -1}}, Case{"order-gap", -0.5, {1, -1, -1}},
        Case{"order-gap", -5.5, {1, 1, -1}}, Case{"order-score", 3.5, {1, 1, -1}}}) {
    const Ranker ranker = Make(
        Model(kByTokenLabel, Trees('"' + one.feature + '"', Stump(0, one.threshold, -1.0, 1.0))));
    const std::vector<RankedCandidate> ranked = ranker.Rank(candidates);
    ASSERT_THAT(Order(ranked), ElementsAre(1, 2, 0));
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      EXPECT_DOUBLE_EQ(ranked[i].confidence, Logistic(one.log_odds[i])) << one.feature << ' ' << i;
    }
  }
  const Ranker by_place =
      Make(Model(kByTokenLabel, Trees(R"("order-place")", Stump(0, 1.5, 1.0, -1.0))));
  EXPECT_THAT(Confidences(by_place.Rank(candidates)),
              ElementsAre(Logistic(1), Logistic(1), Logistic(-1)));
}

TEST(RankerTest, ConfidenceNeverRisesAlongTheList) {
  const Ranker ranker =
      Make(Model(kByTokenLabel, Trees(R"("order-place")", Stump(0, 0.5, 0.0, 1.0) + ", " +
                                                              Stump(0, 1.5, 0.0, -3.0) + ", " +
                                                              Stump(0, 2.5, 0.0, 5.0))));
  // Log-odds by place: 0, 1, -2, 3.
  const std::vector<Candidate> candidates = {Make(0.9F), Make(0.8F), Make(0.7F), Make(0.6F)};
  EXPECT_THAT(Confidences(ranker.Rank(candidates)),
              ElementsAre(Logistic(0), Logistic(0), Logistic(-2), Logistic(-2)));
}

TEST(RankerTest, WhatComesAfterTheFirstTwentyHasTheConfidenceOfTheTwentieth) {
  const std::vector<Candidate> candidates(30, Make(0.5F));
  const Ranker falls =
      Make(Model(kByTokenLabel, Trees(R"("order-place")", Stump(0, 18.5, 2.0, 1.0))));
  const std::vector<double> confidences = Confidences(falls.Rank(candidates));
  EXPECT_DOUBLE_EQ(confidences[18], Logistic(2.0));
  EXPECT_THAT(std::vector<double>(confidences.begin() + 19, confidences.end()),
              Each(Logistic(1.0)));
  const Ranker later =
      Make(Model(kByTokenLabel, Trees(R"("order-place")", Stump(0, 19.5, 2.0, 1.0))));
  EXPECT_THAT(Confidences(later.Rank(candidates)), Each(Logistic(2.0)));
}

TEST(RankerTest, CommitsToTheFirstThatAreConfidentEnough) {
  const std::string confidence =
      Trees(R"("order-place")", Stump(0, 0.5, 2.0, 1.0) + ", " + Stump(0, 2.5, 0.0, -1.0));
  // Log-odds by place: 2, 1, 1, 0, 0, …
  const std::vector<Candidate> candidates(8, Make(0.5F));
  const auto committed = [&](const std::string& commit) {
    return CountCommitted(Make(Model(kByTokenLabel, confidence, "0", commit)).Rank(candidates));
  };
  EXPECT_EQ(committed(R"({"at": 0.9, "most": 5})"), 0U);
  EXPECT_EQ(committed(R"({"at": 0.8, "most": 5})"), 1U);
  EXPECT_EQ(committed(R"({"at": 0.6, "most": 5})"), 3U);
  EXPECT_EQ(committed(R"({"at": 0.5, "most": 5})"), 5U);  // The threshold itself is enough.
  EXPECT_EQ(committed(R"({"at": 0.6, "most": 2})"), 2U);
  EXPECT_EQ(committed(R"({"at": 0.0, "most": 0})"), 0U);
}

TEST(RankerTest, ContributionsAndTheRootsValuesAddUpToTheScore) {
  const Ranker ranker =
      Make(Model(Trees(R"("knowledge", "token-label")", Stump(1, 0.5, -1.0, 2.0) + ", " +
                                                            Stump(1, 0.8, 0.0, 0.75) + ", " +
                                                            Stump(0, 0.5, 0.25, -0.5)),
                 kNoTrees));
  const double roots = 0.5 + 0.375 - 0.125;
  for (const Candidate& candidate : {Make(0.6F, 1.0F), Make(0.1F), Make(0.9F, 1.0F)}) {
    const std::vector<double> parts = ranker.Contributions(candidate);
    ASSERT_EQ(parts.size(), kFeatureNames.size());
    const double score = ranker.Rank({&candidate, 1}).front().score;
    EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), roots), score, 1e-12);
  }
  const std::vector<double> parts = ranker.Contributions(Make(0.9F, 1.0F));
  EXPECT_DOUBLE_EQ(parts[static_cast<std::size_t>(Feature::kTokenLabel)], 1.5 + 0.375);
  EXPECT_DOUBLE_EQ(parts[static_cast<std::size_t>(Feature::kKnowledge)], -0.375);
  EXPECT_DOUBLE_EQ(parts[static_cast<std::size_t>(Feature::kBroader)], 0.0);
}

// A network whose features `names` do not matter.
std::string Affinity(const std::string& weight, const std::string& names) {
  const auto layer = [](const std::string& weights) {
    return R"({"weights": [[)" + weights + R"(]], "biases": [0]})";
  };
  return R"({"weight": )" + weight + R"(, "features": [)" + names + R"(], "layers": [)" +
         layer("1") + R"(], "outcome": )" + layer("1") + R"(, "concept": )" + layer("1, 1") +
         R"(, "prior": [)" + layer("1, 1") + "]}";
}

std::string WithAffinity(const std::string& affinity) {
  std::string model = Model(kByTokenLabel, kNoTrees);
  return model.replace(0, 1, R"({"affinity": )" + affinity + ", ");
}

TEST(RankerTest, AffinityCountsForItsWeight) {
  const Ranker ranker = Make(WithAffinity(Affinity("2.5", R"("knowledge")")));
  std::vector<Candidate> candidates = {Make(0.3F), Make(0.9F)};  // 3 and 9.
  candidates[0][Feature::kAffinity] = 4.0F;
  candidates[1][Feature::kAffinity] = 0.5F;
  const std::vector<RankedCandidate> ranked = ranker.Rank(candidates);
  EXPECT_THAT(Order(ranked), ElementsAre(0, 1));
  EXPECT_DOUBLE_EQ(ranked[0].score, 3.0 + 2.5 * 4.0);
  EXPECT_DOUBLE_EQ(ranked[1].score, 9.0 + 2.5 * 0.5);
  EXPECT_DOUBLE_EQ(
      ranker.Contributions(candidates[0])[static_cast<std::size_t>(Feature::kAffinity)], 10.0);
}

TEST(RankerTest, WithoutANetworkAffinityCountsForNothing) {
  const Ranker ranker = Make(Model(kByTokenLabel, kNoTrees));
  std::vector<Candidate> candidates = {Make(0.3F), Make(0.9F)};
  candidates[0][Feature::kAffinity] = 100.0F;
  EXPECT_THAT(Order(ranker.Rank(candidates)), ElementsAre(1, 0));
  ranker.AddAffinity({}, candidates);
  EXPECT_EQ(candidates[0][Feature::kAffinity], 100.0F);
}

TEST(RankerTest, CompiledInRankerPrefersTheLabelThatTheOutcomeHas) {
  const auto ranker = RankerFile::Words()->ReadModel(kWordsModel);
  ASSERT_TRUE(ranker.ok()) << ranker.status().message();
  Candidate named;
  for (const Feature share : {Feature::kPreferredShare, Feature::kBestLabelShare,
                              Feature::kWholeLabel, Feature::kBestLabelWeight}) {
    named[share] = 1.0F;
  }
  named[Feature::kLabelWords] = 2.0F;
  named[Feature::kLabelLength] = std::log1p(3.0F);
  const std::vector<Candidate> candidates = {Candidate(), named};
  const std::vector<RankedCandidate> ranked = ranker->Rank(candidates);
  EXPECT_THAT(Order(ranked), ElementsAre(1, 0));
  EXPECT_GT(ranked[0].confidence, ranked[1].confidence);
}

struct Fault {
  std::string json;
  std::string says;
};

class RankerFaultTest : public testing::TestWithParam<Fault> {};

const std::string kNoCommit = R"({"order": {"features": [], "trees": []},
    "confidence": {"features": [], "trees": []}, "confidence_offset": 0)";

INSTANTIATE_TEST_SUITE_P(
    Faults, RankerFaultTest,
    testing::Values(
        Fault{"{", "byte 1"}, Fault{"[]", "format must be 2"}, Fault{"{}", "format must be 2"},
        Fault{R"({"format": 1})", "format must be 2"},
        Fault{R"({"format": "2"})", "format must be 2"},
        Fault{R"({"format": 2})", "models.a is not an object"},
        Fault{R"({"format": 2, "models": {"b": {}}})", "models.a is not an object"},
        Fault{File("[]"), "models.a is not an object"},
        Fault{File("{}"), "models.a.order is not an object"},
        Fault{File(R"({"order": {"trees": []}})"), "models.a.order.features is not a list"},
        Fault{File(Model(R"({"features": []})", kNoTrees)), "models.a.order has no list \"trees\""},
        Fault{File(Model(Trees(R"("charm")", ""), kNoTrees)),
              "models.a.order.features names 'charm'"},
        Fault{File(Model(Trees("3", ""), kNoTrees)), "models.a.order.features names ''"},
        Fault{File(Model(Trees(R"("knowledge", "order-gap")", ""), kNoTrees)),
              "models.a.order.features names what only the confidence knows"},
        Fault{File(Model(Trees(R"("knowledge")", Stump(0, 0, 0, 1) + ", " + Stump(1, 0, 0, 1)),
                         kNoTrees)),
              "models.a.order.trees[1] node 0"},
        Fault{File(R"({"order": {"features": [], "trees": []}})"),
              "models.a.confidence is not an object"},
        Fault{File(Model(kNoTrees, Trees(R"("charm")", ""))),
              "models.a.confidence.features names 'charm'"},
        Fault{File(Model(kNoTrees, Trees(R"("order-gap")", "7"))), "models.a.confidence.trees[0]"},
        Fault{File(WithAffinity("[]")), "models.a.affinity needs the number weight"},
        Fault{File(WithAffinity(Affinity(R"("1")", R"("knowledge")"))),
              "models.a.affinity needs the number weight"},
        Fault{File(WithAffinity(Affinity("1", R"("charm")"))),
              "models.a.affinity.features names 'charm'"},
        Fault{File(WithAffinity(Affinity("1", R"("affinity")"))),
              "models.a.affinity.features names what is not known before it"},
        Fault{File(WithAffinity(Affinity("1", R"("knowledge", "broader")"))),
              "models.a.affinity.layers[0] takes 1 numbers where there are 2"},
        Fault{File(Model(kNoTrees, kNoTrees, R"("0")")), "confidence_offset"},
        Fault{File(kNoCommit + "}"), "commit.at"},
        Fault{File(kNoCommit + R"(, "commit": 0.5})"), "commit.at"},
        Fault{File(Model(kNoTrees, kNoTrees, "0", R"({"at": 0.5})")), "commit.most"},
        Fault{File(Model(kNoTrees, kNoTrees, "0", R"({"most": 5})")), "commit.at"},
        Fault{File(Model(kNoTrees, kNoTrees, "0", R"({"at": 0.5, "most": -1})")), "commit.most"}));

TEST_P(RankerFaultTest, NamesFileAndMember) {
  const auto ranker = ReadModel(GetParam().json, "folder/ranker.json");
  ASSERT_FALSE(ranker.ok());
  EXPECT_EQ(ranker.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ranker.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(ranker.status().message(),
              AllOf(HasSubstr("folder/ranker.json"), HasSubstr(GetParam().says)));
}

TEST(RankerFileTest, ReadsWhatFindingHasLearntWhereThereIsAny) {
  const auto read = [](const std::string& finding) {
    return RankerFile::Parse(R"({"format": 2)" + finding + "}", "x.json")->ReadFinding();
  };
  const auto none = read("");
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->has_value());
  const auto some = read(R"(, "finding": {"outcome": {"weights": [[1]], "biases": [0]},
      "concept": {"weights": [[1, 2]], "biases": [0]},
      "prior": [{"weights": [[1, 2]], "biases": [0]}]})");
  ASSERT_TRUE(some.ok()) << some.status().message();
  EXPECT_TRUE(some->has_value());
  for (const auto& [finding, says] :
       {std::pair{R"(, "finding": [])", "x.json: finding is not an object"},
        {R"(, "finding": {})", "x.json: finding has no outcome"}}) {
    const auto fault = read(finding);
    ASSERT_FALSE(fault.ok()) << says;
    EXPECT_EQ(fault.status().reason(), "ENCODER_INVALID");
    EXPECT_EQ(fault.status().message(), says);
  }
}

TEST(RankerFaultTest, MissingFileIsNamed) {
  const auto ranker = RankerFile::Read("no/such/ranker.json");
  ASSERT_FALSE(ranker.ok());
  EXPECT_THAT(ranker.status().message(), HasSubstr("no/such/ranker.json"));
}

}  // namespace
}  // namespace crosswalk::mapping
