// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/relation_file.h"

#include "tests/indexer/mutations.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::index_schema {
namespace {

using core::RelationType;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint32_t kConcepts = 5;

std::string Written(std::vector<OrdinalRelation> relations) {
  const test::TempFolder folder;
  const auto file = folder.path() / "relations.bin";
  const core::Status status = WriteRelationFile(file, kConcepts, std::move(relations));
  EXPECT_TRUE(status.ok()) << status.ToString();
  return test::ReadBytes(file);
}

std::string Sample() {
  return Written({{3, 1, RelationType::kBroader},
                  {0, 1, RelationType::kBroader},
                  {0, 4, RelationType::kEssentialSkill},
                  {0, 2, RelationType::kEssentialSkill},
                  {0, 2, RelationType::kEssentialSkill},
                  {2, 4, RelationType::kOptionalSkill}});
}

TEST(RelationFile, FollowsRelationsBothWays) {
  const test::AlignedBytes bytes(Sample());
  const auto file = RelationFile::View(bytes.view(), "relations.bin");
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ((*file)->concept_count(), kConcepts);
  EXPECT_EQ((*file)->Count(RelationType::kBroader), 2U);
  EXPECT_EQ((*file)->Count(RelationType::kEssentialSkill), 2U) << "a duplicate counts once";
  EXPECT_THAT((*file)->Neighbours(0, RelationType::kEssentialSkill, Direction::kOutgoing),
              ElementsAre(2, 4));
  EXPECT_THAT((*file)->Neighbours(1, RelationType::kBroader, Direction::kIncoming),
              ElementsAre(0, 3));
  EXPECT_THAT((*file)->Neighbours(4, RelationType::kOptionalSkill, Direction::kIncoming),
              ElementsAre(2));
  EXPECT_THAT((*file)->Neighbours(4, RelationType::kBroader, Direction::kOutgoing), IsEmpty());
  EXPECT_THAT((*file)->Neighbours(99, RelationType::kBroader, Direction::kOutgoing), IsEmpty());
}

TEST(RelationFile, TheSameRelationsGiveTheSameBytes) {
  EXPECT_EQ(Written({{0, 1, RelationType::kBroader}, {2, 1, RelationType::kBroader}}),
            Written({{2, 1, RelationType::kBroader}, {0, 1, RelationType::kBroader}}));
}

TEST(RelationFile, RefusesOrdinalsOutOfRange) {
  const test::TempFolder folder;
  const core::Status status =
      WriteRelationFile(folder.path() / "r", 2, {{0, 2, RelationType::kBroader}});
  EXPECT_EQ(status.reason(), "INDEX_INPUT_INVALID");
}

TEST(RelationFile, DoesNotOverwrite) {
  const test::TempFolder folder;
  const auto file = folder.Write("relations.bin", "precious");
  EXPECT_EQ(WriteRelationFile(file, 1, {}).reason(), "INDEX_IO");
  EXPECT_EQ(test::ReadBytes(file), "precious");
}

TEST(RelationFile, EveryTruncationIsDataLoss) {
  test::ForEachTruncation(Sample(), 1, [](std::string_view bytes) {
    const auto file = RelationFile::View(bytes, "r");
    ASSERT_FALSE(file.ok()) << bytes.size();
    EXPECT_EQ(file.status().code(), core::StatusCode::kDataLoss);
  });
}

TEST(RelationFile, NoChangedByteLeadsOutOfTheFile) {
  test::ForEachChangedByte(Sample(), [](std::string_view bytes) {
    const auto file = RelationFile::View(bytes, "r");
    if (!file.ok()) {
      EXPECT_EQ(file.status().reason(), "INDEX_CORRUPT");
      return;
    }
    for (ConceptOrdinal node = 0; node < kConcepts; ++node) {
      for (const Direction direction : {Direction::kOutgoing, Direction::kIncoming}) {
        for (const ConceptOrdinal other :
             (*file)->Neighbours(node, RelationType::kEssentialSkill, direction)) {
          EXPECT_LT(other, (*file)->concept_count());
        }
      }
    }
  });
}

}  // namespace
}  // namespace crosswalk::index_schema
