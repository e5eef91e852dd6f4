// SPDX-License-Identifier: Apache-2.0
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace crosswalk::registry {
namespace {

ChangeAsked Change(ChangeKind kind, const std::string& id, std::string etag = "") {
  ChangeAsked change;
  change.kind = kind;
  change.credential = test::PlainCredential(id);
  change.etag = std::move(etag);
  change.context = test::kEditor;
  return change;
}

TEST(ChangeMany, DoesEachInOrderAndOnItsOwn) {
  test::TestStore store;
  std::vector<ChangeAsked> changes = {
      Change(ChangeKind::kCreated, "a"),           Change(ChangeKind::kCreated, "a"),
      Change(ChangeKind::kPublished, "a"),         Change(ChangeKind::kPublished, "none"),
      Change(ChangeKind::kUpdated, "a", "not it"), Change(ChangeKind::kUpdated, "a"),
      Change(ChangeKind::kWithdrawn, "a"),         Change(ChangeKind::kDeleted, "a")};
  changes[5].credential.hours = 77;
  const auto results = store->ChangeMany(changes);
  std::vector<std::string> reasons;
  for (const auto& result : results) reasons.push_back(result.status().reason());
  EXPECT_EQ(reasons, (std::vector<std::string>{"", "CREDENTIAL_EXISTS", "", "CREDENTIAL_NOT_FOUND",
                                               "ETAG_MISMATCH", "", "", ""}));
  EXPECT_EQ(results[2]->version, 1);
  EXPECT_EQ(results[5]->hours, 77.0);
  EXPECT_EQ(results[6]->state, CredentialState::kWithdrawn);
  const auto log = store->ReadLog(0, 100);
  ASSERT_TRUE(log.ok());
  EXPECT_EQ(log->size(), 5U);
}

TEST(ChangeMany, TakesMoreThanOneTransaction) {
  test::TestStore store;
  std::vector<ChangeAsked> changes;
  for (int i = 0; i < 700; ++i) {
    changes.push_back(Change(ChangeKind::kCreated, "c" + std::to_string(i)));
    if (i == 300) changes.back().credential.hours = -1;
  }
  const auto results = store->ChangeMany(changes);
  ASSERT_EQ(results.size(), changes.size());
  for (std::size_t i = 0; i < results.size(); ++i) EXPECT_EQ(results[i].ok(), i != 300) << i;
  EXPECT_EQ(store->Count()->credentials, 699);
}

TEST(RequestIds, AreComparedByWhatWasAskedWhereThatIsTold) {
  test::TestStore store;
  ChangeContext context = test::kEditor;
  context.request_id = "r-1";
  context.asked = "bytes of a request";
  Credential credential = test::PlainCredential("");
  const auto first = store->Create(credential, context);
  ASSERT_TRUE(first.ok()) << first.status().ToString();
  credential.hours = 12;  // A service filled in something else.
  const auto again = store->Create(credential, context);
  ASSERT_TRUE(again.ok()) << again.status().ToString();
  EXPECT_EQ(*again, *first);
  context.asked = "other bytes";
  EXPECT_EQ(store->Create(credential, context).status().reason(), "REQUEST_ID_REUSED");
}

}  // namespace
}  // namespace crosswalk::registry
