// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/occupation_levels.h"

#include "tests/support/test_index.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace crosswalk::alignment {
namespace {

TEST(IscoSkillLevelTest, FollowsTheMajorGroups) {
  EXPECT_EQ(IscoSkillLevel("9112"), 1);
  EXPECT_EQ(IscoSkillLevel("7212"), 2);
  EXPECT_EQ(IscoSkillLevel("3115"), 3);
  EXPECT_EQ(IscoSkillLevel("2512"), 4);
  EXPECT_EQ(IscoSkillLevel("1120"), 4);
  EXPECT_EQ(IscoSkillLevel("1411"), 3);  // Managers of hotels, shops and the like.
  EXPECT_EQ(IscoSkillLevel("0110"), 4);  // The armed forces, by rank.
  EXPECT_EQ(IscoSkillLevel("0310"), 1);
  EXPECT_EQ(IscoSkillLevel(""), 0);
}

class OccupationLevelsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto snapshot = search::IndexSnapshot::Open(test::TestIndexHome(test::Vectors::kNone), {});
    ASSERT_TRUE(snapshot.ok());
    snapshot_ = *std::move(snapshot);
  }

  [[nodiscard]] mapping::SkillMatch Match(int skill, double confidence,
                                          bool committed = true) const {
    mapping::SkillMatch match;
    match.node = *snapshot_->FindByUri(test::TestSkillUri(skill));
    match.confidence = confidence;
    match.committed = committed;
    return match;
  }

  std::shared_ptr<const search::IndexSnapshot> snapshot_;
};

TEST_F(OccupationLevelsTest, SharesSkillsAmongTheOccupationsThatNeedThem) {
  const OccupationLevels levels(*snapshot_);
  std::vector<mapping::OutcomeMapping> mappings(2);
  // Skill 1 is essential for a clerk (ISCO-08 4311), skill 8 for two.
  mappings[0].skills = {Match(1, 0.9), Match(8, 0.4)};
  mappings[1].skills = {Match(1, 0.5), Match(3, 0.9, false)};
  const auto signal = levels.Read(mappings);
  ASSERT_TRUE(signal.has_value());
  EXPECT_EQ(signal->skills, 2U);
  EXPECT_DOUBLE_EQ(signal->shares[1], 1.0);
  EXPECT_DOUBLE_EQ(signal->mean, 2.0);
  ASSERT_EQ(signal->occupations.size(), 2U);
  EXPECT_EQ(signal->occupations[0].node, *snapshot_->FindByUri(test::TestOccupationUri(101)));
  EXPECT_EQ(signal->occupations[0].skill_level, 2);
}

TEST_F(OccupationLevelsTest, SaysNothingWithoutSkillsThatOccupationsNeed) {
  const OccupationLevels levels(*snapshot_);
  EXPECT_FALSE(levels.Read({}).has_value());
  std::vector<mapping::OutcomeMapping> mappings(1);
  mappings[0].skills = {Match(1, 0.9, false)};
  EXPECT_FALSE(levels.Read(mappings).has_value());
}

}  // namespace
}  // namespace crosswalk::alignment
