// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/ranker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr char kRanker[] = R"({"format": 1, "models": {"a": {
  "weights": {"token-label": 2.0},
  "long_weights": {"token-label": -2.0, "token-described": 4.0},
  "calibration": {"slope": 1.0, "margin": 0.5, "offset": -1.0}}}})";

Candidate Make(float token_label, float token_described, float length) {
  Candidate candidate;
  candidate[Feature::kTokenLabel] = token_label;
  candidate[Feature::kTokenDescribed] = token_described;
  candidate[Feature::kOutcomeLength] = length;
  return candidate;
}

std::vector<std::size_t> Order(const std::vector<RankedCandidate>& ranked) {
  std::vector<std::size_t> order;
  for (const RankedCandidate& one : ranked) order.push_back(one.candidate);
  return order;
}

TEST(LinearRankerTest, ShortOutcomesGoByLabelsLongOnesByDescriptions) {
  const auto ranker = ParseRanker(kRanker, "a", "x.json");
  ASSERT_TRUE(ranker.ok()) << ranker.status().message();
  const std::vector<Candidate> brief = {Make(0.2F, 0.9F, 0.0F), Make(0.8F, 0.1F, 0.0F)};
  const std::vector<Candidate> lengthy = {Make(0.2F, 0.9F, 1.0F), Make(0.8F, 0.1F, 1.0F)};
  EXPECT_THAT(Order((*ranker)->Rank(brief)), testing::ElementsAre(1, 0));
  EXPECT_THAT(Order((*ranker)->Rank(lengthy)), testing::ElementsAre(0, 1));
}

TEST(LinearRankerTest, TiesKeepTheCandidatesOrder) {
  const auto ranker = ParseRanker(kRanker, "a", "x.json");
  ASSERT_TRUE(ranker.ok());
  const std::vector<Candidate> same(5, Make(0.5F, 0.5F, 0.5F));
  EXPECT_THAT(Order((*ranker)->Rank(same)), testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST(LinearRankerTest, ConfidenceIsTheLogisticOfTheCalibratedScore) {
  const auto ranker = ParseRanker(kRanker, "a", "x.json");
  ASSERT_TRUE(ranker.ok());
  const std::vector<Candidate> candidates = {Make(1.0F, 0.0F, 0.0F), Make(0.5F, 0.0F, 0.0F)};
  const std::vector<RankedCandidate> ranked = (*ranker)->Rank(candidates);
  // 1.0 * 2.0 + 0.5 * 0 - 1.0 and 1.0 * 1.0 + 0.5 * (1.0 - 2.0) - 1.0.
  EXPECT_NEAR(ranked[0].confidence, 1.0 / (1.0 + std::exp(-1.0)), 1e-6);
  EXPECT_NEAR(ranked[1].confidence, 1.0 / (1.0 + std::exp(0.5)), 1e-6);
}

TEST(LinearRankerTest, ContributionsAddUpToTheCalibratedScore) {
  const auto ranker = ParseRanker(kRanker, "a", "x.json");
  ASSERT_TRUE(ranker.ok());
  const Candidate candidate = Make(0.6F, 0.3F, 0.5F);
  const std::vector<double> parts = (*ranker)->Contributions(candidate);
  ASSERT_EQ(parts.size(), kFeatureNames.size());
  const double score = (*ranker)->Rank({&candidate, 1}).front().score;
  EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0), 1.5 * score, 1e-6);
}

TEST(LinearRankerTest, CompiledInRankerIsUsable) {
  const auto ranker = WordsRanker();
  ASSERT_TRUE(ranker.ok()) << ranker.status().message();
  EXPECT_TRUE((*ranker)->Rank({}).empty());
}

struct Fault {
  std::string json;
  std::string says;
};

class RankerFaultTest : public testing::TestWithParam<Fault> {};

INSTANTIATE_TEST_SUITE_P(
    Faults, RankerFaultTest,
    testing::Values(
        Fault{"{", "byte 1"}, Fault{"[]", "models.a is not an object"},
        Fault{R"({"models": {"b": {}}})", "models.a is not an object"},
        Fault{R"({"models": {"a": {}}})", "models.a.weights is not an object"},
        Fault{R"({"models": {"a": {"weights": {"charm": 1}, "long_weights": {}}}})", "'charm'"},
        Fault{R"({"models": {"a": {"weights": {"knowledge": "1"}, "long_weights": {}}}})",
              "'knowledge'"},
        Fault{R"({"models": {"a": {"weights": {}, "long_weights": {}}}})", "models.a.calibration"},
        Fault{R"({"models": {"a": {"weights": {}, "long_weights": {},
                 "calibration": {"slope": 1, "margin": 0}}}})",
              "offset"}));

TEST_P(RankerFaultTest, NamesFileAndMember) {
  const auto ranker = ParseRanker(GetParam().json, "a", "folder/ranker.json");
  ASSERT_FALSE(ranker.ok());
  EXPECT_EQ(ranker.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(ranker.status().message(),
              AllOf(HasSubstr("folder/ranker.json"), HasSubstr(GetParam().says)));
}

TEST(RankerFaultTest, MissingFileIsNamed) {
  const auto ranker = ReadRanker("no/such/ranker.json", "a");
  ASSERT_FALSE(ranker.ok());
  EXPECT_THAT(ranker.status().message(), HasSubstr("no/such/ranker.json"));
}

}  // namespace
}  // namespace crosswalk::mapping
