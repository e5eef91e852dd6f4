// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_index.h"

#include "indexer/schema/generation.h"
#include "server/search/index_snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::test {
namespace {

TEST(TestIndex, HoldsTheFrameworksAndTheirWords) {
  const auto snapshot = search::IndexSnapshot::Open(TestIndexHome(Vectors::kNone), {});
  ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  const index_schema::Manifest& manifest = (*snapshot)->manifest();
  ASSERT_EQ(manifest.frameworks.size(), 2U);
  EXPECT_THAT(manifest.frameworks[0].concepts_by_type,
              testing::UnorderedElementsAre(
                  testing::Pair("skill", 40), testing::Pair("skill-group", 9),
                  testing::Pair("occupation", 6), testing::Pair("occupation-group", 8)));
  EXPECT_THAT(manifest.frameworks[0].framework.languages, testing::ElementsAre("en", "fr"));
  EXPECT_EQ(manifest.frameworks[0].collections.size(), 4U);
  EXPECT_EQ((*snapshot)->qualifications().size(), 13U);
  EXPECT_EQ((*snapshot)->vectors(), nullptr);
  const auto skill = (*snapshot)->FindByUri(TestSkillUri(21));
  ASSERT_TRUE(skill.ok());
  EXPECT_EQ((*snapshot)->Load(*skill)->BestLabels({"fr"}).preferred,
            "écrire des programmes en Python");
}

TEST(TestIndex, HasVectorsAndTheEncoder) {
  const auto snapshot = search::IndexSnapshot::Open(TestIndexHome(), {});
  ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  EXPECT_NE((*snapshot)->encoder(), nullptr);
  EXPECT_EQ((*snapshot)->manifest().encoder.vectors.at("label"), 53U);
}

}  // namespace
}  // namespace crosswalk::test
