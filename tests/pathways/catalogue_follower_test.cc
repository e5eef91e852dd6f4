// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/catalogue_follower.h"

#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace crosswalk::pathways {
namespace {

void Publish(test::TestStore& store, const std::string& id) {
  const auto created = store->Create(test::PlainCredential(id), test::kEditor);
  ASSERT_TRUE(created.ok()) << created.status().ToString();
  ASSERT_TRUE(store->Publish(created->name, "", test::kEditor).ok());
}

std::size_t SizeOf(CatalogueFollower& follower) {
  const auto reading = follower.Read();
  EXPECT_TRUE(reading.ok());
  return reading->graph().size();
}

TEST(CatalogueFollower, FollowsWhatIsPublished) {
  test::TestStore store;
  SkillNames names;
  CatalogueFollower follower(*store, names);
  EXPECT_EQ(SizeOf(follower), 0U);
  Publish(store, "one");
  EXPECT_EQ(SizeOf(follower), 1U);
  ASSERT_TRUE(store->Create(test::PlainCredential("draft"), test::kEditor).ok());
  EXPECT_EQ(SizeOf(follower), 1U);
  registry::Credential edited = test::PlainCredential("one");
  edited.name = "credentials/one";
  edited.title["en"] = "New title";
  ASSERT_TRUE(store->Update(edited, "", test::kEditor).ok());
  EXPECT_NE(follower.Read()->graph().Find("credentials/one")->title.at("en"), "New title");
  ASSERT_TRUE(store->Publish("credentials/one", "", test::kEditor).ok());
  EXPECT_EQ(follower.Read()->graph().Find("credentials/one")->title.at("en"), "New title");
  Publish(store, "two");
  ASSERT_TRUE(store->Withdraw("credentials/one", "", test::kEditor).ok());
  EXPECT_EQ(SizeOf(follower), 1U);
  EXPECT_EQ(follower.Read()->sequence(), store->LatestSequence());
  // One that begins later sees the same.
  CatalogueFollower late(*store, names);
  EXPECT_EQ(SizeOf(late), 1U);
  EXPECT_EQ(late.Read()->graph().Find("credentials/one"), nullptr);
}

TEST(CatalogueFollower, SeesEveryAcknowledgedChangeUnderLoad) {
  test::TestStore store;
  SkillNames names;
  CatalogueFollower follower(*store, names);
  std::atomic<std::size_t> acknowledged = 0;
  std::thread writer([&] {
    for (int i = 0; i < 200; ++i) {
      Publish(store, "c" + std::to_string(i));
      ++acknowledged;
    }
  });
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (acknowledged < 200) {
        const std::size_t before = acknowledged;
        EXPECT_GE(SizeOf(follower), before);
      }
    });
  }
  writer.join();
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(SizeOf(follower), 200U);
}

}  // namespace
}  // namespace crosswalk::pathways
