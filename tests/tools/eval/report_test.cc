// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/report.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eval {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

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

TEST(FloorsTest, UnknownMeasuresAreRefused) {
  const test::TempFolder folder;
  const auto floors = ReadFloors(folder.Write("floors.json", R"({"dev": {"rp@7": 62.0}})"));
  ASSERT_FALSE(floors.ok());
  EXPECT_THAT(floors.status().message(), HasSubstr("dev.rp@7"));
}

}  // namespace
}  // namespace crosswalk::eval
