// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace crosswalk::core {
namespace {

TEST(StatusTest, IsOkUnlessMadeOtherwise) {
  EXPECT_TRUE(Status().ok());
  EXPECT_EQ(Status().ToString(), "OK");
  EXPECT_FALSE(NotFound("CONCEPT_NOT_FOUND", "no such concept").ok());
}

TEST(StatusTest, HasTheNumbersAndNamesOfGrpc) {
  EXPECT_EQ(static_cast<int>(StatusCode::kInvalidArgument), 3);
  EXPECT_EQ(static_cast<int>(StatusCode::kUnauthenticated), 16);
  EXPECT_EQ(StatusCodeName(StatusCode::kFailedPrecondition), "FAILED_PRECONDITION");
  EXPECT_EQ(StatusCodeName(StatusCode::kOk), "OK");
}

TEST(StatusTest, SaysEverythingInItsText) {
  Status status = InvalidArgument("OUTCOME_EMPTY", "an outcome is empty");
  status.WithFieldViolation("outcomes[2].text", "must have a letter").WithMetadata("id", "o-3");
  EXPECT_EQ(status.ToString(),
            "INVALID_ARGUMENT (OUTCOME_EMPTY): an outcome is empty "
            "[outcomes[2].text: must have a letter]");
  ASSERT_EQ(status.metadata().size(), 1U);
  EXPECT_EQ(status.metadata().front(), std::pair(std::string("id"), std::string("o-3")));
}

TEST(StatusTest, KeepsSeveralFieldViolationsInOrder) {
  const Status status = InvalidArgument("R", "m").WithFieldViolation("a", "x").WithFieldViolations(
      {{"b", "y"}, {"c", "z"}});
  ASSERT_EQ(status.field_violations().size(), 3U);
  EXPECT_EQ(status.field_violations()[1].field, "b");
  EXPECT_EQ(status.field_violations()[2].description, "z");
}

TEST(StatusTest, ShorthandsHaveTheirCodes) {
  EXPECT_EQ(InvalidArgument("R", "m").code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(NotFound("R", "m").code(), StatusCode::kNotFound);
  EXPECT_EQ(FailedPrecondition("R", "m").code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(Unavailable("R", "m").code(), StatusCode::kUnavailable);
  EXPECT_EQ(DataLoss("R", "m").code(), StatusCode::kDataLoss);
  EXPECT_EQ(Internal("R", "m").code(), StatusCode::kInternal);
}

TEST(ResultTest, HoldsAValueOrTheReasonWhyNot) {
  Result<std::unique_ptr<int>> value = std::make_unique<int>(7);
  ASSERT_TRUE(value.ok());
  EXPECT_TRUE(value.status().ok());
  EXPECT_EQ(*std::move(value).value(), 7);

  const Result<int> failed = DataLoss("INDEX_CORRUPT", "a file is damaged");
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.status().reason(), "INDEX_CORRUPT");
}

}  // namespace
}  // namespace crosswalk::core
