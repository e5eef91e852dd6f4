// SPDX-License-Identifier: Apache-2.0
#include "tools/client/outcome_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::client {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string ErrorOf(const core::Result<OutcomeInput>& input) {
  EXPECT_FALSE(input.ok());
  EXPECT_EQ(input.status().reason(), "INPUT_INVALID");
  return input.status().message();
}

TEST(JsonInputTest, AnArrayOfTextsAndObjects) {
  const auto input = ParseJson(
      "[\"Weld.\",\n {\"id\": 7, \"text\": \"Grind.\", \"language\": \"en\"},\n"
      " {\"identifier\": \"x\", \"fullStatement\": \"Paint.\"}]",
      "t.json");
  ASSERT_TRUE(input.ok()) << input.status().ToString();
  ASSERT_EQ(input->outcomes.size(), 3U);
  EXPECT_EQ(input->outcomes[0].text, "Weld.");
  EXPECT_EQ(input->outcomes[1].id, "7");
  EXPECT_EQ(input->outcomes[1].language, "en");
  EXPECT_EQ(input->outcomes[1].line, 2U);
  EXPECT_EQ(input->outcomes[2].id, "x");
  EXPECT_EQ(input->outcomes[2].text, "Paint.");
}

TEST(JsonInputTest, AnObjectSaysWhatTheCredentialIs) {
  const auto input =
      ParseJson(R"({"title": "Welding", "hours": 12.5, "credits": 1, "outcomes": ["Weld."]})", "t");
  ASSERT_TRUE(input.ok()) << input.status().ToString();
  EXPECT_EQ(input->title, "Welding");
  EXPECT_EQ(input->hours, 12.5);
  EXPECT_EQ(input->credits, 1.0);
}

TEST(JsonInputTest, WhatIsWrongIsLocated) {
  EXPECT_EQ(ErrorOf(ParseJson("{\"title\": \"x\"}", "t")), "t:1: the object has no \"outcomes\"");
  EXPECT_THAT(ErrorOf(ParseJson("[\n\n7]", "t")), StartsWith("t:3: an outcome must be a string"));
  EXPECT_THAT(ErrorOf(ParseJson("[\n{\"id\": 1}]", "t")),
              StartsWith("t:2: the outcome has no \"text\""));
  EXPECT_THAT(ErrorOf(ParseJson("{\"outcomes\": [],\n\"hours\": \"ten\"}", "t")),
              HasSubstr("t:2: \"hours\" must be a number"));
  EXPECT_THAT(ErrorOf(ParseJson("[\"a\",\n]", "t")), StartsWith("t:2: "));
  EXPECT_THAT(ErrorOf(ParseJson("\"a\"", "t")), StartsWith("t:1: expected an array"));
}

TEST(JsonInputTest, JsonLinesCountLinesOfTheWholeInput) {
  const auto input = ParseJsonLines("{\"text\": \"Weld.\"}\n\n\"Grind.\"\n", "t");
  ASSERT_TRUE(input.ok()) << input.status().ToString();
  ASSERT_EQ(input->outcomes.size(), 2U);
  EXPECT_EQ(input->outcomes[1].line, 3U);
  EXPECT_THAT(ErrorOf(ParseJsonLines("\"a\"\n\n{\"text\": }\n", "t")), StartsWith("t:3: "));
}

}  // namespace
}  // namespace crosswalk::client
