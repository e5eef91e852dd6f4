// SPDX-License-Identifier: Apache-2.0
// 10,000 rows of which 137 are wrong in 12 ways: exactly those are reported.
#include "tests/imports/read_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace crosswalk::imports {
namespace {

struct Wrong {
  const char* column;  // Heading; "" for a row as a whole.
  int number;
  const char* reason;
};

// One for each way, with the cell that makes it wrong below.
constexpr Wrong kWays[] = {
    {"Title", 4, "ROW_CONFLICT"},        {"Outcome", 7, "FIELD_REQUIRED"},
    {"Type", 5, "VALUE_UNKNOWN"},        {"Hours", 8, "NUMBER_INVALID"},
    {"Hours", 8, "VALUE_OUT_OF_RANGE"},  {"Start date", 10, "DATE_INVALID"},
    {"Cost", 11, "COST_INVALID"},        {"URL", 12, "ADDRESS_INVALID"},
    {"Language", 9, "LANGUAGE_INVALID"}, {"", 13, "ROW_WIDTH_INVALID"},
    {"", 0, "ROW_QUOTE_INVALID"},        {"Outcome", 7, "TEXT_ENCODING_INVALID"},
};

std::string RowOf(int row, int way) {
  // Five rows a credential.
  const std::string credential = std::to_string(row / 5);
  std::string title = "Course " + credential, type = "Micro-credential", hours = "18",
              language = "en", start = "2027-01-11", cost = "120.00",
              url = "https://maple.example/" + credential,
              outcome = "\"Do task " + std::to_string(row) + ", safely\"", more;
  if (way == 0) title = "Another title";
  if (way == 1) outcome = "";
  if (way == 2) type = "Miracle";
  if (way == 3) hours = "eighteen";
  if (way == 4) hours = "-3";
  if (way == 5) start = "11/01/2027";
  if (way == 6) cost = "much";
  if (way == 7) url = "www.maple.example";
  if (way == 8) language = "english please";
  if (way == 9) more = ",one,more";
  if (way == 10) outcome = "Say \"hello\" to a guest";
  if (way == 11) outcome = "Caf\xE9 work";
  return "maple,Collège Maple,M-" + credential + "," + title + "," + type + ",LO" +
         std::to_string(row % 5 + 1) + "," + outcome + "," + hours + "," + language + "," + start +
         "," + cost + "," + url + more + "\r\n";
}

TEST(ImportErrors, NamesExactlyTheBrokenRows) {
  constexpr int kRows = 10'000, kBroken = 137;
  std::string bytes =
      "Issuer id,Institution,Course code,Title,Type,Code,Outcome,Hours,Language,Start date,Cost,"
      "URL\r\n";
  std::map<int, int> way_by_line;
  for (int row = 0; row < kRows; ++row) {
    int way = -1;
    // Spread over the file; the third row of a credential.
    if (row % 60 == 7 && static_cast<int>(way_by_line.size()) < kBroken) {
      way = static_cast<int>(way_by_line.size() % std::size(kWays));
    }
    if (way >= 0) way_by_line[row + 2] = way;
    bytes += RowOf(row, way);
  }
  ASSERT_EQ(way_by_line.size(), 137U);
  const auto records = test::ReadRecords(bytes);
  std::size_t outcomes = 0, whole = 0;
  std::map<int, ImportProblem> found;
  for (const ImportRecord& record : records) {
    if (record.problems.empty()) {
      ++whole;
      outcomes += record.credential.outcomes.size();
      continue;
    }
    ASSERT_EQ(record.problems.size(), 1U) << record.line;
    EXPECT_TRUE(found.emplace(record.line, record.problems.front()).second) << record.line;
  }
  EXPECT_EQ(whole, 2000U);
  EXPECT_EQ(outcomes, 9863U);
  ASSERT_EQ(found.size(), 137U);
  for (const auto& [line, way] : way_by_line) {
    ASSERT_TRUE(found.contains(line)) << line << " " << kWays[way].reason;
    const ImportProblem& problem = found[line];
    EXPECT_EQ(problem.line, line);
    EXPECT_EQ(problem.field, kWays[way].column) << line;
    EXPECT_EQ(problem.column, kWays[way].number) << line << " " << problem.reason;
    EXPECT_EQ(problem.reason, kWays[way].reason) << line;
    EXPECT_FALSE(problem.message.empty()) << line;
  }
  std::set<std::string> reasons;
  for (const auto& [line, problem] : found) reasons.insert(problem.reason);
  EXPECT_EQ(reasons.size(), std::size(kWays));
}

}  // namespace
}  // namespace crosswalk::imports
