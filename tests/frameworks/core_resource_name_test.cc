// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/resource_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace crosswalk::core {
namespace {

TEST(ResourceNameTest, ReadsWhatItWrites) {
  const std::string name = FormatConceptName("acme-maps", "isced-f-0613");
  EXPECT_EQ(name, "frameworks/acme-maps/concepts/isced-f-0613");
  const Result<ConceptName> parsed = ParseConceptName(name);
  ASSERT_TRUE(parsed.ok()) << parsed.status().ToString();
  EXPECT_EQ(parsed->framework, "acme-maps");
  EXPECT_EQ(parsed->id, "isced-f-0613");

  const Result<std::string> framework = ParseFrameworkName(FormatFrameworkName("esco"));
  ASSERT_TRUE(framework.ok());
  EXPECT_EQ(*framework, "esco");
}

TEST(ResourceNameTest, TakesAllFrameworksAsOne) {
  ASSERT_TRUE(ParseFrameworkName("frameworks/-").ok());
  EXPECT_EQ(*ParseFrameworkName("frameworks/-"), "-");
}

class BadConceptNameTest : public testing::TestWithParam<const char*> {};

TEST_P(BadConceptNameTest, IsRefusedWithTheFormThatIsRight) {
  const Result<ConceptName> parsed = ParseConceptName(GetParam());
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(parsed.status().reason(), "RESOURCE_NAME_INVALID");
  EXPECT_THAT(parsed.status().message(),
              testing::HasSubstr("frameworks/{framework}/concepts/{concept}"));
}

INSTANTIATE_TEST_SUITE_P(
    , BadConceptNameTest,
    testing::Values("", "frameworks/esco", "frameworks/esco/concepts/", "frameworks//concepts/x",
                    "Frameworks/esco/concepts/x", "frameworks/esco/concepts/X",
                    "frameworks/esco/concepts/a/b", "frameworks/esco/concepts/a b",
                    "frameworks/es/co/concepts/a", " frameworks/esco/concepts/a"));

TEST(ResourceNameTest, RefusesAConceptForAFramework) {
  EXPECT_FALSE(ParseFrameworkName("frameworks/esco/concepts/x").ok());
  EXPECT_FALSE(ParseFrameworkName("frameworks/").ok());
  EXPECT_FALSE(ParseFrameworkName("esco").ok());
}

}  // namespace
}  // namespace crosswalk::core
