// SPDX-License-Identifier: Apache-2.0
#include "tools/client/outcome_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::client {
namespace {

using ::testing::HasSubstr;

OutcomeInput Parsed(std::string_view bytes, const InputOptions& options = {}) {
  const core::Result<OutcomeInput> input = ParseCsv(bytes, "t.csv", options);
  EXPECT_TRUE(input.ok()) << input.status().ToString();
  return input.ok() ? *input : OutcomeInput();
}

std::string ErrorOf(std::string_view bytes, const InputOptions& options = {}) {
  const core::Result<OutcomeInput> input = ParseCsv(bytes, "t.csv", options);
  EXPECT_FALSE(input.ok());
  EXPECT_EQ(input.status().reason(), "INPUT_INVALID");
  return input.status().message();
}

TEST(CsvInputTest, UsualColumnNamesAreFound) {
  const OutcomeInput input =
      Parsed("Code,Learning Outcome,Langue\nA1,\"Weld, then grind.\",en\nA2,Souder.,fr\n");
  ASSERT_EQ(input.outcomes.size(), 2U);
  EXPECT_EQ(input.outcomes[0].id, "A1");
  EXPECT_EQ(input.outcomes[0].text, "Weld, then grind.");
  EXPECT_EQ(input.outcomes[1].language, "fr");
  EXPECT_EQ(input.outcomes[1].line, 3U);
}

TEST(CsvInputTest, SemicolonsAndTabsSeparateToo) {
  EXPECT_EQ(Parsed("id;text\n1;Weld, then grind.\n").outcomes.at(0).text, "Weld, then grind.");
  EXPECT_EQ(Parsed("id\ttext\n1\tWeld; grind.\n").outcomes.at(0).text, "Weld; grind.");
}

TEST(CsvInputTest, AFileOfOneColumnNeedsNoName) {
  EXPECT_EQ(Parsed("What they learn\nWeld.\n").outcomes.at(0).text, "Weld.");
}

TEST(CsvInputTest, ColumnsMayBeNamedOrNumbered) {
  InputOptions options;
  options.text_column = "GOAL";
  options.id_column = "1";
  const OutcomeInput input = Parsed("nr,goal,text\n7,Weld.,no\n", options);
  EXPECT_EQ(input.outcomes.at(0).text, "Weld.");
  EXPECT_EQ(input.outcomes.at(0).id, "7");
}

TEST(CsvInputTest, UnknownColumnsAreRefusedWithThoseThereAre) {
  EXPECT_EQ(ErrorOf("a,b\n1,2\n"),
            "t.csv:1: which column holds the outcomes? Say --text-column; the header has 'a', 'b'");
  InputOptions options;
  options.text_column = "goal";
  EXPECT_THAT(ErrorOf("a,b\n1,2\n", options), HasSubstr("no column 'goal'"));
  options.text_column = "3";
  EXPECT_THAT(ErrorOf("a,b\n1,2\n", options), HasSubstr("no column '3'"));
}

TEST(CsvInputTest, RowsWithoutTextAreNoted) {
  const OutcomeInput input = Parsed("id,text\n1,\n2,Weld.\n3\n");
  EXPECT_EQ(input.outcomes.size(), 1U);
  EXPECT_THAT(input.notes, ::testing::ElementsAre(HasSubstr("t.csv:2: "), HasSubstr("t.csv:4: ")));
}

TEST(CsvInputTest, ACellMayHaveSeveralLines) {
  const OutcomeInput input = Parsed("id,text\n1,\"Weld.\nGrind.\"\n2,\"Say \"\"hi\"\".\"\n");
  EXPECT_EQ(input.outcomes.at(0).text, "Weld.\nGrind.");
  EXPECT_EQ(input.outcomes.at(1).text, "Say \"hi\".");
  EXPECT_EQ(input.outcomes.at(1).line, 4U);
}

TEST(CsvInputTest, BadQuotingIsLocated) {
  EXPECT_THAT(ErrorOf("id,text\n1,\"Weld.\n"), HasSubstr("t.csv:2: bad CSV"));
}

}  // namespace
}  // namespace crosswalk::client
