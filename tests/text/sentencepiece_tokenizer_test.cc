// SPDX-License-Identifier: Apache-2.0
// On data/pieces.model, which data/make_pieces_model.py wrote. Ids are what SentencePiece's own
// library gives (make_pieces_model.py --show).
#include "frameworks/text/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;
using testing::SizeIs;

std::unique_ptr<Tokenizer> Open(std::size_t max_tokens = 16) {
  auto opened =
      OpenSentencePieceTokenizer({.model = CROSSWALK_PIECES_MODEL, .max_tokens = max_tokens});
  EXPECT_TRUE(opened.ok()) << opened.status().ToString();
  return *std::move(opened);
}

// What the tokens between the special ones stand for in `text`.
std::vector<std::string> Stretches(std::string_view text) {
  const TokenizedText tokens = Open()->Tokenize(text);
  EXPECT_EQ(tokens.spans.size(), tokens.ids.size());
  EXPECT_EQ(tokens.spans.front(), Span{});
  EXPECT_EQ(tokens.spans.back(), Span{});
  std::vector<std::string> stretches;
  for (std::size_t i = 1; i + 1 < tokens.spans.size(); ++i) {
    const Span& span = tokens.spans[i];
    stretches.emplace_back(text.substr(span.begin, span.end - span.begin));
  }
  return stretches;
}

TEST(SentencePieceTokenizer, TakesTheMostProbablePieces) {
  const TokenizedText tokens = Open()->Tokenize("Welding, safe");
  EXPECT_THAT(tokens.ids, ElementsAre(1, 4, 5, 8, 7, 2));
  EXPECT_THAT(tokens.spans,
              ElementsAre(Span{}, Span{0, 4}, Span{4, 7}, Span{7, 8}, Span{9, 13}, Span{}));
  EXPECT_FALSE(tokens.truncated);
}

TEST(SentencePieceTokenizer, SpansLeaveOutBlanks) {
  const TokenizedText tokens = Open()->Tokenize("  weld \n\t  safe  ");
  EXPECT_THAT(tokens.ids, ElementsAre(1, 4, 7, 2));
  EXPECT_THAT(tokens.spans, ElementsAre(Span{}, Span{2, 6}, Span{11, 15}, Span{}));
}

TEST(SentencePieceTokenizer, SpansAreInTheTextAsWritten) {
  const std::string composed = "L'élève";
  EXPECT_THAT(Open()->Tokenize(composed).ids, ElementsAre(1, 9, 10, 11, 2));
  EXPECT_THAT(Stretches(composed), ElementsAre("L", "'", "élève"));
  // Typographic apostrophe, capital, combining accents.
  const std::string decomposed = "L\u2019E\u0301le\u0300ve\u00A0l";
  EXPECT_THAT(Open()->Tokenize(decomposed).ids, ElementsAre(1, 9, 10, 11, 9, 2));
  EXPECT_THAT(Stretches(decomposed), ElementsAre("L", "\u2019", "E\u0301le\u0300ve", "l"));
}

TEST(SentencePieceTokenizer, PiecesOfOneCharacterShareItsSpan) {
  EXPECT_THAT(Open()->Tokenize("weld ﬁ ⅓").ids, ElementsAre(1, 4, 3, 15, 16, 3, 17, 19, 18, 2));
  EXPECT_THAT(Stretches("weld ﬁ ⅓"), ElementsAre("weld", "", "ﬁ", "ﬁ", "", "⅓", "⅓", "⅓"));
}

TEST(SentencePieceTokenizer, ABlankAloneHasAnEmptySpanBeforeTheNextCharacter) {
  EXPECT_THAT(Open()->Tokenize("weld  d").spans,
              ElementsAre(Span{}, Span{0, 4}, Span{5, 5}, Span{6, 7}, Span{}));
}

TEST(SentencePieceTokenizer, DroppedCharactersBelongToNoPiece) {
  const std::string text = "weld\u200Bs";
  EXPECT_THAT(Open()->Tokenize(text).ids, ElementsAre(1, 4, 6, 2));
  EXPECT_THAT(Stretches(text), ElementsAre("weld", "s"));
}

TEST(SentencePieceTokenizer, UnknownCharactersInARowAreOneToken) {
  EXPECT_THAT(Open()->Tokenize("日本 weld 日").ids, ElementsAre(1, 3, 0, 4, 3, 0, 2));
  EXPECT_THAT(Stretches("日本 weld 日"), ElementsAre("", "日本", "weld", "", "日"));
}

TEST(SentencePieceTokenizer, TreatsSpecialAndUnusedPiecesInTheTextAsText) {
  EXPECT_THAT(Open()->Tokenize("the <s> unused").ids,
              ElementsAre(1, 20, 3, 0, 6, 0, 3, 0, 6, 14, 22, 2));
}

TEST(SentencePieceTokenizer, ReadsIllFormedBytesAsReplacementCharacters) {
  const TokenizedText tokens = Open()->Tokenize("weld\xFFs \xE3\x81 safe\xC3");
  EXPECT_THAT(tokens.ids, ElementsAre(1, 4, 23, 6, 3, 23, 23, 7, 23, 2));
  EXPECT_THAT(tokens.spans,
              ElementsAre(Span{}, Span{0, 4}, Span{4, 5}, Span{5, 6}, Span{7, 7}, Span{7, 8},
                          Span{8, 9}, Span{10, 14}, Span{14, 15}, Span{}));
  EXPECT_THAT(Open()->Tokenize("weld\uFFFD").ids, ElementsAre(1, 4, 23, 2));
}

TEST(SentencePieceTokenizer, EncodesNothingAsTheSpecialTokens) {
  EXPECT_THAT(Open()->Tokenize("").ids, ElementsAre(1, 2));
  EXPECT_THAT(Open()->Tokenize(" \n ").ids, ElementsAre(1, 2));
}

TEST(SentencePieceTokenizer, CutsLongTextsAndSaysSo) {
  const TokenizedText cut = Open(5)->Tokenize("weld safe welding");
  EXPECT_THAT(cut.ids, ElementsAre(1, 4, 7, 4, 2));
  EXPECT_TRUE(cut.truncated);
  const TokenizedText full = Open(5)->Tokenize("weld safe weld");
  EXPECT_THAT(full.ids, ElementsAre(1, 4, 7, 4, 2));
  EXPECT_FALSE(full.truncated);
}

TEST(SentencePieceTokenizer, LooksOnlyAtTheBeginningOfAnEndlessText) {
  // One unknown token, however long, so that only the bound on bytes ends it. 64 bytes a token.
  std::string endless;
  for (int i = 0; i < 100000; ++i) endless += "日";
  const TokenizedText tokens = Open(10)->Tokenize(endless);
  EXPECT_THAT(tokens.ids, ElementsAre(1, 3, 0, 2));
  EXPECT_EQ(tokens.spans[2], (Span{0, 639}));  // Whole characters within 640 bytes.
  EXPECT_TRUE(tokens.truncated);
  // The cut is at a blank where there is one.
  const TokenizedText words = Open(10)->Tokenize("weld " + endless);
  EXPECT_THAT(words.ids, ElementsAre(1, 4, 2));
  EXPECT_TRUE(words.truncated);
}

TEST(SentencePieceTokenizer, FindsPiecesAsTheVocabularySpellsThem) {
  const auto tokenizer = Open();
  EXPECT_EQ(tokenizer->Find("\u2581the"), 20);
  EXPECT_EQ(tokenizer->Find("s"), 6);
  EXPECT_EQ(tokenizer->Find("</s>"), 2);
  EXPECT_EQ(tokenizer->Find("the"), std::nullopt);
  EXPECT_EQ(tokenizer->Find(""), std::nullopt);
}

TEST(SentencePieceTokenizer, EveryByteStringGivesSpansInOrder) {
  const auto tokenizer = Open(64);
  std::uint32_t state = 1;
  const std::string bytes = "weld s\xC3\xA9\xEF\xAC\x81\xE2\x85\x93\xCC\x81\xE2\x80\x8B\xFF\xF0";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < round % 40; ++i) {
      state = state * 1664525U + 1013904223U;
      text += bytes[(state >> 16U) % bytes.size()];
    }
    const TokenizedText tokens = tokenizer->Tokenize(text);
    ASSERT_THAT(tokens.ids, AllOf(SizeIs(Ge(2U)), SizeIs(Le(64U)), Each(AllOf(Ge(0), Le(24)))));
    ASSERT_EQ(tokens.spans.size(), tokens.ids.size());
    Span last;
    for (std::size_t i = 1; i + 1 < tokens.spans.size(); ++i) {
      const Span& span = tokens.spans[i];
      ASSERT_LE(span.begin, span.end);
      ASSERT_LE(span.end, text.size());
      ASSERT_GE(span.begin, last.begin);
      ASSERT_GE(span.end, last.end);
      last = span;
    }
  }
}

TEST(SentencePieceTokenizer, RefusesAModelWithoutASpecialToken) {
  const auto opened = OpenSentencePieceTokenizer({.model = CROSSWALK_PIECES_MODEL, .end = "<end>"});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(opened.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(opened.status().message(), HasSubstr("<end>"));
}

TEST(SentencePieceTokenizer, RefusesAMaximumWithoutRoomForAPiece) {
  const auto opened =
      OpenSentencePieceTokenizer({.model = CROSSWALK_PIECES_MODEL, .max_tokens = 2});
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.status().message(), HasSubstr("max_tokens"));
}

}  // namespace
}  // namespace crosswalk::text
