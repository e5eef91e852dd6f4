// SPDX-License-Identifier: Apache-2.0
// An encoder with sentence pieces and a funnel, on a model made here: the vector of a token is
// (id, 1), and the output has the rows that are kept.
#include "frameworks/text/encoder.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openvino/openvino.hpp>
#include <openvino/opsets/opset8.hpp>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace op = ov::opset8;

constexpr std::size_t kPieces = 25;
constexpr char kFunnel[] = R"("funnel": {"input": "kept", "dropped_pieces": ["▁the", ","]},)";

struct ModelShape {
  ov::element::Type kept_type = ov::element::i64;
  ov::PartialShape kept = {-1};
  bool drops_rows = true;
};

class FunnelEncoder : public testing::Test {
 protected:
  FunnelEncoder() {
    std::filesystem::copy_file(CROSSWALK_PIECES_MODEL, folder_.path() / "pieces.model");
    WriteModel({});
  }

  void WriteModel(const ModelShape& shape) {
    std::vector<float> table;
    for (std::size_t id = 0; id < kPieces; ++id) {
      table.push_back(static_cast<float>(id));
      table.push_back(1.0F);
    }
    const auto ids = std::make_shared<op::Parameter>(ov::element::i64, ov::PartialShape{1, -1});
    ids->output(0).set_names({"input_ids"});
    const auto kept = std::make_shared<op::Parameter>(shape.kept_type, shape.kept);
    kept->output(0).set_names({"kept"});
    const auto axis = [](std::int64_t which) {
      return op::Constant::create(ov::element::i64, ov::Shape{}, {which});
    };
    std::shared_ptr<ov::Node> vectors = std::make_shared<op::Gather>(
        op::Constant::create(ov::element::f32, ov::Shape{kPieces, 2}, table), ids, axis(0));
    if (shape.drops_rows) vectors = std::make_shared<op::Gather>(vectors, kept, axis(1));
    vectors->output(0).set_names({"token_vectors"});
    const auto model = std::make_shared<ov::Model>(
        ov::ResultVector{std::make_shared<op::Result>(vectors)}, ov::ParameterVector{ids, kept});
    ov::serialize(model, (folder_.path() / "tiny.xml").string());
  }

  core::Result<std::unique_ptr<OutcomeEncoder>> Open(const std::string& funnel = kFunnel,
                                                     const std::string& special_tokens = "false") {
    folder_.Write("encoder.json", R"({
      "format": 1, "kind": "transformer", "name": "tiny", "version": "1", "dimension": 2,
      "model": "tiny.xml", "inputs": {"ids": "input_ids"}, "output": "token_vectors",
      "pooling": "mean", )" + funnel + R"(
      "tokenizer": {"kind": "sentencepiece", "model": "pieces.model", "start": "<s>",
                    "end": "</s>", "max_tokens": 8},
      "token_scores": {"temperature": 20, "special_tokens": )" +
                                      special_tokens + R"(},
      "templates": {"label": "{label}", "described": "{label}"}, "languages": ["en"]})");
    return OpenEncoder(folder_.path(), 2);
  }

  std::vector<EncodedText> Encode(const std::vector<std::string_view>& texts,
                                  const std::string& special_tokens = "false") {
    const auto encoder = Open(kFunnel, special_tokens);
    EXPECT_TRUE(encoder.ok()) << encoder.status().ToString();
    auto encoded = (*encoder)->Encode(texts, EncodeDetail::kTokens);
    EXPECT_TRUE(encoded.ok()) << encoded.status().ToString();
    return *std::move(encoded);
  }

  void ExpectRefused(const core::Result<std::unique_ptr<OutcomeEncoder>>& opened,
                     const std::string& message) {
    ASSERT_FALSE(opened.ok()) << message;
    EXPECT_EQ(opened.status().code(), core::StatusCode::kFailedPrecondition);
    EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(opened.status().message(), HasSubstr(message));
  }

  test::TempFolder folder_;
};

// (x, y) with length 1, as floats.
std::vector<float> Unit(double x, double y) {
  const double length = std::sqrt(x * x + y * y);
  return {static_cast<float>(x / length), static_cast<float>(y / length)};
}

void ExpectNear(const std::vector<float>& actual, const std::vector<float>& expected) {
  EXPECT_THAT(actual, testing::Pointwise(testing::FloatNear(1e-6F), expected));
}

TEST_F(FunnelEncoder, PoolsOverTheTokensThatAreKept) {
  // <s> ▁the ▁weld , ▁safe </s> have the ids 1 20 4 8 7 2.
  const EncodedText text = Encode({"the Weld, safe"}).front();
  ExpectNear(text.sentence, Unit(1 + 4 + 7 + 2, 4));
  EXPECT_THAT(text.spans, ElementsAre(Span{4, 8}, Span{10, 14}));
  std::vector<float> rows = Unit(4, 1);
  const std::vector<float> second = Unit(7, 1);
  rows.insert(rows.end(), second.begin(), second.end());
  ExpectNear(text.tokens, rows);
  EXPECT_FALSE(text.truncated);
}

TEST_F(FunnelEncoder, SpecialTokensKeepTheirRows) {
  const EncodedText text = Encode({"the weld"}, "true").front();
  EXPECT_THAT(text.spans, ElementsAre(Span{}, Span{4, 8}, Span{}));
  EXPECT_EQ(text.tokens.size(), 6U);
}

TEST_F(FunnelEncoder, KeepsAllWhereNothingElseWouldBeLeft) {
  const EncodedText text = Encode({"the, the"}).front();
  ExpectNear(text.sentence, Unit(1 + 20 + 8 + 20 + 2, 5));
  EXPECT_EQ(text.spans.size(), 3U);
}

TEST_F(FunnelEncoder, EveryTextOfABatchKeepsItsOwnTokens) {
  const std::vector<std::string_view> texts = {
      "the weld", "weld, safe", "the, the", "", "weld weld weld weld weld weld weld", "weld the"};
  const std::vector<EncodedText> together = Encode(texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const EncodedText alone = Encode({texts[i]}).front();
    EXPECT_EQ(together[i].sentence, alone.sentence) << texts[i];
    EXPECT_EQ(together[i].tokens, alone.tokens) << texts[i];
    EXPECT_EQ(together[i].spans, alone.spans) << texts[i];
    EXPECT_EQ(together[i].truncated, i == 4) << texts[i];
  }
}

TEST_F(FunnelEncoder, RefusesAFunnelThatTheModelDoesNotHave) {
  ExpectRefused(Open(""), "inputs or output");
  ExpectRefused(Open(R"("funnel": {"input": "held", "dropped_pieces": []},)"), "tiny.xml");
  ExpectRefused(Open(R"("funnel": {"input": "input_ids", "dropped_pieces": []},)"),
                "inputs or output");
}

TEST_F(FunnelEncoder, RefusesAPieceThatTheVocabularyDoesNotHave) {
  ExpectRefused(Open(R"("funnel": {"input": "kept", "dropped_pieces": ["the"]},)"),
                "encoder.json: field \"funnel.dropped_pieces\"");
}

TEST_F(FunnelEncoder, RefusesAnInputOfAnotherTypeOrShape) {
  WriteModel({.kept_type = ov::element::i32});
  ExpectRefused(Open(), "inputs or output");
  WriteModel({.kept = {1, -1}, .drops_rows = false});
  ExpectRefused(Open(), "inputs or output");
}

TEST_F(FunnelEncoder, ReportsAModelThatDoesNotDropRows) {
  WriteModel({.drops_rows = false});
  const auto encoder = Open();
  ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
  const std::vector<std::string_view> texts = {"the weld"};
  const auto encoded = (*encoder)->Encode(texts, EncodeDetail::kTokens);
  ASSERT_FALSE(encoded.ok());
  EXPECT_EQ(encoded.status().reason(), "ENCODER_FAILED");
  EXPECT_THAT(encoded.status().message(), HasSubstr("tokens"));
}

}  // namespace
}  // namespace crosswalk::text
