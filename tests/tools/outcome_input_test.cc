// SPDX-License-Identifier: Apache-2.0
#include "tools/client/input_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace crosswalk::client {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::size_t CountOf(std::string_view bytes, const std::string& source) {
  const auto input = ParseInput(bytes, source, {});
  EXPECT_TRUE(input.ok()) << input.status().ToString();
  return input.ok() ? input->outcomes.size() : 0;
}

TEST(OutcomeInputTest, FormatGoesByNameThenByContent) {
  EXPECT_EQ(CountOf("text\nWeld, grind.\n", "a.CSV"), 1U);
  EXPECT_EQ(CountOf("text\nWeld, grind.\n", "a.txt"), 2U);
  EXPECT_EQ(CountOf("[\"a\", \"b\"]", "<stdin>"), 2U);
  EXPECT_EQ(CountOf("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "<stdin>"), 2U);
  EXPECT_EQ(CountOf("{\n\"outcomes\": [\"a\"]}\n", "<stdin>"), 1U);
  EXPECT_EQ(CountOf("Weld.\nGrind.\n", "<stdin>"), 2U);
}

TEST(OutcomeInputTest, AByteOrderMarkIsSkipped) {
  EXPECT_EQ(CountOf("\xEF\xBB\xBF[\"a\"]", "<stdin>"), 1U);
}

TEST(OutcomeInputTest, OtherEncodingsAreRefused) {
  EXPECT_THAT(ParseInput("\xFF\xFEW\0", "w.txt", {}).status().message(), HasSubstr("UTF-16"));
  EXPECT_THAT(ParseInput("Weld.\nSoud\xE9.\n", "w.txt", {}).status().message(),
              StartsWith("w.txt:2: byte 11 is not UTF-8"));
}

TEST(OutcomeInputTest, AnInputWithoutOutcomesIsAnError) {
  for (const char* bytes : {"", "\n \n", "[]", "Goals:\n"}) {
    EXPECT_EQ(ParseInput(bytes, "t", {}).status().reason(), "INPUT_INVALID") << bytes;
  }
}

TEST(OutcomeInputTest, TextsComeFirstAndTheLanguageFillsGaps) {
  std::istringstream in("[{\"text\": \"Souder.\", \"language\": \"fr\"}, \"Grind.\"]");
  const auto input =
      ReadInputs({.files = {"-"}, .texts = {"Weld."}, .language = "en", .options = {}}, in);
  ASSERT_TRUE(input.ok()) << input.status().ToString();
  ASSERT_EQ(input->outcomes.size(), 3U);
  EXPECT_EQ(input->outcomes[0].text, "Weld.");
  EXPECT_EQ(input->outcomes[0].language, "en");
  EXPECT_EQ(input->outcomes[1].language, "fr");
  EXPECT_EQ(input->outcomes[2].language, "en");
  EXPECT_EQ(input->outcomes[2].source, "<stdin>");
}

TEST(OutcomeInputTest, FilesThatCannotBeReadAreNamed) {
  std::istringstream in;
  EXPECT_EQ(ReadInputs({.files = {"no/such"}, .texts = {}, .language = {}, .options = {}}, in)
                .status()
                .message(),
            "no/such: No such file or directory");
  EXPECT_EQ(ReadInputs({.files = {"/"}, .texts = {}, .language = {}, .options = {}}, in)
                .status()
                .message(),
            "/: is a folder");
}

}  // namespace
}  // namespace crosswalk::client
