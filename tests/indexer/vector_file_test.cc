// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/vector_file.h"

#include "tests/indexer/mutations.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace crosswalk::index_schema {
namespace {

using testing::ElementsAre;
using Blocks = std::array<std::vector<StoredRow>, kVectorKinds>;

StoredRow Row(ConceptOrdinal node, const std::string& text, std::vector<float> values) {
  return {node, HashText(text), Quantize(values)};
}

Blocks SampleBlocks() {
  Blocks blocks;
  blocks[0] = {Row(0, "a", {1.0F, 0.0F, -0.5F}), Row(2, "b", {0.0F, 0.0F, 0.0F})};
  blocks[2] = {Row(1, "c", {0.6F, 0.8F, 0.0F}), Row(1, "d", {0.0F, 1.0F, 0.0F})};
  return blocks;
}

core::Status Write(const Blocks& blocks, std::string& bytes) {
  const test::TempFolder folder;
  const auto file = folder.path() / "vectors.bin";
  core::Status status = WriteVectorFile(file, 3, "fingerprint", blocks);
  bytes = test::ReadBytes(file);
  return status;
}

std::string Sample() {
  std::string bytes;
  const core::Status status = Write(SampleBlocks(), bytes);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return bytes;
}

TEST(Quantize, StaysWithinHalfAStep) {
  const std::vector<float> values = {0.9F, -0.31F, 0.004F, 0.0F};
  const QuantizedVector quantized = Quantize(values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_NEAR(static_cast<float>(quantized.values[i]) * quantized.scale, values[i],
                quantized.scale / 2 + 1e-6F);
  }
  EXPECT_EQ(quantized.values[0], 127);
}

TEST(Quantize, LeavesZerosZero) {
  const QuantizedVector quantized = Quantize(std::vector<float>{0.0F, 0.0F});
  EXPECT_EQ(quantized.scale, 0.0F);
  EXPECT_THAT(quantized.values, ElementsAre(0, 0));
}

TEST(VectorFile, GivesRowsBack) {
  const test::AlignedBytes bytes(Sample());
  const auto file = VectorFile::View(bytes.view(), "vectors.bin");
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ((*file)->dimension(), 3U);
  EXPECT_EQ((*file)->encoder_fingerprint(), "fingerprint");
  const VectorBlock labels = (*file)->Block(VectorKind::kLabel);
  EXPECT_THAT(labels.nodes, ElementsAre(0, 2));
  EXPECT_EQ(labels.text_hashes[1], HashText("b"));
  EXPECT_THAT(labels.values.first(3), ElementsAre(127, 0, -64));
  EXPECT_TRUE((*file)->Block(VectorKind::kDescribed).nodes.empty());
  EXPECT_THAT((*file)->Block(VectorKind::kDescriptor).nodes, ElementsAre(1, 1));
}

TEST(VectorFile, ValuesLieOnCacheLines) {
  const test::AlignedBytes bytes(Sample());
  const auto file = VectorFile::View(bytes.view(), "vectors.bin");
  ASSERT_TRUE(file.ok());
  const auto* values = (*file)->Block(VectorKind::kDescriptor).values.data();
  EXPECT_EQ((reinterpret_cast<const char*>(values) - bytes.view().data()) % 64, 0);
}

TEST(VectorFile, RefusesRowsOutOfOrderAndOfAnotherDimension) {
  std::string bytes;
  Blocks blocks = SampleBlocks();
  std::swap(blocks[0][0], blocks[0][1]);
  EXPECT_EQ(Write(blocks, bytes).reason(), "INDEX_INPUT_INVALID");
  blocks = SampleBlocks();
  blocks[0][0].vector.values.pop_back();
  EXPECT_EQ(Write(blocks, bytes).reason(), "INDEX_INPUT_INVALID");
  blocks = SampleBlocks();
  blocks[0][1].node = blocks[0][0].node;
  EXPECT_EQ(Write(blocks, bytes).reason(), "INDEX_INPUT_INVALID") << "one label a concept";
}

TEST(VectorFile, EveryTruncationIsDataLoss) {
  test::ForEachTruncation(Sample(), 1, [](std::string_view bytes) {
    const auto file = VectorFile::View(bytes, "v");
    ASSERT_FALSE(file.ok()) << bytes.size();
    EXPECT_EQ(file.status().code(), core::StatusCode::kDataLoss);
  });
}

TEST(VectorFile, NoChangedByteLeadsOutOfTheFile) {
  test::ForEachChangedByte(Sample(), [](std::string_view bytes) {
    const auto file = VectorFile::View(bytes, "v");
    if (!file.ok()) {
      EXPECT_EQ(file.status().reason(), "INDEX_CORRUPT");
      return;
    }
    for (std::size_t kind = 0; kind < kVectorKinds; ++kind) {
      const VectorBlock block = (*file)->Block(static_cast<VectorKind>(kind));
      ASSERT_EQ(block.values.size(), block.nodes.size() * (*file)->dimension());
      int sum = 0;
      for (const std::int8_t value : block.values) sum += value;
      EXPECT_LT(sum, 1000000);
      for (const float scale : block.scales) EXPECT_TRUE(std::isfinite(scale));
    }
  });
}

}  // namespace
}  // namespace crosswalk::index_schema
