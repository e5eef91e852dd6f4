// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/encoder.h"

#include <gtest/gtest.h>

namespace crosswalk::text {
namespace {

TEST(FillTemplate, PutsLabelAndDescriptionIn) {
  EXPECT_EQ(FillTemplate("{label}: {description}", "weld", "join metal"), "weld: join metal");
  EXPECT_EQ(FillTemplate("{label}", "weld", "join metal"), "weld");
}

TEST(FillTemplate, DoesNotReadWhatItPutIn) {
  EXPECT_EQ(FillTemplate("{label} {description}", "{description}", "x"), "{description} x");
}

TEST(FillTemplate, LeavesOtherBracesAlone) {
  EXPECT_EQ(FillTemplate("{lab} {", "a", "b"), "{lab} {");
}

}  // namespace
}  // namespace crosswalk::text
