// SPDX-License-Identifier: Apache-2.0
// Generations in format 1, as the first release wrote them, open and answer. The committed folder
// index_v1 is never rebuilt: where this test fails, the change breaks indexes in the field and
// needs a new format version (indexer/schema/SCHEMA.md).
#include "indexer/build/index_verifier.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace crosswalk {
namespace {

using testing::ElementsAre;

const std::filesystem::path kIndex =
    std::filesystem::path(CROSSWALK_SOURCE_DIR) / "tests/compat/index_v1";

TEST(IndexV1, Verifies) {
  const auto manifest = index_builder::VerifyGeneration(kIndex);
  ASSERT_TRUE(manifest.ok()) << manifest.status().ToString();
  EXPECT_EQ(manifest->format_version, 1);
}

class IndexV1Test : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = search::IndexSnapshot::Open(kIndex, {.open_encoder = false});
    ASSERT_TRUE(opened.ok()) << opened.status().ToString();
    snapshot_ = *opened;
    const auto fold = snapshot_->FindByUri("urn:maps:fold");
    ASSERT_TRUE(fold.ok()) << fold.status().ToString();
    fold_ = *fold;
  }

  std::shared_ptr<const search::IndexSnapshot> snapshot_;
  search::ConceptOrdinal fold_ = 0;
};

TEST_F(IndexV1Test, KeepsFactsAndWords) {
  EXPECT_EQ(snapshot_->concept_count(), 7U);
  EXPECT_EQ(snapshot_->facts(fold_).type, core::ConceptType::kSkill);
  EXPECT_EQ(snapshot_->facts(fold_).skill_type, core::SkillType::kSkillCompetence);
  EXPECT_EQ(snapshot_->facts(fold_).reuse_level, core::ReuseLevel::kCrossSector);
  const auto item = snapshot_->Load(fold_);
  ASSERT_TRUE(item.ok()) << item.status().ToString();
  EXPECT_EQ(item->code, "F.1");
  EXPECT_EQ(item->BestLabels({"fr"}).preferred, "plier des cartes");
  EXPECT_THAT(item->BestLabels({"en"}).hidden, ElementsAre("mapfolding"));
  EXPECT_EQ(*snapshot_->FindByName("maps", "fold"), fold_);
}

TEST_F(IndexV1Test, KeepsRelations) {
  const auto above =
      snapshot_->Neighbours(fold_, core::RelationType::kBroader, search::Direction::kOutgoing);
  EXPECT_THAT(above, ElementsAre(*snapshot_->FindByUri("urn:maps:paper")));
  const auto used = snapshot_->Neighbours(fold_, core::RelationType::kEssentialSkill,
                                          search::Direction::kIncoming);
  EXPECT_THAT(used, ElementsAre(*snapshot_->FindByUri("urn:maps:folder")));
}

TEST_F(IndexV1Test, AnswersSearches) {
  const auto engine = search::SearchEngine::Create(snapshot_);
  for (const char* text : {"folding", "pleated chart", "mapfolding", "carte plier", "F.1"}) {
    search::SearchQuery query;
    query.text = text;
    const auto answer = engine->Search(query);
    ASSERT_TRUE(answer.ok()) << text;
    ASSERT_FALSE(answer->hits.empty()) << text;
    EXPECT_EQ(answer->hits[0].node, fold_) << text;
  }
  search::ConceptFilter filter;
  filter.collections = {"green"};
  const auto green = engine->List(filter, 0, 10);
  ASSERT_TRUE(green.ok());
  EXPECT_EQ(green->hits.size(), 1U);
  search::SuggestQuery typed;
  typed.prefix = "plea";
  const auto suggestions = engine->Suggest(typed);
  ASSERT_TRUE(suggestions.ok());
  ASSERT_FALSE(suggestions->empty());
  EXPECT_EQ(suggestions->front().matched.text, "pleat charts");
}

TEST_F(IndexV1Test, KeepsTheLadderAndVectors) {
  ASSERT_EQ(snapshot_->qualifications().size(), 2U);
  EXPECT_EQ(snapshot_->qualifications()[1].descriptors.at(0).text.at("en"), "Knows 2 things.");
  EXPECT_EQ(snapshot_->manifest().frameworks.at(1).framework.categories.at(0).code, "K");
  ASSERT_NE(snapshot_->vectors(), nullptr);
  EXPECT_EQ(snapshot_->vectors()->dimension(), 8U);
  const auto labels = snapshot_->vectors()->Block(index_schema::VectorKind::kLabel);
  EXPECT_EQ(labels.nodes.size(), 5U);
  EXPECT_EQ(labels.values.size(), 40U);
}

}  // namespace
}  // namespace crosswalk
