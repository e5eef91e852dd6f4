// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/report.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <sstream>
#include <string>

namespace crosswalk::eval {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(FloorsTest, NameWhatFellUnderThem) {
  const test::TempFolder folder;
  const auto floors =
      ReadFloors(folder.Write("floors.json", R"({"dev": {"rp@5": 62.0, "mrr": 10}})"));
  ASSERT_TRUE(floors.ok()) << floors.status().message();
  SetReport report;
  report.name = "dev";
  report.mean[1] = 0.6199;  // rp@5
  report.mean[5] = 0.2;     // mrr
  EXPECT_THAT(Shortfalls(report, *floors), ElementsAre(HasSubstr("rp@5")));
  report.mean[1] = 0.62;
  EXPECT_THAT(Shortfalls(report, *floors), IsEmpty());
  report.name = "another";
  report.mean[1] = 0.0;
  EXPECT_THAT(Shortfalls(report, *floors), IsEmpty());
}

TEST(FloorsTest, HoldForTheCommittedSetsToo) {
  const test::TempFolder folder;
  const auto floors = ReadFloors(
      folder.Write("floors.json", R"({"dev": {"precision": 60, "recall": 50, "f1": 54}})"));
  ASSERT_TRUE(floors.ok()) << floors.status().message();
  SetReport report;
  report.name = "dev";
  report.committed = {0.59, 0.5, 0.53};
  EXPECT_THAT(Shortfalls(report, *floors), ElementsAre(HasSubstr("f1"), HasSubstr("precision")));
}

TEST(ReportTest, TableAndJsonHaveTheSameFigures) {
  SetReport report;
  report.name = "dev";
  report.texts = 3;
  report.mean[1] = 0.25;  // rp@5
  report.committed = {0.5, 0.125, 0.2, std::numeric_limits<double>::quiet_NaN()};
  report.calibration_error = 0.0421;
  report.reliability[9] = {2, 0.95, 0.5};
  std::ostringstream table;
  PrintHeader(table);
  PrintRow(report, table);
  std::istringstream lines(table.str());
  std::string header;
  std::string row;
  std::getline(lines, header);
  std::getline(lines, row);
  EXPECT_EQ(header.size(), row.size());
  EXPECT_THAT(header, HasSubstr("ndcg@10  precision     recall         f1     silent  calib.err"));
  EXPECT_THAT(row, HasSubstr("0.0       50.0       12.5       20.0          -        4.2"));
  std::ostringstream json;
  PrintJson(report, json);
  EXPECT_THAT(json.str(), HasSubstr(R"("precision":50.0,"recall":12.5,"f1":20.0)"));
  EXPECT_THAT(json.str(), Not(HasSubstr("silent")));
  EXPECT_THAT(json.str(), HasSubstr(R"("calibration_error":4.21)"));
  EXPECT_THAT(json.str(), HasSubstr(R"({"count":2,"confidence":95.0,"right":50.0}])"));
}

TEST(FloorsTest, UnknownMeasuresAreRefused) {
  const test::TempFolder folder;
  const auto floors = ReadFloors(folder.Write("floors.json", R"({"dev": {"rp@7": 62.0}})"));
  ASSERT_FALSE(floors.ok());
  EXPECT_THAT(floors.status().message(), HasSubstr("dev.rp@7"));
}

}  // namespace
}  // namespace crosswalk::eval
