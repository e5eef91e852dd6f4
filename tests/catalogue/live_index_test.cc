// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/live_index.h"

#include "server/catalogue/record_codec.h"
#include "tests/catalogue/catalogue_fixture.h"

#include <gmock/gmock.h>
#include <xapian.h>

#include <fstream>

namespace crosswalk::catalogue {
namespace {

using testing::ElementsAre;

class LiveIndexTest : public CatalogueTest {
 protected:
  std::vector<std::string> Published() {
    SearchQuery query;
    query.sort = SortOrder::kTitle;
    query.limit = 1000;
    std::vector<std::string> titles;
    for (const Hit& hit : Search(query).hits) titles.push_back(hit.credential.title.at("en"));
    return titles;
  }
  // The folder of the index that counts.
  std::string Present() {
    std::ifstream file(folder_.path() / "catalogue" / "current");
    std::string name;
    std::getline(file, name);
    return (folder_.path() / "catalogue" / name).string();
  }
};

TEST_F(LiveIndexTest, HasWhatIsPublishedAndNothingElse) {
  ASSERT_TRUE(store_->Create(Sample("draft", "Draft"), test::kEditor).ok());
  Publish(Sample("a", "First"));
  Publish(Sample("b", "Second"));
  Settle();
  EXPECT_THAT(Published(), ElementsAre("First", "Second"));

  auto edited = Sample("a", "First, edited");
  ASSERT_TRUE(store_->Update(edited, "", test::kEditor).ok());
  Settle();
  EXPECT_THAT(Published(), ElementsAre("First", "Second")) << "a draft must not show";

  Publish(Sample("a", "First, again"));
  ASSERT_TRUE(store_->Withdraw("credentials/b", "", test::kEditor).ok());
  Settle();
  EXPECT_THAT(Published(), ElementsAre("First, again"));

  ASSERT_TRUE(store_->Publish("credentials/b", "", test::kEditor).ok());
  Settle();
  EXPECT_THAT(Published(), ElementsAre("First, again", "Second"));
}

TEST_F(LiveIndexTest, SaysHowFreshItIs) {
  Publish(Sample("a", "First"));
  Settle();
  const Freshness fresh = index_->freshness();
  EXPECT_EQ(fresh.indexed_sequence, store_->LatestSequence());
  EXPECT_EQ(fresh.latest_sequence, store_->LatestSequence());
  EXPECT_EQ(fresh.credentials, 1U);
  EXPECT_FALSE(fresh.building);
  EXPECT_TRUE(fresh.error.ok());
  EXPECT_FALSE(index_->WaitUntilIndexed(fresh.latest_sequence + 1, std::chrono::milliseconds(20)));
}

TEST_F(LiveIndexTest, CatchesUpWithWhatItMissed) {
  Publish(Sample("a", "First"));
  Settle();
  const std::string path = Present();
  CloseIndex();
  Publish(Sample("b", "Second"));
  ASSERT_TRUE(store_->Withdraw("credentials/a", "", test::kEditor).ok());
  OpenIndex();
  EXPECT_THAT(Published(), ElementsAre("Second"));
  EXPECT_EQ(Present(), path) << "it was built anew without need";
}

TEST_F(LiveIndexTest, BuildsAnewAnIndexOfAnotherSchema) {
  Publish(Sample("a", "First"));
  Settle();
  CloseIndex();
  const std::string path = Present();
  {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    database.set_metadata("catalogue.schema", "0 other");
    database.commit();
  }
  OpenIndex();
  EXPECT_NE(Present(), path);
  EXPECT_THAT(Published(), ElementsAre("First"));
}

TEST_F(LiveIndexTest, BuildsAnewADamagedIndex) {
  Publish(Sample("a", "First"));
  Settle();
  CloseIndex();
  std::ofstream(Present() + "/iamglass", std::ios::trunc) << "not an index";
  OpenIndex();
  EXPECT_THAT(Published(), ElementsAre("First"));
}

// An index that is ahead of its store, or beside it: the store's file was exchanged.
TEST_F(LiveIndexTest, BuildsAnewAnIndexOfAnotherLog) {
  Publish(Sample("a", "First"));
  Publish(Sample("b", "Second"));
  Settle();
  CloseIndex();
  test::TestStore other;
  ASSERT_TRUE(other->Create(Sample("c", "Third"), test::kEditor).ok());
  ASSERT_TRUE(other->Publish("credentials/c", "", test::kEditor).ok());
  for (int more = 0; more < 4; ++more) {
    auto index = LiveIndex::Open(*other, Options());
    ASSERT_TRUE(index.ok());
    ASSERT_TRUE((*index)->WaitUntilIndexed(other->LatestSequence(), std::chrono::seconds(20)));
    EXPECT_EQ((*index)->freshness().credentials, 1U);
    index->reset();
    // Once with fewer entries than the index has read, once with more.
    OpenIndex();
    EXPECT_THAT(Published(), ElementsAre("First", "Second"));
    CloseIndex();
    auto draft = Sample("c", "Third " + std::to_string(more));
    ASSERT_TRUE(other->Update(draft, "", test::kEditor).ok());
    ASSERT_TRUE(other->Publish("credentials/c", "", test::kEditor).ok());
  }
  OpenIndex();
}

TEST_F(LiveIndexTest, RebuildsWhileItServes) {
  for (int i = 0; i < 50; ++i) Publish(Sample("c" + std::to_string(i), "Title"));
  Settle();
  index_->Rebuild();
  while (index_->freshness().building) ASSERT_EQ(Published().size(), 50U);
  EXPECT_EQ(index_->freshness().built, 50);
  EXPECT_EQ(Published().size(), 50U);
  Publish(Sample("one-more", "Title"));
  Settle();
  EXPECT_EQ(Published().size(), 51U);
}

TEST_F(LiveIndexTest, OneProcessWritesToADirectory) {
  const auto second = LiveIndex::Open(*store_, Options());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().reason(), "CATALOGUE_IN_USE");
}

TEST(RecordCodec, KeepsWhatHitsShow) {
  const registry::Credential record = RecordOf(test::FullCredential());
  const auto read = ReadRecord(WriteRecord(record));
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  EXPECT_EQ(*read, record);
}

TEST(RecordCodec, RefusesDamage) {
  const std::string bytes = WriteRecord(RecordOf(test::FullCredential()));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_FALSE(ReadRecord(bytes.substr(0, length)).ok()) << length;
  }
  EXPECT_FALSE(ReadRecord(bytes + "x").ok());
}

}  // namespace
}  // namespace crosswalk::catalogue
