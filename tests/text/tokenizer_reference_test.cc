// SPDX-License-Identifier: Apache-2.0
// The tokeniser against the library that the encoder was trained behind, token for token.
// $CROSSWALK_TOKENIZER_REFERENCE names a file that tools/encoder/check_tokenizer.py wrote: a line a
// text, the text as a JSON string, a tab, its token ids separated by blanks.
#include "frameworks/text/encoder_settings.h"
#include "frameworks/text/tokenizer.h"
#include "tests/text/encoder_directory.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace crosswalk::text {
namespace {

std::string Joined(const TokenizedText& tokens) {
  std::string ids;
  for (const std::int64_t id : tokens.ids) {
    if (!ids.empty()) ids += ' ';
    ids += std::to_string(id);
  }
  return ids;
}

TEST(TokenizerReference, EveryTextHasTheSameTokens) {
  const char* reference = std::getenv("CROSSWALK_TOKENIZER_REFERENCE");
  if (reference == nullptr) GTEST_SKIP() << "CROSSWALK_TOKENIZER_REFERENCE is not set";
  const auto directory = EncoderDirectory();
  if (!directory) GTEST_SKIP() << "no encoder: set CROSSWALK_ENCODER";
  const auto settings = ReadEncoderSettings(*directory);
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  const auto tokenizer = OpenTokenizer(settings->tokenizer);
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status().ToString();

  std::ifstream lines(reference);
  ASSERT_TRUE(lines) << reference;
  std::string line;
  std::size_t texts = 0;
  std::size_t different = 0;
  while (std::getline(lines, line)) {
    const std::size_t tab = line.rfind('\t');
    ASSERT_NE(tab, std::string::npos) << "line " << texts + 1;
    rapidjson::Document text;
    text.Parse(line.data(), tab);
    ASSERT_TRUE(!text.HasParseError() && text.IsString()) << "line " << texts + 1;
    ++texts;
    const std::string expected = line.substr(tab + 1);
    const std::string actual =
        Joined((*tokenizer)->Tokenize({text.GetString(), text.GetStringLength()}));
    if (actual == expected) continue;
    if (++different <= 10)
      ADD_FAILURE() << text.GetString() << "\n  " << expected << "\n  " << actual;
  }
  EXPECT_EQ(different, 0U) << "of " << texts << " texts";
  EXPECT_GT(texts, 0U);
}

}  // namespace
}  // namespace crosswalk::text
