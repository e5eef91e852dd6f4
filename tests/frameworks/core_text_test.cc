// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace crosswalk::core {
namespace {

struct EncodingCase {
  const char* name;
  std::string text;
  std::optional<std::size_t> bad;
};

class FindInvalidUtf8Test : public testing::TestWithParam<EncodingCase> {};

TEST_P(FindInvalidUtf8Test, FindsTheFirstBadByte) {
  EXPECT_EQ(FindInvalidUtf8(GetParam().text), GetParam().bad);
}

// The borders of Unicode's table 3-7.
INSTANTIATE_TEST_SUITE_P(, FindInvalidUtf8Test,
                         testing::Values(EncodingCase{"Empty", "", {}},
                                         EncodingCase{"Ascii", "abc", {}},
                                         EncodingCase{"TwoBytes", "\xC3\xA9", {}},
                                         EncodingCase{"LastCodePoint", "\xF4\x8F\xBF\xBF", {}},
                                         EncodingCase{"BeyondLast", "a\xF4\x90\x80\x80", 1},
                                         EncodingCase{"Surrogate", "ab\xED\xA0\x80", 2},
                                         EncodingCase{"Overlong", "\xC0\xAF", 0},
                                         EncodingCase{"OverlongThree", "x\xE0\x80\xAF", 1},
                                         EncodingCase{"CutAtTheEnd", "abc\xE2\x82", 3},
                                         EncodingCase{"CutInTheMiddle", "\xE2\x82z", 0},
                                         EncodingCase{"LoneContinuation", "a\x80", 1},
                                         EncodingCase{"Latin1", "caf\xE9 noir", 3}),
                         [](const auto& test_case) { return test_case.param.name; });

TEST(CleanTextTest, LeavesCleanTextAlone) {
  EXPECT_EQ(CleanText(""), "");
  EXPECT_EQ(CleanText("use a lathe (CNC)"), "use a lathe (CNC)");
}

TEST(CleanTextTest, CollapsesWhiteSpaceOfEveryKind) {
  EXPECT_EQ(CleanText("  use\t a\r\nlathe\u00A0\u2003\u3000now \n"), "use a lathe now");
  EXPECT_EQ(CleanText(" \t\n\u00A0"), "");
}

TEST(CleanTextTest, DropsWhatCannotBeSeen) {
  EXPECT_EQ(CleanText("\uFEFFco\u00ADope\u200Brate\u200D"), "cooperate");
  EXPECT_EQ(CleanText(std::string_view("a\0b\x7F", 4)), "ab");
}

TEST(CleanTextTest, ComposesAccents) { EXPECT_EQ(CleanText("re\u0301gler"), "régler"); }

TEST(FoldTextTest, LevelsCaseAccentsAndTypography) {
  EXPECT_EQ(FoldText("Énergie  d’État"), "energie d'etat");
  EXPECT_EQ(FoldText("STRASSE"), FoldText("Straße"));
  EXPECT_EQ(FoldText("on–site\u2011work"), "on-site-work");
  EXPECT_EQ(FoldText("ﬁnance"), "finance");
}

TEST(FoldTextTest, ChangesNothingTheSecondTime) {
  for (const std::string text : {"Énergie d’État", "İstanbul", "ΣΊΣΥΦΟΣ", "c++ / C#", "食品"}) {
    EXPECT_EQ(FoldText(FoldText(text)), FoldText(text)) << text;
  }
}

}  // namespace
}  // namespace crosswalk::core
