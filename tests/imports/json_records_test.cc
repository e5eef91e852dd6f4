// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_check.h"
#include "tests/imports/read_records.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Json, ReadsTheSampleCatalogue) {
  const std::string bytes = test::ReadBytes(CROSSWALK_SAMPLE_CATALOGUE);
  EXPECT_EQ(DetectFormat(bytes), ImportFormat::kJson);
  const auto records = test::ReadRecords(bytes);
  EXPECT_GT(records.size(), 150U);
  EXPECT_THAT(test::Problems(records), IsEmpty());
  for (const ImportRecord& record : records) {
    EXPECT_THAT(record.unheld_fields, IsEmpty());
    EXPECT_THAT(registry::CheckPublishable(record.credential), IsEmpty());
    EXPECT_EQ(record.line, record.number);
  }
}

TEST(Json, ReadsOneAListAndLines) {
  const std::string one = R"({"id": "a", "title": {"en": "A"}})";
  const std::string two = R"({"id": "b", "title": {"en": "B [1, {\"x"}})";
  EXPECT_THAT(test::ReadRecords(one), SizeIs(1));
  EXPECT_THAT(test::ReadRecords(one + "\n" + two + "\n\n"), SizeIs(2));
  EXPECT_THAT(test::ReadRecords("\xEF\xBB\xBF [" + one + ",\n " + two + "]\n"), SizeIs(2));
  EXPECT_THAT(test::ReadRecords("[]"), IsEmpty());
  EXPECT_EQ(test::ReadRecords("[" + one + ",\n " + two + "]")[1].line, 2);
}

TEST(Json, LocatesWhatIsWrong) {
  EXPECT_THAT(
      test::Problems(test::ReadRecords("[{\"id\": \"a\"},\n {\"id\": 5,\n  \"hours\": \"x\",\n"
                                       "\"outcomes\": [{},\n {\"text\": 1}]},\n {\"id\" \"b\"}]")),
      ElementsAre("5:0 outcomes[1].text DOCUMENT_INVALID", "3:0 hours DOCUMENT_INVALID",
                  "2:0 id DOCUMENT_INVALID", "6:8  DOCUMENT_SYNTAX"));
  EXPECT_THAT(test::Problems(test::ReadRecords("{\"id\": \"a\"}\n{\"id\": \"b\"\n{\"id\": \"c\"}\n"
                                               "{\"id\": \"a\"}\n{\"title\":{\"x1\":\"T\"}}")),
              ElementsAre("2:11  DOCUMENT_SYNTAX", "4:0 name RECORD_DUPLICATE",
                          "5:0 title.x1 LANGUAGE_INVALID"));
}

TEST(Json, TellsOfListsThatDoNotEndAndOfWhatFollows) {
  EXPECT_THAT(test::Problems(test::ReadRecords("[{\"id\": \"a\"}")), SizeIs(1));
  EXPECT_THAT(test::Problems(test::ReadRecords("[{\"id\": \"a\"}] x")), SizeIs(1));
  EXPECT_THAT(test::Problems(test::ReadRecords("[{\"id\": \"a\"},]")), SizeIs(1));
  EXPECT_THAT(test::Problems(test::ReadRecords("[,{\"id\": \"a\"}]")), SizeIs(1));
}

TEST(Json, NamesUnknownMembers) {
  const auto records = test::ReadRecords(R"({"id": "a", "logo": 1, "issuer": {"phone": "1"}})");
  EXPECT_THAT(records[0].unheld_fields, ElementsAre("logo", "issuer.phone"));
}

}  // namespace
}  // namespace crosswalk::imports
