// SPDX-License-Identifier: Apache-2.0
// The encoder on a real model: the repository's, or the one $CROSSWALK_ENCODER names.
#include "frameworks/text/encoder.h"
#include "tests/text/encoder_directory.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

// Lengths from one token to far beyond what the encoder takes, several texts of the same length.
std::vector<std::string> Texts() {
  std::vector<std::string> texts = {
      "weld",
      "plan",
      "Inspect welded joints for cracks and porosity before they are painted.",
      "Audit stored chemicals for labels and leaks before they are moved.",
      "Explain how a bill becomes law.",
      "Préparer un budget de trésorerie.",
      "C++",
      "…"};
  std::string longer;
  for (int i = 0; i < 12; ++i) {
    longer += "compare two methods of measuring soil moisture, ";
    texts.push_back(longer);
    texts.push_back("Then " + longer);
  }
  texts.push_back(longer + longer + longer + longer);
  return texts;
}

class TransformerEncoder : public testing::Test {
 protected:
  void SetUp() override {
    const auto directory = EncoderDirectory();
    if (!directory) GTEST_SKIP() << "no encoder: set CROSSWALK_ENCODER";
    auto opened = OpenEncoder(*directory, 2);
    ASSERT_TRUE(opened.ok()) << opened.status().ToString();
    encoder_ = *std::move(opened);
  }

  std::vector<EncodedText> Encode(const std::vector<std::string>& texts,
                                  EncodeDetail detail = EncodeDetail::kTokens) {
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    auto encoded = encoder_->Encode(views, detail);
    EXPECT_TRUE(encoded.ok()) << encoded.status().ToString();
    return *std::move(encoded);
  }

  std::unique_ptr<OutcomeEncoder> encoder_;
};

void ExpectSame(const EncodedText& a, const EncodedText& b, const std::string& text) {
  EXPECT_EQ(a.sentence, b.sentence) << text;
  EXPECT_EQ(a.tokens, b.tokens) << text;
  EXPECT_EQ(a.spans, b.spans) << text;
}

double Length(const float* vector, std::size_t dimension) {
  double squares = 0;
  for (std::size_t i = 0; i < dimension; ++i) squares += static_cast<double>(vector[i]) * vector[i];
  return std::sqrt(squares);
}

TEST_F(TransformerEncoder, ATextsVectorsDoNotDependOnItsBatch) {
  const std::vector<std::string> texts = Texts();
  const std::vector<EncodedText> together = Encode(texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    ExpectSame(Encode({texts[i]}).front(), together[i], texts[i]);
  }
  const std::vector<std::string> backwards(texts.rbegin(), texts.rend());
  const std::vector<EncodedText> reversed = Encode(backwards);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    ExpectSame(reversed[texts.size() - 1 - i], together[i], texts[i]);
  }
}

TEST_F(TransformerEncoder, ATextsVectorsDoNotDependOnOtherThreads) {
  const std::vector<std::string> texts = Texts();
  const std::vector<EncodedText> alone = Encode(texts);
  std::vector<std::vector<EncodedText>> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) threads.emplace_back([&] { result = Encode(texts); });
  }
  for (const auto& result : results) {
    for (std::size_t i = 0; i < texts.size(); ++i) ExpectSame(result[i], alone[i], texts[i]);
  }
}

TEST_F(TransformerEncoder, VectorsHaveUnitLength) {
  const std::size_t dimension = encoder_->info().dimension;
  for (const EncodedText& text : Encode(Texts())) {
    ASSERT_EQ(text.sentence.size(), dimension);
    EXPECT_NEAR(Length(text.sentence.data(), dimension), 1.0, 1e-5);
    ASSERT_EQ(text.tokens.size(), text.spans.size() * dimension);
    for (std::size_t row = 0; row < text.spans.size(); ++row) {
      EXPECT_NEAR(Length(text.tokens.data() + row * dimension, dimension), 1.0, 1e-5);
    }
  }
}

TEST_F(TransformerEncoder, SentencesAloneAreTheSame) {
  const std::vector<std::string> texts = Texts();
  const std::vector<EncodedText> full = Encode(texts);
  const std::vector<EncodedText> sentences = Encode(texts, EncodeDetail::kSentence);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(sentences[i].sentence, full[i].sentence);
    EXPECT_TRUE(sentences[i].tokens.empty());
  }
}

TEST_F(TransformerEncoder, SpansCoverTheTextAndSpecialTokensHaveNone) {
  const std::string text = "Weld pipes";
  const EncodedText encoded = Encode({text}).front();
  ASSERT_FALSE(encoded.spans.empty());
  EXPECT_EQ(encoded.spans.front().begin, 0U);
  EXPECT_EQ(encoded.spans.back().end, text.size());
  for (const Span& span : encoded.spans) EXPECT_FALSE(span.empty());
  EXPECT_FALSE(encoded.truncated);
  EXPECT_TRUE(Encode(Texts()).back().truncated);
}

TEST_F(TransformerEncoder, NearMeaningsLieNearer) {
  const auto texts = Encode({"Repair bicycle brakes.", "Fix the brakes of a bike.",
                             "Interpret medieval poetry in its historical context."});
  const auto similarity = [&](std::size_t a, std::size_t b) {
    double dot = 0;
    for (std::size_t i = 0; i < texts[a].sentence.size(); ++i) {
      dot += static_cast<double>(texts[a].sentence[i]) * texts[b].sentence[i];
    }
    return dot;
  };
  EXPECT_GT(similarity(0, 1), similarity(0, 2) + 0.2);
}

TEST_F(TransformerEncoder, EncodesNoTexts) { EXPECT_TRUE(Encode({}).empty()); }

}  // namespace
}  // namespace crosswalk::text
