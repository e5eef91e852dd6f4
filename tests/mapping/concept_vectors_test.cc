// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_vectors.h"

#include "tests/mapping/mapping_fixture.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {
namespace {

class ConceptVectorsTest : public testing::Test {
 protected:
  ConceptVectorsTest() {
    const std::string_view text = "write unit tests";
    auto encoded = snapshot_.encoder()->Encode({&text, 1}, text::EncodeDetail::kTokens);
    if (!encoded.ok()) throw std::runtime_error(encoded.status().message());
    query_ = MakeQueryVectors(encoded->front().sentence, snapshot_.encoder()->info().dimension);
  }

  const search::IndexSnapshot& snapshot_ = *EncodedIndex().snapshot;
  QueryVectors query_;
};

TEST_F(ConceptVectorsTest, AllLabelsAtOnceAreAsNearAsEachAlone) {
  const ConceptVectors vectors(*snapshot_.vectors(), snapshot_.concept_count());
  const std::vector<float> all = vectors.CompareLabels(query_).front();
  ASSERT_EQ(all.size(), snapshot_.concept_count());
  for (search::ConceptOrdinal node = 0; node < all.size(); ++node) {
    float alone = ConceptVectors::kMissing;
    EXPECT_EQ(vectors.Compare(query_, index_schema::VectorKind::kLabel, node, {&alone, 1}),
              all[node] != ConceptVectors::kMissing);
    EXPECT_EQ(all[node], alone);
  }
}

TEST_F(ConceptVectorsTest, ASumIsAsNearAsBothTextsTogether) {
  const ConceptVectors vectors(*snapshot_.vectors(), snapshot_.concept_count());
  const std::vector<float> sums = vectors.CompareSums(query_).front();
  ASSERT_EQ(sums.size(), snapshot_.concept_count());
  for (search::ConceptOrdinal node = 0; node < sums.size(); ++node) {
    float label = 0.0F;
    if (!vectors.Compare(query_, index_schema::VectorKind::kLabel, node, {&label, 1})) {
      EXPECT_EQ(sums[node], ConceptVectors::kMissing);
      continue;
    }
    float described = label;  // The label again where there is no description.
    (void)vectors.Compare(query_, index_schema::VectorKind::kDescribed, node, {&described, 1});
    EXPECT_NEAR(sums[node], label + described, 0.02F) << node;  // Rounded to 8 bits.
  }
}

}  // namespace
}  // namespace crosswalk::mapping
