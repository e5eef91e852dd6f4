// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/affinity_network.h"

#include "tests/mapping/mapping_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// Of a candidate's features, those that the networks of these tests look at.
constexpr std::array kColumns = {static_cast<std::size_t>(Feature::kTokenLabel),
                                 static_cast<std::size_t>(Feature::kKnowledge)};

std::string Layer(const std::string& weights, const std::string& biases) {
  return R"({"weights": )" + weights + R"(, "biases": )" + biases + "}";
}

// One row of weights over `inputs` numbers: `values` first, then zeros.
std::string Row(std::size_t inputs, const std::vector<std::string>& values) {
  std::string row = "[";
  for (std::size_t i = 0; i < inputs; ++i) {
    row += (i == 0 ? "" : ", ") + (i < values.size() ? values[i] : "0");
  }
  return row + "]";
}

struct Parts {
  std::string layers =
      "[" + Layer("[[1, 0], [0, 1]]", "[-0.5, 0]") + ", " + Layer("[[2, 3]]", "[0.25]") + "]";
  std::string outcome = Layer("[[1, 0], [0, 1]]", "[0, 0]");
  std::string of_concept = Layer("[[1, 0, 0, 0], [0, 0, 0, 1]]", "[0, 0]");
  std::string prior = "[" + Layer("[[0, 0, 0, 0]]", "[0]") + "]";

  [[nodiscard]] std::string Json() const {
    return R"({"layers": )" + layers + R"(, "outcome": )" + outcome + R"(, "concept": )" +
           of_concept + R"(, "prior": )" + prior + "}";
  }
};

core::Result<AffinityNetwork> Parse(const std::string& json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  EXPECT_FALSE(document.HasParseError()) << json;
  return AffinityNetwork::Parse(document, kColumns, "x.json: affinity");
}

class AffinityNetworkTest : public testing::Test {
 protected:
  // A network over the index's vectors.
  AffinityNetwork Make(const Parts& parts) {
    auto network = Parse(parts.Json());
    if (!network.ok()) throw std::runtime_error(network.status().message());
    const core::Status status = network->ReadConcepts(vectors_);
    if (!status.ok()) throw std::runtime_error(status.message());
    return *std::move(network);
  }

  // One that says nothing of vectors.
  [[nodiscard]] Parts OfFeatures() const {
    Parts parts;
    parts.outcome = Layer("[" + Row(dimension_, {}) + "]", "[0]");
    parts.of_concept = Layer("[" + Row(2 * dimension_, {}) + "]", "[0]");
    parts.prior = "[" + Layer("[" + Row(2 * dimension_, {}) + "]", "[0]") + "]";
    return parts;
  }

  // The described vector comes after the label's.
  [[nodiscard]] std::vector<float> Texts(search::ConceptOrdinal node) const {
    std::vector<float> texts(2 * dimension_);
    return vectors_.CopyTexts(node, texts) ? texts : std::vector<float>();
  }

  // That affinities differ from their mean as what `of_texts` says of each concept's vectors, 0 for
  // one without.
  template <typename OfTexts>
  void ExpectFromTheMean(const std::vector<Candidate>& candidates, OfTexts of_texts) const {
    std::vector<float> expected;
    std::size_t without = 0;
    for (const Candidate& candidate : candidates) {
      const std::vector<float> texts = Texts(candidate.node);
      without += texts.empty() ? 1U : 0U;
      expected.push_back(texts.empty() ? 0.0F : of_texts(texts));
    }
    ASSERT_GT(candidates.size() - without, 32U);  // More than go through the network together.
    ASSERT_GT(without, 0U);                       // Occupations.
    const float mean = std::accumulate(expected.begin(), expected.end(), 0.0F) /
                       static_cast<float>(expected.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      EXPECT_NEAR(candidates[i][Feature::kAffinity], expected[i] - mean, 1e-5F) << i;
    }
  }

  // Of all concepts, with nothing known of them.
  [[nodiscard]] std::vector<Candidate> All() const {
    std::vector<Candidate> candidates(snapshot_.concept_count());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      candidates[i].node = static_cast<search::ConceptOrdinal>(i);
    }
    return candidates;
  }

  const search::IndexSnapshot& snapshot_ = *EncodedIndex().snapshot;
  const ConceptVectors vectors_{*snapshot_.vectors(), snapshot_.concept_count()};
  const std::size_t dimension_ = vectors_.dimension();
};

TEST_F(AffinityNetworkTest, LayersOfFeaturesAreRectifiedButTheLast) {
  const AffinityNetwork network = Make(OfFeatures());
  std::vector<Candidate> candidates(3);
  candidates[0][Feature::kTokenLabel] = 1.25F;  // 2 * 0.75 + 3 * 0 + 0.25
  candidates[1][Feature::kKnowledge] = 1.0F;    // 2 * max(0, -0.5) + 3 * 1 + 0.25
  candidates[2][Feature::kKnowledge] = -1.0F;   // 0.25
  network.Add(std::vector<float>(dimension_), candidates);
  // Less their mean, 1.75.
  EXPECT_FLOAT_EQ(candidates[0][Feature::kAffinity], 0.0F);
  EXPECT_FLOAT_EQ(candidates[1][Feature::kAffinity], 1.5F);
  EXPECT_FLOAT_EQ(candidates[2][Feature::kAffinity], -1.5F);
}

TEST_F(AffinityNetworkTest, OutcomeAndConceptAreMultiplied) {
  Parts parts = OfFeatures();
  parts.outcome =
      Layer("[" + Row(dimension_, {"2"}) + ", " + Row(dimension_, {"0", "1"}) + "]", "[0, 0.5]");
  // The first value of the label, and the first of the description.
  std::vector<std::string> described(dimension_ + 1, "0");
  described.back() = "3";
  parts.of_concept = Layer(
      "[" + Row(2 * dimension_, {"1"}) + ", " + Row(2 * dimension_, described) + "]", "[1, 0]");
  const AffinityNetwork network = Make(parts);
  std::vector<float> sentence(dimension_, 0.0F);
  sentence[0] = 0.5F;
  sentence[1] = 0.25F;
  std::vector<Candidate> candidates = All();
  network.Add(sentence, candidates);
  ExpectFromTheMean(candidates, [this](const std::vector<float>& texts) {
    return 1.0F * (texts[0] + 1.0F) + 0.75F * 3.0F * texts[dimension_];
  });
}

TEST_F(AffinityNetworkTest, PriorIsOfTheConceptAlone) {
  Parts parts = OfFeatures();
  parts.prior = "[" + Layer("[" + Row(2 * dimension_, {"1"}) + "]", "[0]") + ", " +
                Layer("[[-2]]", "[1]") + "]";
  const AffinityNetwork network = Make(parts);
  std::vector<Candidate> candidates = All();
  network.Add(std::vector<float>(dimension_, 1.0F), candidates);
  ExpectFromTheMean(candidates, [](const std::vector<float>& texts) {
    return 1.0F - 2.0F * std::max(0.0F, texts[0]);
  });
}

TEST_F(AffinityNetworkTest, OneCandidateOrNoneHasNothingToBeComparedWith) {
  const AffinityNetwork network = Make(OfFeatures());
  Candidate alone;
  alone[Feature::kKnowledge] = 1.0F;
  network.Add(std::vector<float>(dimension_), {&alone, 1});
  EXPECT_EQ(alone[Feature::kAffinity], 0.0F);
  network.Add(std::vector<float>(dimension_), {});
}

TEST_F(AffinityNetworkTest, VectorsOfAnotherDimensionAreRefused) {
  auto network = Parse(Parts().Json());
  ASSERT_TRUE(network.ok()) << network.status().message();
  const core::Status status = network->ReadConcepts(vectors_);
  EXPECT_EQ(status.reason(), "ENCODER_INVALID");
  EXPECT_THAT(status.message(), AllOf(HasSubstr("x.json: affinity"), HasSubstr("2 dimensions")));
}

TEST(AffinityNetworkFaultTest, NamesTheMember) {
  struct Fault {
    Parts parts;
    std::string says;
  };
  const auto with = [](auto change) {
    Parts parts;
    change(parts);
    return parts;
  };
  const std::vector<Fault> faults = {
      {with([](Parts& p) { p.layers = "{}"; }), "affinity.layers is not a list of layers"},
      {with([](Parts& p) { p.layers = "[]"; }), "affinity.layers does not end in one number"},
      {with([](Parts& p) { p.layers = "[" + Layer("[[1, 2], [3, 4]]", "[0, 0]") + "]"; }),
       "affinity.layers does not end in one number"},
      {with([](Parts& p) { p.layers = "[" + Layer("[[1, 2, 3]]", "[0]") + "]"; }),
       "affinity.layers[0] takes 3 numbers where there are 2"},
      {with([](Parts& p) { p.outcome = "7"; }), "affinity.outcome needs the lists"},
      {with([](Parts& p) { p.outcome = Layer("[[1, 0], [1]]", "[0, 0]"); }),
       "affinity.outcome.weights[1] is not a list of finite numbers"},
      {with([](Parts& p) { p.outcome = Layer("[[1, 0], [1, \"2\"]]", "[0, 0]"); }),
       "affinity.outcome.weights[1] is not a list of finite numbers"},
      {with([](Parts& p) { p.outcome = Layer("[[], []]", "[0, 0]"); }),
       "affinity.outcome.weights[0] is not a list of finite numbers"},
      {with([](Parts& p) { p.outcome = Layer("[[1, 0], [0, 1e300]]", "[0, 0]"); }),
       "affinity.outcome.weights[1] is not a list of finite numbers"},
      {with([](Parts& p) { p.outcome = Layer("[[1, 0], [0, 1]]", "[0]"); }),
       "affinity.outcome.biases is not a list of a finite number for each of the 2 rows"},
      {with([](Parts& p) { p.of_concept = Layer("[[1, 0], [0, 1]]", "[0, 0]"); }),
       "affinity.concept does not take two vectors"},
      {with([](Parts& p) { p.of_concept = Layer("[[1, 0, 0, 0]]", "[0]"); }),
       "affinity.concept does not take two vectors"},
      {with([](Parts& p) { p.prior = "[" + Layer("[[1, 0]]", "[0]") + "]"; }),
       "affinity.prior[0] takes 2 numbers where there are 4"}};
  for (const Fault& fault : faults) {
    const auto network = Parse(fault.parts.Json());
    ASSERT_FALSE(network.ok()) << fault.says;
    EXPECT_EQ(network.status().code(), core::StatusCode::kFailedPrecondition);
    EXPECT_EQ(network.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(network.status().message(), AllOf(HasSubstr("x.json: "), HasSubstr(fault.says)));
  }
}

}  // namespace
}  // namespace crosswalk::mapping
