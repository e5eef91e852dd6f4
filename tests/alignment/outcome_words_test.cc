// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_words.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace crosswalk::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Folded(std::string_view text) {
  std::vector<std::string> folded;
  for (const OutcomeWord& word : SplitOutcome(text)) folded.push_back(word.folded);
  return folded;
}

TEST(SplitOutcomeTest, FoldsCaseAccentsAndLigatures) {
  EXPECT_THAT(Folded("Évaluer l’ŒUVRE finie"), ElementsAre("evaluer", "l", "oeuvre", "finie"));
}

TEST(SplitOutcomeTest, JoinsCombiningMarksToTheirWord) {
  EXPECT_THAT(Folded("re\u0301pare\u0301e"), ElementsAre("reparee"));
}

TEST(SplitOutcomeTest, SpansPointIntoTheText) {
  const std::string text = "Évaluer, puis agir";
  const std::vector<OutcomeWord> words = SplitOutcome(text);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(text.substr(words[0].span.begin, words[0].span.end - words[0].span.begin), "Évaluer");
  EXPECT_EQ(text.substr(words[2].span.begin, words[2].span.end - words[2].span.begin), "agir");
}

TEST(SplitOutcomeTest, MarksWordsThatStartAClause) {
  const std::vector<OutcomeWord> words = SplitOutcome("Plan work, order parts (and) check");
  std::vector<bool> starts;
  for (const OutcomeWord& word : words) starts.push_back(word.starts_clause);
  EXPECT_THAT(starts, ElementsAre(true, false, true, false, true, true));
}

TEST(SplitOutcomeTest, NoBreakSpaceEndsAWord) {
  EXPECT_THAT(Folded("deux\u00A0mots\u202Fici"), ElementsAre("deux", "mots", "ici"));
}

TEST(SplitOutcomeTest, TextWithoutLettersHasNoWords) {
  EXPECT_THAT(Folded(""), IsEmpty());
  EXPECT_THAT(Folded(" – … !"), IsEmpty());
}

TEST(SplitAtTest, LeavesEmptyPartsOut) {
  EXPECT_THAT(SplitAt("|a||b c|", '|'), ElementsAre("a", "b c"));
  EXPECT_THAT(SplitAt("", ' '), IsEmpty());
}

TEST(JoinItemsTest, PutsALastWordBeforeTheLast) {
  EXPECT_EQ(JoinItems({}, " or "), "");
  EXPECT_EQ(JoinItems({"plan"}, " or "), "plan");
  EXPECT_EQ(JoinItems({"plan", "build", "test"}, " or "), "plan, build or test");
}

}  // namespace
}  // namespace crosswalk::alignment
