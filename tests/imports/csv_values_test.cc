// SPDX-License-Identifier: Apache-2.0
#include "server/imports/csv_values.h"

#include "frameworks/io/json_document.h"
#include "server/imports/csv_fields.h"
#include "server/imports/framework_links.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace crosswalk::imports {
namespace {

TEST(CsvValues, ReadNumbersOfBothLanguages) {
  EXPECT_EQ(NumberFrom("12.5"), 12.5);
  EXPECT_EQ(NumberFrom("12,5"), 12.5);
  EXPECT_EQ(NumberFrom("1,250"), 1250);
  EXPECT_EQ(NumberFrom("1 250,75"), 1250.75);
  EXPECT_EQ(NumberFrom("1,250.75"), 1250.75);
  EXPECT_EQ(NumberFrom("0,125"), 0.125);
  EXPECT_EQ(NumberFrom("-3"), -3);
  for (const char* bad : {"", "x", "1-2", "12,34,5", "5.", "1e5", ".", "--1", "1,2.3.4,5"}) {
    EXPECT_EQ(NumberFrom(bad), std::nullopt) << bad;
  }
}

TEST(CsvValues, ReadCosts) {
  EXPECT_EQ(CostFrom("120,00 $", "CAD"), (registry::Cost{"120.00", "CAD"}));
  EXPECT_EQ(CostFrom("USD 99", "CAD"), (registry::Cost{"99", "USD"}));
  EXPECT_EQ(CostFrom("1,200.00 CAD", "EUR"), (registry::Cost{"1200.00", "CAD"}));
  EXPECT_EQ(CostFrom("free", "CAD"), std::nullopt);
}

TEST(CsvValues, DoNotGuessAtDays) {
  EXPECT_EQ(DayFrom("2027-1-5"), "2027-01-05");
  EXPECT_EQ(DayFrom("2027/01/05 00:00"), "2027-01-05");
  for (const char* bad : {"11/01/2027", "2027", "2027-1", "", "2027-001-01", "2027-01-02-03"}) {
    EXPECT_EQ(DayFrom(bad), std::nullopt) << bad;
  }
}

TEST(CsvValues, KnowHeadings) {
  EXPECT_EQ(CsvFieldOfHeading("Durée (heures)"), (CsvColumnTarget{CsvField::kHours, ""}));
  EXPECT_EQ(CsvFieldOfHeading("Titre (français)"), (CsvColumnTarget{CsvField::kTitle, "fr"}));
  EXPECT_EQ(CsvFieldOfHeading("TITLE EN"), (CsvColumnTarget{CsvField::kTitle, "en"}));
  EXPECT_EQ(CsvFieldOfHeading("Learning_Outcome"), (CsvColumnTarget{CsvField::kOutcome, ""}));
  EXPECT_EQ(CsvFieldOfHeading("Hours EN"), std::nullopt);
  EXPECT_EQ(CsvFieldOfHeading("extensions."), std::nullopt);
  for (const std::string_view name : CsvFieldNames()) {
    if (name == "extensions") continue;
    EXPECT_TRUE(CsvFieldOfHeading(name)) << name;
  }
}

TEST(FrameworkLinks, AgreeWithTheQualificationsFramework) {
  const std::string bytes = test::ReadBytes(CROSSWALK_OQF_FILE);
  const auto document = io::JsonDocument::Parse("oqf.json", bytes);
  ASSERT_TRUE(document.ok());
  int count = 0;
  for (const io::JsonValue& one : document->root().Find("qualifications")->children()) {
    ++count;
    for (const char* language : {"en", "fr"}) {
      const auto level = OqfLevel(one.Find("title")->Find(language)->text());
      ASSERT_TRUE(level) << count;
      EXPECT_EQ(level->number, count);
      EXPECT_EQ(level->qualification,
                "frameworks/oqf/concepts/" + std::string(one.Find("id")->text()));
    }
  }
  EXPECT_EQ(count, 13);
  EXPECT_EQ(OqfLevel("OQF-2")->number, 2);
  EXPECT_EQ(OqfLevel("OQF 2 - Certificate II")->number, 2);
  EXPECT_EQ(OqfLevel("frameworks/oqf/concepts/diploma-2")->number, 7);
  for (const char* bad : {"", "0", "14", "EQF 5x", "Diploma", "OQF-200"}) {
    EXPECT_FALSE(OqfLevel(bad)) << bad;
  }
}

}  // namespace
}  // namespace crosswalk::imports
