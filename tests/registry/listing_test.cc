// SPDX-License-Identifier: Apache-2.0
// Listing by page, also while others write.
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

namespace crosswalk::registry {
namespace {

using test::kEditor;
using test::TestStore;
using ::testing::ElementsAre;

void Add(TestStore& store, const std::string& id, const std::string& issuer, bool publish) {
  Credential credential = test::PlainCredential(id);
  credential.issuer.id = issuer;
  ASSERT_TRUE(store->Create(credential, kEditor).ok());
  if (!publish) return;
  ASSERT_TRUE(store->Publish(credential.name, "", kEditor).ok());
}

// All ids of a listing, read by pages of two.
std::vector<std::string> Ids(TestStore& store, const ListFilter& filter) {
  std::vector<std::string> ids;
  std::string token;
  do {
    const auto page = store->List(filter, 2, token);
    EXPECT_TRUE(page.ok()) << page.status().ToString();
    if (!page.ok()) return ids;
    EXPECT_LE(page->credentials.size(), 2U);
    for (const Credential& credential : page->credentials)
      ids.push_back(credential.name.substr(12));
    token = page->next_page_token;
  } while (!token.empty());
  return ids;
}

TEST(Listing, FiltersByIssuerStateAndPublication) {
  TestStore store;
  Add(store, "e", "maple", false);
  Add(store, "a", "birch", true);
  Add(store, "d", "maple", true);
  Add(store, "c", "maple", true);
  Add(store, "b", "birch", false);
  ASSERT_TRUE(store->Withdraw("credentials/c", "", kEditor).ok());
  Credential moved = *store->Get("credentials/d", CredentialView::Current());
  moved.issuer.id = "birch";  // A draft: what is published stays maple's.
  ASSERT_TRUE(store->Update(moved, "", kEditor).ok());

  using enum CredentialState;
  EXPECT_THAT(Ids(store, {}), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(Ids(store, {"birch", {}, false}), ElementsAre("a", "b", "d"));
  EXPECT_THAT(Ids(store, {"", {kDraft}, false}), ElementsAre("b", "d", "e"));
  EXPECT_THAT(Ids(store, {"", {kWithdrawn, kPublished}, false}), ElementsAre("a", "c"));
  EXPECT_THAT(Ids(store, {"maple", {kDraft, kWithdrawn}, false}), ElementsAre("c", "e"));
  EXPECT_THAT(Ids(store, {"", {}, true}), ElementsAre("a", "d"));
  EXPECT_THAT(Ids(store, {"maple", {}, true}), ElementsAre("d"));
  EXPECT_THAT(Ids(store, {"", {kPublished}, true}), ElementsAre("a"));
  const auto published = store->List({"maple", {}, true}, 10, "");
  EXPECT_EQ(published->credentials.front().issuer.id, "maple");
}

TEST(Listing, EndsExactlyAtTheEnd) {
  TestStore store;
  EXPECT_EQ(store->List({}, 1, "")->next_page_token, "");
  Add(store, "a", "maple", false);
  EXPECT_EQ(store->List({}, 1, "")->next_page_token, "");
  Add(store, "b", "maple", false);
  EXPECT_NE(store->List({}, 1, "")->next_page_token, "");
  EXPECT_EQ(store->List({}, 2, "")->next_page_token, "");
}

TEST(Listing, RefusesTokensOfOtherListings) {
  TestStore store;
  Add(store, "a", "maple", false);
  Add(store, "b", "maple", false);
  const std::string token = store->List({}, 1, "")->next_page_token;
  EXPECT_EQ(store->List({"maple", {}, false}, 1, token).status().reason(), "PAGE_TOKEN_MISMATCH");
  for (const std::string& bad :
       {token + "x", token.substr(1), std::string("x"), std::string(20, 'a')}) {
    EXPECT_EQ(store->List({}, 1, bad).status().reason(), "PAGE_TOKEN_INVALID") << bad;
  }
  EXPECT_EQ(store->List({}, 0, "").status().reason(), "VALUE_OUT_OF_RANGE");
  EXPECT_EQ(store->List({}, kMaxPageSize + 1, "").status().reason(), "VALUE_OUT_OF_RANGE");
}

TEST(Listing, ListsWhatStaysExactlyOnceUnderWrites) {
  TestStore store;
  for (int i = 0; i < 60; ++i) Add(store, "stays-" + std::to_string(i), "maple", false);
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      const std::string id = (i % 2 == 0 ? "a-" : "z-") + std::to_string(i % 7);
      const auto made = store->Create(test::PlainCredential(id), kEditor);
      if (!made.ok()) (void)store->Delete("credentials/" + id, "", kEditor);
    }
  });
  for (int round = 0; round < 10; ++round) {
    std::map<std::string, int> seen;
    for (const std::string& id : Ids(store, {})) ++seen[id];
    for (int i = 0; i < 60; ++i) EXPECT_EQ(seen["stays-" + std::to_string(i)], 1) << i;
  }
  stop = true;
  writer.join();
}

}  // namespace
}  // namespace crosswalk::registry
