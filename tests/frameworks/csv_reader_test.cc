// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace crosswalk::esco {
namespace {

using core::Severity;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::array<CsvColumn, 3> kColumns = {
    {{"name", Need::kRequired}, {"colour", Need::kExpected}, {"size", Need::kOptional}}};

// What was read: "line: name|colour|size".
struct CsvReading {
  core::Status status;
  std::vector<std::string> records;
  core::Diagnostics diagnostics;
};

CsvReading Read(std::string_view bytes, bool short_records = false) {
  CsvReading reading;
  const CsvLayout layout{.columns = kColumns, .short_records = short_records};
  reading.status =
      ReadCsv("maps.csv", bytes, layout, reading.diagnostics, [&](const CsvRecord& record) {
        reading.records.push_back(std::to_string(record.line()) + ": " + std::string(record[0]) +
                                  "|" + std::string(record[1]) + "|" + std::string(record[2]));
      });
  return reading;
}

TEST(CsvReaderTest, ReadsColumnsByNameInAnyOrder) {
  const CsvReading reading = Read("size,other,name,colour\n3,x,atlas,red\n4,y,globe,blue\n");
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_THAT(reading.records, ElementsAre("2: atlas|red|3", "3: globe|blue|4"));
  EXPECT_TRUE(reading.diagnostics.kept().empty());
}

TEST(CsvReaderTest, TakesAByteOrderMarkCarriageReturnsAndNoLastLineEnd) {
  const CsvReading reading = Read("\xEF\xBB\xBFname,colour\r\natlas,red\r\nglobe,blue");
  EXPECT_THAT(reading.records, ElementsAre("2: atlas|red|", "3: globe|blue|"));
}

TEST(CsvReaderTest, CountsLinesThroughQuotedLineFeedsAndBlankLines) {
  const CsvReading reading =
      Read("name,colour\n\"an\natlas\",\"red, \"\"dark\"\"\"\n\n\r\nglobe,blue\n");
  EXPECT_THAT(reading.records, ElementsAre("2: an\natlas|red, \"dark\"|", "6: globe|blue|"));
}

TEST(CsvReaderTest, KeepsBlanksInQuotesOnly) {
  const CsvReading reading = Read("name,colour\n  atlas ,\" red \"\n");
  EXPECT_THAT(reading.records, ElementsAre("2: atlas| red |"));
}

TEST(CsvReaderTest, LetsTrailingCommasPass) {
  const CsvReading reading = Read("name,colour\natlas,red,,\n");
  EXPECT_THAT(reading.records, ElementsAre("2: atlas|red|"));
}

TEST(CsvReaderTest, RefusesAFileWithoutARequiredColumn) {
  for (const std::string bytes : {"colour,size\nred,3\n", "", "\xEF\xBB\xBF", "\n\n"}) {
    const CsvReading reading = Read(bytes);
    EXPECT_EQ(reading.status.reason(), "SOURCE_COLUMN_MISSING") << bytes;
    EXPECT_THAT(reading.status.message(), HasSubstr("'maps.csv' has no column 'name'"));
  }
}

TEST(CsvReaderTest, NotesAColumnThatIsExpected) {
  const CsvReading reading = Read("name\natlas\n");
  EXPECT_THAT(reading.records, ElementsAre("2: atlas||"));
  ASSERT_EQ(reading.diagnostics.kept().size(), 1U);
  EXPECT_EQ(reading.diagnostics.kept().front().severity, Severity::kNote);
  EXPECT_EQ(reading.diagnostics.kept().front().field, "colour");
}

TEST(CsvReaderTest, RefusesUtf16) {
  EXPECT_THAT(Read(std::string_view("\xFF\xFEn\0a\0", 6)).status.message(), HasSubstr("UTF-16"));
}

struct FaultCase {
  const char* name;
  std::string bytes;
  const char* message;
  std::vector<std::string> records;
};

class CsvFaultTest : public testing::TestWithParam<FaultCase> {};

TEST_P(CsvFaultTest, LocatesTheRecordAndGoesOn) {
  const CsvReading reading = Read(GetParam().bytes);
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  ASSERT_EQ(reading.diagnostics.kept().size(), 1U);
  EXPECT_EQ(reading.diagnostics.kept().front().ToString(), GetParam().message);
  EXPECT_EQ(reading.records, GetParam().records);
}

INSTANTIATE_TEST_SUITE_P(
    , CsvFaultTest,
    testing::Values(
        FaultCase{"TooFewColumns",
                  "name,colour\natlas\nglobe,blue\n",
                  "maps.csv:2: error: the record has 1 columns, the header 2 (atlas) "
                  "[wrong-column-count]",
                  {"3: globe|blue|"}},
        FaultCase{"TooManyColumns",
                  "name,colour\natlas,red,dark\nglobe,blue\n",
                  "maps.csv:2: error: the record has 3 columns, the header 2 (atlas) "
                  "[wrong-column-count]",
                  {"3: globe|blue|"}},
        FaultCase{"BadUtf8",
                  "name,colour\n\"at\nlas\",re\xE9 d\nglobe,blue\n",
                  "maps.csv:2: error: colour: byte 3 of the field is not UTF-8 (at las) "
                  "[bad-utf8]",
                  {"4: globe|blue|"}},
        FaultCase{"BadUtf8InTheSubject",
                  "name,colour\n\xC0\xAF,red\nglobe,blue\n",
                  "maps.csv:2: error: name: byte 1 of the field is not UTF-8 [bad-utf8]",
                  {"3: globe|blue|"}},
        FaultCase{"QuoteInsideAField",
                  "name,colour\natlas,red\nan \"old\" map,red\nglobe,blue\n",
                  "maps.csv:3: error: a quote stands inside a field or is not followed by a comma "
                  "[bad-csv]",
                  {"2: atlas|red|", "4: globe|blue|"}},
        FaultCase{"TextAfterAQuote",
                  "name,colour\n\"atlas\" x,red\nglobe,blue\n",
                  "maps.csv:2: error: a quote stands inside a field or is not followed by a comma "
                  "[bad-csv]",
                  {"3: globe|blue|"}},
        FaultCase{"QuoteNeverClosed",
                  "name,colour\natlas,red\nglobe,\"blue\nmap,green\n",
                  "maps.csv:3: error: a quote that opens in this record is never closed [bad-csv]",
                  {"2: atlas|red|"}}),
    [](const auto& test_case) { return test_case.param.name; });

TEST(CsvReaderTest, TakesShortRecordsWhereTheLayoutAllowsThem) {
  const CsvReading reading = Read("name,colour,size\natlas\nglobe,blue,3,x\n", true);
  EXPECT_THAT(reading.records, ElementsAre("2: atlas||"));
  ASSERT_EQ(reading.diagnostics.kept().size(), 1U);
  EXPECT_EQ(reading.diagnostics.kept().front().rule, "wrong-column-count");
}

TEST(CsvReaderTest, RefusesABrokenHeader) {
  EXPECT_EQ(Read("name,\"colour\natlas,red\n").status.reason(), "SOURCE_UNREADABLE");
}

// Records larger than the scanner's batch, and borders of batches at every place of a record.
TEST(CsvReaderTest, ReadsAcrossBatches) {
  std::string bytes = "name,colour\n";
  std::size_t records = 0;
  for (; bytes.size() < 300'000; ++records) {
    bytes += "\"" + std::string(records % 97, 'x') + "\"\"\n\",red\n";
  }
  bytes += "\"" + std::string(200'000, 'y') + "\",blue\n";
  const CsvReading reading = Read(bytes);
  EXPECT_TRUE(reading.diagnostics.kept().empty());
  ASSERT_EQ(reading.records.size(), records + 1);
  EXPECT_TRUE(reading.records.back().starts_with(std::to_string(2 + 2 * records) + ": yyy"));
}

}  // namespace
}  // namespace crosswalk::esco
