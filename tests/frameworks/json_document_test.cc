// SPDX-License-Identifier: Apache-2.0
#include "frameworks/io/json_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

constexpr char kText[] =
    "\xEF\xBB\xBF{\n"
    "  \"a/b\": [1, -2.5,\n"
    "    {\"c~d\": \"tex\\u0301t\"}],\n"
    "  \"yes\": true, \"no\": false, \"none\": null\n"
    "}\n";

TEST(JsonDocumentTest, KnowsWhereEachValueStands) {
  const core::Result<JsonDocument> document = JsonDocument::Parse("x.json", kText);
  ASSERT_TRUE(document.ok()) << document.status().ToString();
  EXPECT_EQ(document->file(), "x.json");
  const JsonValue root = document->root();
  EXPECT_EQ(root.line(), 1U);
  EXPECT_EQ(root.pointer(), "");
  ASSERT_EQ(root.children().size(), 4U);

  const JsonValue deepest = root.children()[0].children()[2].children()[0];
  EXPECT_EQ(deepest.pointer(), "/a~1b/2/c~0d");
  EXPECT_EQ(deepest.line(), 3U);
  EXPECT_EQ(deepest.key(), "c~d");
  EXPECT_EQ(deepest.text(), "tex\u0301t");
}

TEST(JsonDocumentTest, KnowsTheLineOfEveryTypeOfValue) {
  const core::Result<JsonDocument> document =
      JsonDocument::Parse("x.json", "[\n1,\n{\n},\n[],\n\"a\",\ntrue,\nfalse,\nnull,\n-1.5e3\n]");
  ASSERT_TRUE(document.ok()) << document.status().ToString();
  std::vector<std::size_t> lines;
  for (const JsonValue& value : document->root().children()) lines.push_back(value.line());
  EXPECT_THAT(lines, ElementsAre(2, 3, 5, 6, 7, 8, 9, 10));
}

TEST(JsonDocumentTest, TellsTypesApart) {
  const core::Result<JsonDocument> document = JsonDocument::Parse("x.json", kText);
  ASSERT_TRUE(document.ok());
  const JsonValue root = document->root();
  const std::vector<JsonValue> numbers = root.Find("a/b")->children();
  EXPECT_THAT(numbers[0].whole_number(), Optional(1));
  EXPECT_FALSE(numbers[1].whole_number());
  EXPECT_THAT(numbers[1].number(), Optional(-2.5));
  EXPECT_TRUE(root.Find("yes")->is_true());
  EXPECT_FALSE(root.Find("no")->is_true());
  EXPECT_EQ(root.Find("none")->type(), JsonType::kNull);
  EXPECT_FALSE(root.Find("absent"));
  EXPECT_FALSE(numbers[0].Find("a/b"));
  EXPECT_TRUE(numbers[0].children().empty());
  EXPECT_EQ(numbers[0].text(), "");
}

TEST(JsonDocumentTest, TellsNumbersThatAreNoInt) {
  const core::Result<JsonDocument> document =
      JsonDocument::Parse("x.json", "[2147483647, 2147483648, 1e300, 1.5, \"1\", 0e40]");
  ASSERT_TRUE(document.ok());
  std::vector<bool> whole;
  for (const JsonValue& value : document->root().children()) {
    whole.push_back(value.whole_number().has_value());
  }
  EXPECT_THAT(whole, ElementsAre(true, false, false, false, false, true));
}

struct SyntaxCase {
  const char* name;
  std::string bytes;
  const char* place;
};

class JsonSyntaxTest : public testing::TestWithParam<SyntaxCase> {};

TEST_P(JsonSyntaxTest, IsRefusedWithItsPlace) {
  const core::Result<JsonDocument> document = JsonDocument::Parse("x.json", GetParam().bytes);
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.status().reason(), "SOURCE_SYNTAX");
  EXPECT_THAT(document.status().message(), HasSubstr(GetParam().place));
}

INSTANTIATE_TEST_SUITE_P(, JsonSyntaxTest,
                         testing::Values(SyntaxCase{"Empty", "", "x.json:1:1"},
                                         SyntaxCase{"Truncated", "{\n \"a\": [1,\n", "x.json:3:1"},
                                         SyntaxCase{"TrailingComma", "[1,\n2,]", "x.json:2:3"},
                                         SyntaxCase{"SecondRoot", "{}\n{}", "x.json:2:1"},
                                         SyntaxCase{"BadUtf8", "[\"ab\",\n\"c\xE9\"]",
                                                    "x.json:2:3: not UTF-8"},
                                         SyntaxCase{"LoneSurrogate", "[\"\\ud800\"]", "x.json:1:"},
                                         SyntaxCase{"HugeNumber", "[1e999]", "x.json:1:"}),
                         [](const auto& test_case) { return test_case.param.name; });

TEST(JsonDocumentTest, NestsToAnyDepth) {
  constexpr std::size_t depth = 1'000'000;
  const core::Result<JsonDocument> document =
      JsonDocument::Parse("x.json", std::string(depth, '[') + std::string(depth, ']'));
  ASSERT_TRUE(document.ok()) << document.status().ToString();
  EXPECT_EQ(document->root().children().size(), 1U);
}

}  // namespace
}  // namespace crosswalk::io
