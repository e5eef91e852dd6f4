// SPDX-License-Identifier: Apache-2.0
#include "tools/client/outcome_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> TextsOf(const OutcomeInput& input) {
  std::vector<std::string> texts;
  for (const InputOutcome& outcome : input.outcomes) texts.push_back(outcome.text);
  return texts;
}

TEST(TextInputTest, ListHasTitleAndItemsWithTheirLines) {
  const OutcomeInput input = ParseText(
      "Barista basics\n"
      "\n"
      "Learners will be able to:\n"
      "1. Pull a shot.\n"
      "2. Steam milk\n"
      "   to a fine foam.\n",
      "b.txt");
  EXPECT_EQ(input.title, "Barista basics");
  EXPECT_THAT(TextsOf(input), ElementsAre("Pull a shot.", "Steam milk to a fine foam."));
  EXPECT_EQ(input.outcomes[0].line, 4U);
  EXPECT_EQ(input.outcomes[1].line, 5U);
  EXPECT_EQ(input.outcomes[1].source, "b.txt");
  EXPECT_THAT(input.notes, IsEmpty());
}

TEST(TextInputTest, BulletsAndNumbersOfWordProcessorsAreStripped) {
  const OutcomeInput input = ParseText(
      "- dash\n* star\n\u2022 bullet\n\u2013 en dash\n\uF0B7 symbol font\n1) one\n(2) two\n"
      "1.2 One point two\nb) letter\nLO1: labelled\nLO 2 - labelled too\nCLO3. course\n",
      "t");
  EXPECT_THAT(TextsOf(input),
              ElementsAre("dash", "star", "bullet", "en dash", "symbol font", "one", "two",
                          "One point two", "letter", "labelled", "labelled too", "course"));
}

TEST(TextInputTest, NumbersThatBelongToTheTextStay) {
  const OutcomeInput input =
      ParseText("3 employees are led.\nA plan is made.\n5S is applied.\n", "t");
  EXPECT_THAT(TextsOf(input),
              ElementsAre("3 employees are led.", "A plan is made.", "5S is applied."));
}

TEST(TextInputTest, WithoutMarksEveryLineIsAnOutcomeButLeadIns) {
  const OutcomeInput input = ParseText("On completion:\nWeld a seam.\n\n  Grind it.  \r\n", "t");
  EXPECT_THAT(TextsOf(input), ElementsAre("Weld a seam.", "Grind it."));
  EXPECT_EQ(input.title, "");
}

TEST(TextInputTest, ProseAmongItemsIsNoted) {
  const OutcomeInput input = ParseText("- Weld a seam.\n\nBring gloves.\n", "t.txt");
  EXPECT_THAT(TextsOf(input), ElementsAre("Weld a seam."));
  ASSERT_EQ(input.notes.size(), 1U);
  EXPECT_THAT(input.notes[0], HasSubstr("t.txt:3: "));
  EXPECT_THAT(input.notes[0], HasSubstr("Bring gloves."));
}

TEST(TextInputTest, LinesKeepTheirMarks) {
  EXPECT_THAT(TextsOf(ParseLines("- Weld.\n\nGoals:\n", "t")), ElementsAre("- Weld.", "Goals:"));
}

}  // namespace
}  // namespace crosswalk::client
