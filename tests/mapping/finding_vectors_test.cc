// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/finding_vectors.h"

#include "server/mapping/concept_product.h"
#include "tests/mapping/mapping_fixture.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {
namespace {

// A layer of random weights as ranker.json has it.
std::string Layer(std::size_t outputs, std::size_t inputs, std::mt19937& random) {
  std::normal_distribution<float> normal(0.0F, 0.07F);
  std::string weights;
  std::string biases;
  for (std::size_t row = 0; row < outputs; ++row) {
    weights += row == 0 ? "[" : ", [";
    for (std::size_t i = 0; i < inputs; ++i) {
      weights += (i == 0 ? "" : ", ") + std::to_string(normal(random));
    }
    weights += "]";
    biases += (row == 0 ? "" : ", ") + std::to_string(normal(random));
  }
  return R"({"weights": [)" + weights + R"(], "biases": [)" + biases + "]}";
}

class FindingVectorsTest : public testing::Test {
 protected:
  FindingVectorsTest() {
    const std::string_view text = "write unit tests";
    const auto encoded = snapshot_.encoder()->Encode({&text, 1}, text::EncodeDetail::kTokens);
    if (!encoded.ok()) throw std::runtime_error(encoded.status().message());
    sentence_ = encoded->front().sentence;
    query_ = MakeQueryVectors(sentence_, vectors_.dimension());
  }

  // That what is found is the cosines' sum and what `learnt` says; kMissing for occupations, which
  // have no vectors.
  template <typename Learnt>
  void ExpectSums(const std::vector<float>& found, Learnt learnt) const {
    ASSERT_EQ(found.size(), snapshot_.concept_count());
    std::size_t without = 0;
    for (search::ConceptOrdinal node = 0; node < found.size(); ++node) {
      const auto near = vectors_.CompareTexts(query_, node);
      if (!near) {
        EXPECT_EQ(found[node], kMissing) << node;
        ++without;
        continue;
      }
      // Rounded to 8 bits.
      EXPECT_NEAR(found[node], near->label + near->described + learnt(node), 0.02F) << node;
    }
    EXPECT_GT(without, 0U);
    EXPECT_GT(found.size() - without, 32U);  // More than are made together.
  }

  const search::IndexSnapshot& snapshot_ = *EncodedIndex().snapshot;
  const ConceptVectors vectors_{*snapshot_.vectors(), snapshot_.concept_count()};
  std::vector<float> sentence_;
  QueryVectors query_;
};

TEST_F(FindingVectorsTest, ASumIsAsNearAsBothTextsTogether) {
  const FindingVectors finding(vectors_, nullptr);
  ExpectSums(finding.Compare(query_).front(), [](search::ConceptOrdinal) { return 0.0F; });
}

TEST_F(FindingVectorsTest, WhatWasLearntIsAdded) {
  std::mt19937 random(5);
  const std::size_t dimension = vectors_.dimension();
  const std::string json = R"({"outcome": )" + Layer(3, dimension, random) + R"(, "concept": )" +
                           Layer(3, 2 * dimension, random) + R"(, "prior": [)" +
                           Layer(2, 2 * dimension, random) + ", " + Layer(1, 2, random) + "]}";
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  auto learnt = ConceptProduct::Parse(document, "x.json: finding");
  ASSERT_TRUE(learnt.ok()) << learnt.status().message();
  const FindingVectors finding(vectors_, &*learnt);
  float most = 0.0F;
  ExpectSums(finding.Compare(query_).front(), [&](Eigen::Index node) {
    std::vector<float> texts(2 * dimension);
    EXPECT_TRUE(vectors_.CopyTexts(static_cast<search::ConceptOrdinal>(node), texts));
    const auto [concepts, priors] = learnt->OfConcepts(
        Eigen::Map<const Eigen::VectorXf>(texts.data(), static_cast<Eigen::Index>(texts.size())));
    const float product = learnt->OfOutcome(sentence_).dot(concepts.col(0)) + priors[0];
    most = std::max(most, std::abs(product));
    return product;
  });
  EXPECT_GT(most, 0.05F);
}

}  // namespace
}  // namespace crosswalk::mapping
