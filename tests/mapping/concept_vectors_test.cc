// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_vectors.h"

#include "tests/mapping/mapping_fixture.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>
#include <vector>

namespace crosswalk::mapping {
namespace {

class ConceptVectorsTest : public testing::Test {
 protected:
  const search::IndexSnapshot& snapshot_ = *EncodedIndex().snapshot;
};

TEST_F(ConceptVectorsTest, CopiesBothTextsOrTheLabelTwice) {
  const ConceptVectors vectors(*snapshot_.vectors(), snapshot_.concept_count());
  const std::size_t dimension = vectors.dimension();
  // By ordinal, as the file has them.
  std::map<search::ConceptOrdinal, std::vector<float>> labels;
  std::map<search::ConceptOrdinal, std::vector<float>> described;
  for (const auto& [kind, rows] : {std::pair{index_schema::VectorKind::kLabel, &labels},
                                   {index_schema::VectorKind::kDescribed, &described}}) {
    const index_schema::VectorBlock block = snapshot_.vectors()->Block(kind);
    for (std::size_t row = 0; row < block.nodes.size(); ++row) {
      for (std::size_t i = 0; i < dimension; ++i) {
        (*rows)[block.nodes[row]].push_back(block.scales[row] *
                                            static_cast<float>(block.values[row * dimension + i]));
      }
    }
  }
  std::vector<float> texts(2 * dimension);
  for (search::ConceptOrdinal node = 0; node < snapshot_.concept_count(); ++node) {
    ASSERT_EQ(vectors.CopyTexts(node, texts), labels.contains(node)) << node;
    if (!labels.contains(node)) continue;
    std::vector<float> expected = labels[node];
    const std::vector<float>& second = described.contains(node) ? described[node] : labels[node];
    expected.insert(expected.end(), second.begin(), second.end());
    EXPECT_EQ(texts, expected) << node;
  }
  EXPECT_FALSE(described.empty());
}

}  // namespace
}  // namespace crosswalk::mapping
