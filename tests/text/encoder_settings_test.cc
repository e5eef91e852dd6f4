// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/encoder_settings.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

namespace crosswalk::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kSettings[] = R"({
  "format": 1, "kind": "transformer", "name": "tiny", "version": "3", "dimension": 8,
  "model": "tiny.xml", "inputs": {"ids": "input_ids"}, "output": "token_vectors",
  "pooling": "mean",
  "tokenizer": {"kind": "wordpiece", "vocabulary": "vocab.txt", "lowercase": true,
                "strip_accents": false, "unknown": "[UNK]", "start": "[CLS]", "end": "[SEP]",
                "max_tokens": 32, "max_word_chars": 50},
  "token_scores": {"temperature": 12.5, "special_tokens": false},
  "templates": {"label": "{label}", "described": "{label}: {description}"},
  "languages": ["en", "fr"]
})";

constexpr char kSentencePieces[] =
    R"({"kind": "sentencepiece", "model": "pieces.model", "start": "<s>", "end": "</s>",
        "max_tokens": 64})";

class EncoderSettingsTest : public testing::Test {
 protected:
  EncoderSettingsTest() {
    folder_.Write("tiny.xml", "<net/>");
    folder_.Write("tiny.bin", "weights");
    folder_.Write("vocab.txt", "[UNK]\n");
  }

  core::Result<EncoderSettings> Read(std::string json) {
    folder_.Write("encoder.json", json);
    return ReadEncoderSettings(folder_.path());
  }

  // The settings with `from` replaced by `to`, which must be refused with `message`.
  void ExpectRefused(const std::string& from, const std::string& to, const std::string& message) {
    std::string json = kSettings;
    const std::size_t at = json.find(from);
    ASSERT_NE(at, std::string::npos);
    const auto settings = Read(json.replace(at, from.size(), to));
    ASSERT_FALSE(settings.ok()) << to;
    EXPECT_EQ(settings.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(settings.status().message(), HasSubstr(message));
    EXPECT_THAT(settings.status().message(), HasSubstr("encoder.json"));
  }

  // The settings with another tokeniser.
  static std::string WithTokenizer(const std::string& tokenizer) {
    std::string json = kSettings;
    const std::size_t begin = json.find("{\"kind\": \"wordpiece\"");
    return json.replace(begin, json.find('}', begin) + 1 - begin, tokenizer);
  }

  test::TempFolder folder_;
};

TEST_F(EncoderSettingsTest, ReadsEveryField) {
  const auto settings = Read(kSettings);
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  EXPECT_EQ(settings->kind, "transformer");
  EXPECT_EQ(settings->info.name, "tiny");
  EXPECT_EQ(settings->info.version, "3");
  EXPECT_EQ(settings->info.dimension, 8U);
  EXPECT_EQ(settings->info.token_temperature, 12.5F);
  EXPECT_EQ(settings->info.described_template, "{label}: {description}");
  EXPECT_THAT(settings->info.languages, ElementsAre("en", "fr"));
  EXPECT_EQ(settings->model, folder_.path() / "tiny.xml");
  EXPECT_EQ(settings->ids_input, "input_ids");
  EXPECT_FALSE(settings->mask_input.has_value());
  EXPECT_FALSE(settings->funnel.has_value());
  const auto& tokenizer = std::get<WordPieceOptions>(settings->tokenizer);
  EXPECT_EQ(tokenizer.vocabulary, folder_.path() / "vocab.txt");
  EXPECT_EQ(tokenizer.max_tokens, 32U);
  EXPECT_FALSE(tokenizer.strip_accents);
}

TEST_F(EncoderSettingsTest, ReadsSentencePieces) {
  folder_.Write("pieces.model", "pieces");
  const std::string json = WithTokenizer(kSentencePieces);
  const auto settings = Read(json);
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  const auto& tokenizer = std::get<SentencePieceOptions>(settings->tokenizer);
  EXPECT_EQ(tokenizer.model, folder_.path() / "pieces.model");
  EXPECT_EQ(tokenizer.start, "<s>");
  EXPECT_EQ(tokenizer.end, "</s>");
  EXPECT_EQ(tokenizer.max_tokens, 64U);
  folder_.Write("pieces.model", "changed");
  EXPECT_NE(Read(json)->info.fingerprint, settings->info.fingerprint);
  std::filesystem::remove(folder_.path() / "pieces.model");
  EXPECT_THAT(Read(json).status().message(), HasSubstr("pieces.model"));
}

TEST_F(EncoderSettingsTest, ReadsTheFunnel) {
  std::string json = kSettings;
  json.insert(json.rfind('}'), R"(, "funnel": {"input": "kept", "dropped_pieces": ["a", "b"]})");
  const auto settings = Read(json);
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  ASSERT_TRUE(settings->funnel.has_value());
  EXPECT_EQ(settings->funnel->input, "kept");
  EXPECT_THAT(settings->funnel->dropped_pieces, ElementsAre("a", "b"));
}

TEST_F(EncoderSettingsTest, ReadsTheStaticVectors) {
  folder_.Write("static.bin", "vectors");
  std::string json = kSettings;
  json.insert(json.rfind('}'), R"(, "static": {"vectors": "static.bin"})");
  const auto settings = Read(json);
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  ASSERT_TRUE(settings->static_vectors.has_value());
  EXPECT_EQ(settings->static_vectors->file, folder_.path() / "static.bin");
  EXPECT_NE(settings->static_vectors->fingerprint, settings->info.fingerprint);

  folder_.Write("static.bin", "changed");
  const auto changed = Read(json);
  EXPECT_NE(changed->static_vectors->fingerprint, settings->static_vectors->fingerprint);
  EXPECT_EQ(changed->info.fingerprint, settings->info.fingerprint);
  folder_.Write("tiny.bin", "changed");
  EXPECT_EQ(Read(json)->static_vectors->fingerprint, changed->static_vectors->fingerprint);

  std::filesystem::remove(folder_.path() / "static.bin");
  EXPECT_THAT(Read(json).status().message(), HasSubstr("static.bin"));
}

TEST_F(EncoderSettingsTest, FingerprintFollowsEveryFile) {
  const std::string before = Read(kSettings)->info.fingerprint;
  EXPECT_EQ(before.size(), 64U);
  EXPECT_EQ(Read(kSettings)->info.fingerprint, before);
  for (const char* name : {"tiny.xml", "tiny.bin", "vocab.txt"}) {
    const std::string last = Read(kSettings)->info.fingerprint;
    folder_.Write(name, "changed");
    EXPECT_NE(Read(kSettings)->info.fingerprint, last) << name;
  }
  const std::string last = Read(kSettings)->info.fingerprint;
  EXPECT_NE(Read(std::string(kSettings) + "\n")->info.fingerprint, last);
}

TEST_F(EncoderSettingsTest, NamesTheFieldAtFault) {
  ExpectRefused("\"format\": 1", "\"format\": 2", "\"format\"");
  ExpectRefused("\"dimension\": 8", "\"dimension\": \"8\"", "\"dimension\"");
  ExpectRefused("12.5", "0", "\"token_scores.temperature\"");
  ExpectRefused("\"pooling\": \"mean\"", "\"pooling\": \"max\"", "\"pooling\"");
  ExpectRefused("\"output\": \"token_vectors\",", "", "\"output\"");
  ExpectRefused("[\"en\", \"fr\"]", "[1]", "\"languages\"");
  ExpectRefused("\"lowercase\": true", "\"lowercase\": 1", "\"tokenizer.lowercase\"");
  ExpectRefused("\"tiny.xml\"", "\"../tiny.xml\"", "\"model\"");
  ExpectRefused("\"wordpiece\"", "\"letters\"", "\"tokenizer.kind\"");
  ExpectRefused("\"languages\"", "\"static\": \"static.bin\", \"languages\"", "\"static.vectors\"");
  ExpectRefused("\"languages\"", "\"static\": {\"vectors\": \"../a\"}, \"languages\"",
                "\"static.vectors\"");
  ExpectRefused("\"languages\"", "\"funnel\": true, \"languages\"", "\"funnel.input\"");
  ExpectRefused("\"languages\"", "\"funnel\": {\"input\": \"kept\"}, \"languages\"",
                "\"funnel.dropped_pieces\"");
}

TEST_F(EncoderSettingsTest, NamesTheSentencePieceFieldAtFault) {
  for (const auto& [from, to, field] :
       {std::tuple("pieces.model", "../pieces.model", "model"),
        std::tuple("\"<s>\"", "\"\"", "start"), std::tuple("\"</s>\"", "null", "end"),
        std::tuple("64", "2", "max_tokens")}) {
    std::string tokenizer = kSentencePieces;
    tokenizer.replace(tokenizer.find(from), std::string_view(from).size(), to);
    const auto settings = Read(WithTokenizer(tokenizer));
    ASSERT_FALSE(settings.ok()) << to;
    EXPECT_EQ(settings.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(settings.status().message(), HasSubstr("\"tokenizer." + std::string(field) + "\""));
  }
}

TEST_F(EncoderSettingsTest, RefusesWhatIsNotJson) {
  const auto settings = Read("{\"format\": 1,");
  ASSERT_FALSE(settings.ok());
  EXPECT_THAT(settings.status().message(), HasSubstr("byte"));
}

TEST_F(EncoderSettingsTest, RefusesMissingFiles) {
  std::filesystem::remove(folder_.path() / "tiny.bin");
  const auto settings = Read(kSettings);
  ASSERT_FALSE(settings.ok());
  EXPECT_THAT(settings.status().message(), HasSubstr("tiny.bin"));
}

TEST_F(EncoderSettingsTest, OpenEncoderRefusesAKindItDoesNotKnow) {
  std::string json = kSettings;
  json.replace(json.find("transformer"), 11, "oracle");
  folder_.Write("encoder.json", json);
  const auto encoder = OpenEncoder(folder_.path(), 1);
  ASSERT_FALSE(encoder.ok());
  EXPECT_THAT(encoder.status().message(), HasSubstr("oracle"));
}

TEST_F(EncoderSettingsTest, OpenEncoderReportsAModelThatTheRuntimeRefuses) {
  folder_.Write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n");
  folder_.Write("encoder.json", kSettings);
  const auto encoder = OpenEncoder(folder_.path(), 1);
  ASSERT_FALSE(encoder.ok());
  EXPECT_EQ(encoder.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(encoder.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(encoder.status().message(), HasSubstr("tiny.xml"));
}

}  // namespace
}  // namespace crosswalk::text
