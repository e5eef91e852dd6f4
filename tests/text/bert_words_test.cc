// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/bert_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Words(std::string_view text, BertWordOptions options = {}) {
  std::vector<std::string> words;
  for (const BertWord& word : SplitBertWords(text, options)) words.push_back(word.characters);
  return words;
}

TEST(BertWords, LowersAndStripsAccents) {
  EXPECT_THAT(Words("Énergie d’État"), ElementsAre("energie", "d", "’", "etat"));
  EXPECT_THAT(Words("e\u0301tude"), ElementsAre("etude"));
  EXPECT_THAT(Words("İSTANBUL"), ElementsAre("istanbul"));
}

TEST(BertWords, KeepsCaseAndAccentsWhereAsked) {
  EXPECT_THAT(Words("Énergie", {.lowercase = false, .strip_accents = false}),
              ElementsAre("Énergie"));
  EXPECT_THAT(Words("İ", {.lowercase = true, .strip_accents = false}), ElementsAre("i\u0307"));
}

TEST(BertWords, LowersWithoutContext) {
  // A final sigma stays a plain one, as in the library that the encoder was trained behind.
  EXPECT_THAT(Words("ΟΔΟΣ"), ElementsAre("οδοσ"));
}

TEST(BertWords, SetsEveryPunctuationCharacterApart) {
  EXPECT_THAT(Words("C++, R&D (v2)!"),
              ElementsAre("c", "+", "+", ",", "r", "&", "d", "(", "v2", ")", "!"));
  // ASCII symbols count as punctuation, other symbols do not.
  EXPECT_THAT(Words("a$b€c"), ElementsAre("a", "$", "b€c"));
}

TEST(BertWords, SetsIdeographsApart) {
  EXPECT_THAT(Words("ab中文c"), ElementsAre("ab", "中", "文", "c"));
}

TEST(BertWords, DropsWhatCannotBeSeen) {
  EXPECT_THAT(Words("a\x01"
                    "b\u200Bc\uFFFDd"),
              ElementsAre("abcd"));
  // A vertical tab is a control character before it is white space.
  EXPECT_THAT(Words("a\x0B"
                    "b\tc\u00A0d"),
              ElementsAre("ab", "c", "d"));
  EXPECT_THAT(Words(" \t\n\u200B"), IsEmpty());
  EXPECT_THAT(Words(""), IsEmpty());
}

TEST(BertWords, ReadsIllFormedUtf8AsReplacementCharacter) {
  EXPECT_THAT(Words("a\xFF"
                    "b \xC3"),
              ElementsAre("ab"));
}

TEST(BertWords, KnowsWhereEachCharacterCameFrom) {
  const std::string text = "x É中";
  const std::vector<BertWord> words = SplitBertWords(text, {});
  ASSERT_EQ(words.size(), 3U);
  EXPECT_THAT(words[0].sources, ElementsAre(Span{0, 1}));
  EXPECT_EQ(words[1].characters, "e");
  EXPECT_THAT(words[1].sources, ElementsAre(Span{2, 4}));
  EXPECT_THAT(words[2].sources, ElementsAre(Span{4, 7}));
  EXPECT_THAT(words[2].character_starts, ElementsAre(0U));
}

}  // namespace
}  // namespace crosswalk::text
