// SPDX-License-Identifier: Apache-2.0
// Many at once: no update lost, every acknowledgement true, readers never see half a change.
#include "server/registry/credential_document.h"
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

namespace crosswalk::registry {
namespace {

using test::kEditor;
using test::PlainCredential;
using test::TestStore;

void RunThreads(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

TEST(Concurrency, LosesNoUpdate) {
  constexpr int kThreads = 6;
  constexpr int kUpdates = 25;  // Of each thread.
  TestStore store;
  Credential counter = PlainCredential("counter");
  counter.extensions["count"] = "0";
  ASSERT_TRUE(store->Create(counter, kEditor).ok());
  std::atomic<int> mismatches = 0;
  RunThreads(kThreads, [&](int) {
    for (int done = 0; done < kUpdates;) {
      auto read = store->Get(counter.name, CredentialView::Current());
      ASSERT_TRUE(read.ok()) << read.status().ToString();
      std::string& count = read->extensions["count"];
      count = std::to_string(std::stoi(count) + 1);
      const auto written = store->Update(*read, read->etag, kEditor);
      if (written.ok()) {
        ++done;
      } else {
        ASSERT_EQ(written.status().reason(), "ETAG_MISMATCH");
        ++mismatches;
      }
    }
  });
  const auto end = store->Get(counter.name, CredentialView::Current());
  EXPECT_EQ(end->extensions.at("count"), std::to_string(kThreads * kUpdates));
  EXPECT_EQ(store->LatestSequence(), 1 + kThreads * kUpdates);
  RecordProperty("mismatches", mismatches);
}

TEST(Concurrency, ReadersSeeWholeChangesInTheOrderOfTheLog) {
  TestStore store;
  ASSERT_TRUE(store->Create(PlainCredential("bees"), kEditor).ok());
  std::atomic<bool> stop = false;
  std::thread follower([&] {
    std::int64_t last = 0;
    std::map<std::string, std::string> documents;
    while (!stop || last < store->LatestSequence()) {
      const std::int64_t latest = store->WaitForChange(last, std::chrono::milliseconds(20));
      const auto log = store->ReadLog(last, 100);
      ASSERT_TRUE(log.ok()) << log.status().ToString();
      for (const Change& change : *log) {
        EXPECT_EQ(change.sequence, last + 1);  // Nothing appears late.
        EXPECT_EQ(change.before_document, documents[change.credential]);
        documents[change.credential] = change.after_document;
        last = change.sequence;
      }
      EXPECT_GE(last + 100, std::min(latest, last + 100));
    }
  });
  std::atomic<int> readers_done = 0;
  std::thread writers([&] {
    RunThreads(4, [&](int thread) {
      const std::string own = "credentials/own-" + std::to_string(thread);
      Credential credential = PlainCredential("own-" + std::to_string(thread));
      ASSERT_TRUE(store->Create(credential, kEditor).ok());
      for (int i = 0; i < 30; ++i) {
        credential.duration = std::to_string(i);
        const auto written = store->Update(credential, "", kEditor);
        ASSERT_TRUE(written.ok()) << written.status().ToString();
        // An acknowledged write is seen at once.
        const auto read = store->Get(own, CredentialView::Current());
        ASSERT_TRUE(read.ok());
        ASSERT_EQ(*read, *written);
        if (i % 5 == 0) {
          const auto published = store->Publish(own, written->etag, kEditor);
          ASSERT_TRUE(published.ok()) << published.status().ToString();
          ASSERT_EQ(*store->Get(own, CredentialView::Published()), *published);
        }
      }
    });
    stop = true;
  });
  RunThreads(4, [&](int) {
    while (!stop) {
      const auto page = store->List({}, 100, "");
      ASSERT_TRUE(page.ok()) << page.status().ToString();
      for (const Credential& credential : page->credentials) {
        ASSERT_EQ(credential.state == CredentialState::kPublished,
                  credential.version > 0 && credential.publish_time == credential.update_time);
      }
    }
    ++readers_done;
  });
  writers.join();
  follower.join();
  EXPECT_EQ(readers_done, 4);
}

TEST(Concurrency, OneRequestIdMakesOneCredential) {
  TestStore store;
  std::mutex mutex;
  std::set<std::string> names;
  RunThreads(8, [&](int) {
    const auto made = store->Create(PlainCredential(""), {"ann", "the-same"});
    ASSERT_TRUE(made.ok()) << made.status().ToString();
    const std::lock_guard lock(mutex);
    names.insert(made->name);
  });
  EXPECT_EQ(names.size(), 1U);
  EXPECT_EQ(store->Count()->credentials, 1);
}

TEST(Concurrency, RefusesMoreThanMayWait) {
  TestStore store(SqliteStoreOptions{.path = "", .max_waiting_writes = 2});
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  RunThreads(16, [&](int) {
    for (int i = 0; i < 20; ++i) {
      const auto result = store->Create(PlainCredential(""), kEditor);
      if (result.ok()) {
        ++made;
      } else {
        ASSERT_EQ(result.status().reason(), "REGISTRY_OVERLOADED");
        ++refused;
      }
    }
  });
  EXPECT_EQ(made + refused, 320);
  EXPECT_GT(refused, 0);
  EXPECT_EQ(store->Count()->credentials, made);
}

}  // namespace
}  // namespace crosswalk::registry
