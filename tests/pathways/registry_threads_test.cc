// SPDX-License-Identifier: Apache-2.0
// Two writers and eight readers at one registry, its live index and its graph of pathways, without
// a server between: what a thread sanitizer can follow. (Debian's gRPC and Protocol Buffers are not
// built for one; tests/rpc/registry_soak_test.cc does the same through a server.)
// CROSSWALK_SOAK_SECONDS sets how long; without it, one second.
#include "server/pathways/catalogue_follower.h"
#include "tests/catalogue/catalogue_fixture.h"
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

namespace crosswalk::pathways {
namespace {

using Clock = std::chrono::steady_clock;
using registry::CredentialView;

constexpr int kCredentials = 24;

std::string NameOf(std::size_t number) { return "credentials/c" + std::to_string(number); }

TEST(RegistryThreads, WritersAndReadersAgree) {
  const char* asked = std::getenv("CROSSWALK_SOAK_SECONDS");
  const auto end = Clock::now() + std::chrono::seconds(asked == nullptr ? 1 : std::atoi(asked));
  test::TestStore store;
  for (int i = 0; i < kCredentials; ++i) {
    auto credential = test::PlainCredential("c" + std::to_string(i));
    credential.extensions["count"] = "0";
    ASSERT_TRUE(store->Create(credential, test::kEditor).ok());
  }
  const test::TempFolder folder;
  catalogue::LiveIndexOptions options;
  options.directory = folder.path() / "catalogue";
  auto opened = catalogue::LiveIndex::Open(*store, options);
  ASSERT_TRUE(opened.ok()) << opened.status().ToString();
  const auto index = *std::move(opened);
  ASSERT_TRUE(index->WaitUntilIndexed(0, std::chrono::seconds(60)));
  SkillNames names;
  CatalogueFollower follower(*store, names);

  std::array<std::atomic<int>, kCredentials> added{};
  const auto write = [&](unsigned seed) {
    std::mt19937 random(seed);
    while (Clock::now() < end) {
      const std::size_t number = random() % kCredentials;
      const unsigned long chance = random() % 100;
      if (chance < 70) {
        auto read = store->Get(NameOf(number), CredentialView::Current());
        ASSERT_TRUE(read.ok()) << read.status().ToString();
        std::string& count = read->extensions["count"];
        count = std::to_string(std::stoi(count) + 1);
        const auto written = store->Update(*read, read->etag, test::kEditor);
        if (written.ok()) ++added[number];
        ASSERT_TRUE(written.ok() || written.status().reason() == "ETAG_MISMATCH");
      } else if (chance < 90) {
        const auto published = store->Publish(NameOf(number), "", test::kEditor);
        ASSERT_TRUE(published.ok() || published.status().reason() == "CREDENTIAL_UNCHANGED");
      } else {
        const auto withdrawn = store->Withdraw(NameOf(number), "", test::kEditor);
        ASSERT_TRUE(withdrawn.ok() || withdrawn.status().reason() == "CREDENTIAL_NOT_PUBLISHED");
      }
    }
  };
  const auto read = [&](unsigned seed) {
    std::mt19937 random(seed);
    std::int64_t indexed = 0, followed = 0;
    while (Clock::now() < end) {
      if (seed % 2 == 0) {
        catalogue::SearchQuery query;
        query.limit = 5;
        const auto answer = SearchCatalogue(*index, catalogue::SomeSkills(), query);
        ASSERT_TRUE(answer.ok()) << answer.status().ToString();
        ASSERT_GE(answer->indexed_sequence, indexed) << "the index went back";
        indexed = answer->indexed_sequence;
      } else {
        const std::int64_t acknowledged = store->LatestSequence();
        const auto reading = follower.Read();
        ASSERT_TRUE(reading.ok()) << reading.status().ToString();
        ASSERT_GE(reading->sequence(), std::max(followed, acknowledged));
        followed = reading->sequence();
        const NodePtr node = reading->graph().Find(NameOf(random() % kCredentials));
        ASSERT_TRUE(node == nullptr || !node->title.empty());
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < 2; ++i) threads.emplace_back(write, i);
  for (unsigned i = 0; i < 8; ++i) threads.emplace_back(read, 100 + i);
  for (std::thread& thread : threads) thread.join();

  std::size_t published = 0;
  for (std::size_t i = 0; i < kCredentials; ++i) {
    const auto current = store->Get(NameOf(i), CredentialView::Current());
    ASSERT_TRUE(current.ok());
    EXPECT_EQ(current->extensions.at("count"), std::to_string(added[i])) << NameOf(i);
    published += store->Get(NameOf(i), CredentialView::Published()).ok();
  }
  ASSERT_TRUE(index->WaitUntilIndexed(store->LatestSequence(), std::chrono::seconds(60)));
  EXPECT_EQ(index->freshness().credentials, published);
  EXPECT_EQ(follower.Read()->graph().size(), published);
}

}  // namespace
}  // namespace crosswalk::pathways
