// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/tokenizer.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace crosswalk::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

//                                 0      1      2      3    4      5   6     7
constexpr char kVocabulary[] = "[UNK]\n[CLS]\n[SEP]\nweld\n##ing\n##s\nsafe\n,\n";

class WordPieceTokenizer : public testing::Test {
 protected:
  std::unique_ptr<Tokenizer> Open(std::size_t max_tokens = 16, std::size_t max_word_chars = 100) {
    auto opened = OpenWordPieceTokenizer({.vocabulary = folder_.Write("vocab.txt", kVocabulary),
                                          .max_tokens = max_tokens,
                                          .max_word_chars = max_word_chars});
    EXPECT_TRUE(opened.ok()) << opened.status().ToString();
    return *std::move(opened);
  }

  test::TempFolder folder_;
};

TEST_F(WordPieceTokenizer, TakesTheLongestPieces) {
  const TokenizedText tokens = Open()->Tokenize("Welding, safe");
  EXPECT_THAT(tokens.ids, ElementsAre(1, 3, 4, 7, 6, 2));
  EXPECT_THAT(tokens.spans,
              ElementsAre(Span{}, Span{0, 4}, Span{4, 7}, Span{7, 8}, Span{9, 13}, Span{}));
  EXPECT_FALSE(tokens.truncated);
}

TEST_F(WordPieceTokenizer, MakesWordsItCannotSpellUnknown) {
  const TokenizedText tokens = Open()->Tokenize("welder weld");
  EXPECT_THAT(tokens.ids, ElementsAre(1, 0, 3, 2));
  EXPECT_EQ(tokens.spans[1], (Span{0, 6}));
}

TEST_F(WordPieceTokenizer, MakesOverlongWordsUnknown) {
  EXPECT_THAT(Open(16, 6)->Tokenize("welds welding").ids, ElementsAre(1, 3, 5, 0, 2));
}

TEST_F(WordPieceTokenizer, CutsLongTextsAndSaysSo) {
  const TokenizedText cut = Open(5)->Tokenize("weld safe welding");
  EXPECT_THAT(cut.ids, ElementsAre(1, 3, 6, 3, 2));
  EXPECT_TRUE(cut.truncated);
  const TokenizedText full = Open(5)->Tokenize("weld safe weld");
  EXPECT_THAT(full.ids, ElementsAre(1, 3, 6, 3, 2));
  EXPECT_FALSE(full.truncated);
}

TEST_F(WordPieceTokenizer, TreatsSpecialTokensInTheTextAsText) {
  EXPECT_THAT(Open()->Tokenize("[SEP]").ids, ElementsAre(1, 0, 0, 0, 2));
}

TEST_F(WordPieceTokenizer, EncodesNothingAsTheSpecialTokens) {
  EXPECT_THAT(Open()->Tokenize("").ids, ElementsAre(1, 2));
}

TEST_F(WordPieceTokenizer, FindsPiecesAsTheVocabularySpellsThem) {
  const auto tokenizer = Open();
  EXPECT_EQ(tokenizer->Find("weld"), 3);
  EXPECT_EQ(tokenizer->Find("##s"), 5);
  EXPECT_EQ(tokenizer->Find("[SEP]"), 2);
  EXPECT_EQ(tokenizer->Find("s"), std::nullopt);
  EXPECT_EQ(tokenizer->Find("##weld"), std::nullopt);
}

TEST_F(WordPieceTokenizer, RefusesAVocabularyWithoutASpecialToken) {
  const auto opened =
      OpenWordPieceTokenizer({.vocabulary = folder_.Write("vocab.txt", "[UNK]\n[CLS]\nweld\n")});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(opened.status().message(), HasSubstr("[SEP]"));
}

TEST_F(WordPieceTokenizer, RefusesAMissingVocabulary) {
  const auto opened = OpenWordPieceTokenizer({.vocabulary = folder_.path() / "none.txt"});
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.status().message(), HasSubstr("none.txt"));
}

}  // namespace
}  // namespace crosswalk::text
