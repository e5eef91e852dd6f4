// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/sentencepiece_model.h"

#include "frameworks/text/tokenizer.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace crosswalk::text {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

class SentencePieceModelTest : public testing::Test {
 protected:
  // That a model file with these bytes is refused, with `message` and the file's name.
  void ExpectRefused(const std::string& bytes, const std::string& message) {
    const auto opened = OpenSentencePieceTokenizer({.model = folder_.Write("some.model", bytes)});
    ASSERT_FALSE(opened.ok()) << message;
    EXPECT_EQ(opened.status().code(), core::StatusCode::kFailedPrecondition);
    EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
    EXPECT_THAT(opened.status().message(), HasSubstr(message));
    EXPECT_THAT(opened.status().message(), HasSubstr("some.model"));
  }

  const std::string model_ = test::ReadBytes(CROSSWALK_PIECES_MODEL);
  test::TempFolder folder_;
};

TEST_F(SentencePieceModelTest, ReadsPiecesAndNormalization) {
  const auto model = ReadSentencePieceModel(CROSSWALK_PIECES_MODEL);
  ASSERT_TRUE(model.ok()) << model.status().ToString();
  ASSERT_EQ(model->pieces.size(), 25U);
  EXPECT_EQ(model->pieces[1].text, "<s>");
  EXPECT_EQ(model->pieces[1].kind, PieceKind::kControl);
  EXPECT_EQ(model->pieces[11].text, "élève");
  EXPECT_EQ(model->pieces[11].score, -8.0F);
  EXPECT_EQ(model->pieces[11].kind, PieceKind::kNormal);
  EXPECT_EQ(model->pieces[24].kind, PieceKind::kUnused);
  EXPECT_EQ(model->unknown, 0U);
  EXPECT_FALSE(model->charsmap.empty());
  EXPECT_TRUE(model->leading_blank);
  EXPECT_TRUE(model->collapse_blanks);
}

TEST_F(SentencePieceModelTest, KeepsBlanksWhereTheModelSaysSo) {
  // Neither a leading blank nor collapsed ones.
  const auto opened = OpenSentencePieceTokenizer(
      {.model = folder_.Write("some.model", model_ + "\x1A\x04\x18\x00\x20\x00"s)});
  ASSERT_TRUE(opened.ok()) << opened.status().ToString();
  EXPECT_THAT((*opened)->Tokenize("s  weld ").ids, testing::ElementsAre(1, 6, 3, 4, 3, 2));
}

// Fields appended to a message come after, and in place of, those before.
TEST_F(SentencePieceModelTest, RefusesWhatItCannotDo) {
  ExpectRefused(model_ + "\x12\x02\x18\x02", "unigram");
  ExpectRefused(model_ + "\x12\x03\xC0\x01\x01", "suffix");
  ExpectRefused(model_ + "\x12\x03\x98\x02\x01", "bytes");
  ExpectRefused(model_ + "\x1A\x02\x28\x00"s, "blanks");
  ExpectRefused(model_ + "\x0A\x05\x0A\x01x\x18\x04", "kind 4");
  ExpectRefused(model_ + "\x0A\x05\x0A\x01x\x18\x06", "kind 6");
}

TEST_F(SentencePieceModelTest, RefusesPiecesThatContradictEachOther) {
  ExpectRefused(model_ + "\x0A\x03\x0A\x01s", "\"s\" twice");
  ExpectRefused(model_ + "\x0A\x02\x0A\x00"s, "empty");
  ExpectRefused(model_ + "\x0A\x05\x0A\x01x\x18\x02", "two unknown");
  ExpectRefused(model_ + "\x0A\x8B\x27\x0A\x88\x27" + std::string(5000, 'x'), "4096 bytes");
  ExpectRefused("\x0A\x03\x0A\x01s", "lacks a piece");
  ExpectRefused("", "lacks a piece");
}

TEST_F(SentencePieceModelTest, RefusesDamagedFiles) {
  ExpectRefused(model_.substr(0, model_.size() - 1), "damaged");
  ExpectRefused("[UNK]\n[CLS]\n", "damaged");
  ExpectRefused(std::string(20, '\xFF'), "damaged");
  ExpectRefused(model_ +
                    "\x1A\x04\x12\x02"
                    "ab",
                "character map");
  ExpectRefused(model_ +
                    "\x1A\x09\x12\x07\x08\x00\x00\x00"
                    "abc"s,
                "character map");
}

TEST_F(SentencePieceModelTest, EveryCutOfTheFileIsRefusedOrRead) {
  for (std::size_t size = 0; size < model_.size(); ++size) {
    const auto opened = OpenSentencePieceTokenizer(
        {.model = folder_.Write("some.model", std::string_view(model_).substr(0, size))});
    if (opened.ok()) (*opened)->Tokenize("L'élève weld");
  }
}

TEST_F(SentencePieceModelTest, ADamagedCharacterMapStaysWithinItsBounds) {
  for (std::size_t at = 0; at < model_.size(); ++at) {
    std::string damaged = model_;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    const auto opened = OpenSentencePieceTokenizer({.model = folder_.Write("some.model", damaged)});
    if (opened.ok()) (*opened)->Tokenize("L'E\u0301le\u0300ve ﬁ ⅓\u200B weld");
  }
}

TEST_F(SentencePieceModelTest, RefusesAMissingFile) {
  const auto opened = OpenSentencePieceTokenizer({.model = folder_.path() / "none.model"});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(opened.status().message(), HasSubstr("none.model"));
}

}  // namespace
}  // namespace crosswalk::text
