// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/static_encoder.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kPieces = 25;  // Of pieces.model.
constexpr std::size_t kWeld = 4;     // "▁weld", as are those below.
constexpr std::size_t kIng = 5;
constexpr std::size_t kSafe = 7;

std::string LittleEndian(std::uint32_t value) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

// Vectors of two dimensions; those that are not set count for nothing.
struct VectorsFile {
  std::string magic = "CWSTATIC";
  std::uint32_t version = 1;
  std::uint32_t rows = kPieces;
  std::uint32_t dimension = 2;
  std::array<float, kPieces> scales{};
  std::array<std::array<std::int8_t, 2>, kPieces> values{};

  VectorsFile() {
    Set(kWeld, 0.5F, 3, 4);
    Set(kIng, 0.25F, 0, -4);
    Set(kSafe, 0.5F, 100, 0);
  }

  void Set(std::size_t id, float scale, std::int8_t x, std::int8_t y) {
    scales[id] = scale;
    values[id] = {x, y};
  }

  [[nodiscard]] std::string Bytes() const {
    std::string bytes =
        magic + LittleEndian(version) + LittleEndian(rows) + LittleEndian(dimension);
    for (const float scale : scales) bytes += LittleEndian(std::bit_cast<std::uint32_t>(scale));
    for (const auto& row : values) {
      for (const std::int8_t value : row) bytes += static_cast<char>(value);
    }
    return bytes;
  }
};

class StaticEncoderTest : public testing::Test {
 protected:
  StaticEncoderTest() {
    std::filesystem::copy_file(CROSSWALK_PIECES_MODEL, folder_.path() / "pieces.model");
    folder_.Write("tiny.xml", "never opened");
    folder_.Write("tiny.bin", "nor this");
    Write({});
  }

  void Write(const VectorsFile& vectors) { folder_.Write("static.bin", vectors.Bytes()); }

  core::Result<std::unique_ptr<StaticEncoder>> Open(
      const std::string& member = R"(, "static": {"vectors": "static.bin"})") {
    folder_.Write("encoder.json", R"({
      "format": 1, "kind": "transformer", "name": "tiny", "version": "1", "dimension": 2,
      "model": "tiny.xml", "inputs": {"ids": "input_ids"}, "output": "token_vectors",
      "pooling": "mean",
      "tokenizer": {"kind": "sentencepiece", "model": "pieces.model", "start": "<s>",
                    "end": "</s>", "max_tokens": 8},
      "token_scores": {"temperature": 20, "special_tokens": false},
      "templates": {"label": "{label}", "described": "{label}"}, "languages": ["en"])" +
                                      member + "}");
    return OpenStaticEncoder(folder_.path());
  }

  EncodedText Encode(std::string_view text, EncodeDetail detail = EncodeDetail::kTokens) {
    const auto encoder = Open();
    EXPECT_TRUE(encoder.ok()) << encoder.status().ToString();
    auto encoded = (*encoder)->Encode({&text, 1}, detail);
    EXPECT_TRUE(encoded.ok()) << encoded.status().ToString();
    return std::move(encoded->front());
  }

  void ExpectRefused(const VectorsFile& vectors, const std::string& message) {
    Write(vectors);
    const auto opened = Open();
    ASSERT_FALSE(opened.ok()) << message;
    EXPECT_EQ(opened.status().code(), core::StatusCode::kFailedPrecondition);
    EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(opened.status().message(), HasSubstr("static.bin"));
    EXPECT_THAT(opened.status().message(), HasSubstr(message));
  }

  test::TempFolder folder_;
};

void ExpectNear(const std::vector<float>& actual, const std::vector<float>& expected) {
  EXPECT_THAT(actual, testing::Pointwise(testing::FloatNear(1e-4F), expected));
}

TEST_F(StaticEncoderTest, AddsThePiecesVectors) {
  // 0.5 (3, 4) + 0.25 (0, -4) = (1.5, 1).
  const double length = std::sqrt(1.5 * 1.5 + 1.0);
  const EncodedText text = Encode("welding");
  ExpectNear(text.sentence, {static_cast<float>(1.5 / length), static_cast<float>(1.0 / length)});
  ExpectNear(text.tokens, {0.6F, 0.8F, 0.0F, -1.0F});
  EXPECT_THAT(text.spans, ElementsAre(Span{0, 4}, Span{4, 7}));
  EXPECT_FALSE(text.truncated);
}

TEST_F(StaticEncoderTest, TokensWeighWhatTheirVectorsAreLong) {
  const EncodedText text = Encode("welding");
  ASSERT_EQ(text.token_weights.size(), 2U);
  // |0.5 (3, 4)| = 2.5 and |0.25 (0, -4)| = 1.
  EXPECT_NEAR(text.token_weights[0] / text.token_weights[1], 2.5, 1e-3);
}

TEST_F(StaticEncoderTest, NamesThePiecesOfItsTokens) {
  const auto encoder = Open();
  ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
  EXPECT_THAT((*encoder)->Pieces("the welding, safe"), ElementsAre(kWeld, kIng, kSafe));
  EXPECT_THAT((*encoder)->Pieces("the"), IsEmpty());
  const StaticVectors& vectors = (*encoder)->vectors();
  EXPECT_EQ(vectors.rows(), kPieces);
  EXPECT_THAT(vectors.row(kWeld), ElementsAre(3, 4));
  EXPECT_FLOAT_EQ(vectors.inverse_length(kWeld), 0.2F);
  EXPECT_EQ(vectors.inverse_length(0), 0.0F) << "a row of zeros";
  EXPECT_EQ(vectors.length(0), 0.0F);
}

TEST_F(StaticEncoderTest, PiecesWithoutAVectorCountForNothing) {
  // "the", the comma and what no piece spells have none.
  const EncodedText text = Encode("the weld, \u0416 safe");
  EXPECT_THAT(text.spans, ElementsAre(Span{4, 8}, Span{13, 17}));
  ExpectNear(text.tokens, {0.6F, 0.8F, 1.0F, 0.0F});
  EXPECT_EQ(text.sentence, Encode("weld safe").sentence);
}

TEST_F(StaticEncoderTest, ARowOfZerosCountsForNothingWhateverItsScale) {
  VectorsFile vectors;
  vectors.Set(kIng, 1.0F, 0, 0);
  Write(vectors);
  EXPECT_THAT(Encode("welding").spans, ElementsAre(Span{0, 4}));
}

TEST_F(StaticEncoderTest, ATextOfNothingElseHasAVectorOfZeros) {
  for (const char* nothing : {"", "the, the", "\u0416"}) {
    const EncodedText text = Encode(nothing);
    EXPECT_THAT(text.sentence, ElementsAre(0.0F, 0.0F)) << nothing;
    EXPECT_THAT(text.tokens, IsEmpty()) << nothing;
    EXPECT_THAT(text.spans, IsEmpty()) << nothing;
  }
}

TEST_F(StaticEncoderTest, VectorsThatCancelOutGiveZeros) {
  VectorsFile vectors;
  vectors.Set(kIng, 0.5F, -3, -4);
  Write(vectors);
  const EncodedText text = Encode("welding");
  EXPECT_THAT(text.sentence, ElementsAre(0.0F, 0.0F));
  EXPECT_EQ(text.spans.size(), 2U);
}

TEST_F(StaticEncoderTest, SentencesAloneAreTheSame) {
  const EncodedText text = Encode("welding", EncodeDetail::kSentence);
  EXPECT_EQ(text.sentence, Encode("welding").sentence);
  EXPECT_THAT(text.tokens, IsEmpty());
  EXPECT_THAT(text.spans, IsEmpty());
}

TEST_F(StaticEncoderTest, SaysWhereATextIsCut) {
  EXPECT_TRUE(Encode("weld weld weld weld weld weld safe").truncated);
  EXPECT_EQ(Encode("weld weld weld weld weld weld safe").sentence, Encode("weld").sentence);
}

TEST_F(StaticEncoderTest, TheHeaviestRowsDoNotOverflow) {
  VectorsFile vectors;
  vectors.Set(kWeld, 3e38F, 127, -127);
  Write(vectors);
  ExpectNear(Encode("weld weld weld weld weld weld").sentence,
             {static_cast<float>(std::sqrt(0.5)), static_cast<float>(-std::sqrt(0.5))});
}

TEST_F(StaticEncoderTest, HasANameAndAFingerprintOfItsOwn) {
  const auto encoder = Open();
  ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
  EXPECT_EQ((*encoder)->info().name, "tiny-static");
  EXPECT_EQ((*encoder)->info().version, "1");
  EXPECT_EQ((*encoder)->info().token_temperature, 20.0F);
  const std::string before = (*encoder)->info().fingerprint;
  EXPECT_EQ(before.size(), 64U);
  VectorsFile vectors;
  vectors.Set(kIng, 0.5F, 1, 1);
  Write(vectors);
  EXPECT_NE((*Open())->info().fingerprint, before);
}

TEST_F(StaticEncoderTest, IsNullWhereTheEncoderHasNone) {
  const auto encoder = Open("");
  ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
  EXPECT_EQ(*encoder, nullptr);
}

TEST_F(StaticEncoderTest, RefusesOtherFiles) {
  VectorsFile magic;
  magic.magic = "CWMATRIX";
  ExpectRefused(magic, "not a file of static vectors");
  VectorsFile version;
  version.version = 2;
  ExpectRefused(version, "version 2");
  VectorsFile rows;
  rows.rows = kPieces - 1;
  ExpectRefused(rows, "24 vectors");
  VectorsFile dimension;
  dimension.dimension = 3;
  ExpectRefused(dimension, "vectors of 3");
}

TEST_F(StaticEncoderTest, RefusesScalesThatAreNoLengths) {
  for (const float scale :
       {-1.0F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    VectorsFile vectors;
    vectors.Set(kSafe, scale, 1, 1);
    ExpectRefused(vectors, "scale of vector 7");
  }
}

TEST_F(StaticEncoderTest, RefusesFilesThatAreCutOrGoOn) {
  const std::string bytes = VectorsFile().Bytes();
  for (const std::string& other :
       {bytes.substr(0, bytes.size() - 1), bytes + "x", bytes.substr(0, 12), std::string()}) {
    folder_.Write("static.bin", other);
    const auto opened = Open();
    ASSERT_FALSE(opened.ok()) << other.size();
    EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(opened.status().message(), HasSubstr("static.bin"));
  }
  std::filesystem::remove(folder_.path() / "static.bin");
  EXPECT_THAT(Open().status().message(), HasSubstr("static.bin"));
}

}  // namespace
}  // namespace crosswalk::text
