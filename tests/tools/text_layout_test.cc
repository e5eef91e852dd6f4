// SPDX-License-Identifier: Apache-2.0
#include "tools/client/text_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::client {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Lines(const StyledText& text, std::size_t width, std::size_t most = 0) {
  std::vector<std::string> lines;
  for (const StyledText& line : Wrap(text, width, most)) lines.push_back(Render(line, false));
  return lines;
}

TEST(TextLayoutTest, WidthCountsCellsNotBytes) {
  EXPECT_EQ(DisplayWidth("caf\u00E9"), 4U);
  EXPECT_EQ(DisplayWidth("cafe\u0301"), 4U);
  EXPECT_EQ(DisplayWidth("\u4E2D\u6587"), 4U);
}

TEST(TextLayoutTest, SafeTextCannotSteerTheTerminal) {
  EXPECT_EQ(SafeText("a\x1b[31mb\r\n\tc\x7f"), "a[31mb   c");
}

TEST(TextLayoutTest, WrapsAtBlanksAndCutsLongWords) {
  EXPECT_THAT(Lines(StyledText("one two three"), 7), ElementsAre("one two", "three"));
  EXPECT_THAT(Lines(StyledText("abcdefgh ij"), 3), ElementsAre("abc", "def", "gh", "ij"));
  EXPECT_THAT(Lines(StyledText(), 5), ElementsAre(""));
}

TEST(TextLayoutTest, TheLastAllowedLineEndsInAnEllipsis) {
  EXPECT_THAT(Lines(StyledText("one two three four"), 9, 1), ElementsAre("one two\u2026"));
}

TEST(TextLayoutTest, EmphasisSurvivesWrapping) {
  StyledText text("one ");
  text.Append("two three", Emphasis::kStrong);
  const std::vector<StyledText> lines = Wrap(text, 7);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(Render(lines[0], true), "one \x1b[1mtwo\x1b[0m");
  EXPECT_EQ(Render(lines[1], true), "\x1b[1mthree\x1b[0m");
}

TEST(TextLayoutTest, StretchesMayOverlapAndExceedTheText) {
  const StyledText marked = Highlight("abcdef", {{4, 99}, {1, 3}, {2, 3}}, Emphasis::kStrong);
  EXPECT_EQ(Render(marked, true), "a\x1b[1mbc\x1b[0md\x1b[1mef\x1b[0m");
  EXPECT_EQ(Render(marked, false), "abcdef");
}

TEST(TextLayoutTest, TablesAlignWrapAndLeaveOutEmptyColumns) {
  const std::vector<Column> columns = {
      {.header = "n", .right = true}, {.header = "none"}, {.header = "text", .flexible = true}};
  const std::vector<std::vector<StyledText>> rows = {
      {StyledText("1"), StyledText(), StyledText("a word or two more")},
      {StyledText("10"), StyledText(), StyledText("x")}};
  EXPECT_EQ(RenderTable(columns, rows, {.width = 16, .color = false}, 2),
            "   n  text\n"
            "   1  a word or\n"
            "      two more\n"
            "  10  x\n");
}

}  // namespace
}  // namespace crosswalk::client
