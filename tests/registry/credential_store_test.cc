// SPDX-License-Identifier: Apache-2.0
// What a credential lives through in the store.
#include "server/registry/credential_store.h"

#include "server/registry/credential_document.h"
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::registry {
namespace {

using test::kEditor;
using test::PlainCredential;
using test::TestStore;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kName = "credentials/bees";

Credential Value(core::Result<Credential> result) {
  EXPECT_TRUE(result.ok()) << result.status().ToString();
  return result.ok() ? *result : Credential();
}

std::string Reason(const core::Status& status) { return status.ok() ? "OK" : status.reason(); }

std::string TitleOf(TestStore& store, CredentialView view) {
  const auto found = store->Get(kName, view);
  return found.ok() ? found->title.at("en") : Reason(found.status());
}

TEST(CredentialStore, CreatesADraftAndSetsItsOwnFields) {
  TestStore store;
  Credential asked = test::FullCredential();  // With fields that a caller cannot set.
  const Credential made = Value(store->Create(asked, kEditor));
  EXPECT_EQ(made.state, CredentialState::kDraft);
  EXPECT_EQ(made.version, 0);
  EXPECT_EQ(made.publish_time, Timestamp());
  EXPECT_EQ(made.create_time, made.update_time);
  EXPECT_LT(Now() - made.create_time, std::chrono::minutes(1));
  EXPECT_EQ(made.etag.size(), 16U);
  EXPECT_EQ(Value(store->Get(asked.name, CredentialView::Current())), made);
  asked.etag = made.etag;
  asked.version = 0;
  asked.state = CredentialState::kDraft;
  asked.create_time = asked.update_time = made.create_time;
  asked.publish_time = {};
  EXPECT_EQ(made, asked);
}

TEST(CredentialStore, MakesANameWhereNoneIsGiven) {
  TestStore store;
  const Credential first = Value(store->Create(PlainCredential(""), kEditor));
  const Credential second = Value(store->Create(PlainCredential(""), kEditor));
  EXPECT_THAT(first.name, ::testing::MatchesRegex("credentials/[0-9a-f-]{36}"));
  EXPECT_NE(first.name, second.name);
}

TEST(CredentialStore, RefusesWhatItMayNotKeep) {
  TestStore store;
  EXPECT_EQ(Reason(store->Create(PlainCredential("No"), kEditor).status()),
            "RESOURCE_NAME_INVALID");
  EXPECT_EQ(Reason(store->Create(PlainCredential("a"), {"", ""}).status()), "ACTOR_INVALID");
  EXPECT_EQ(Reason(store->Create(PlainCredential("a"), {"a", "a b"}).status()),
            "REQUEST_ID_INVALID");
  Credential bad = PlainCredential("a");
  bad.cost = Cost{"1", "dollars"};
  const core::Status status = store->Create(bad, kEditor).status();
  EXPECT_EQ(Reason(status), "CREDENTIAL_INVALID");
  EXPECT_THAT(status.ToString(), HasSubstr("cost.currency: must be an ISO 4217 code"));
  EXPECT_EQ(store->LatestSequence(), 0);
}

TEST(CredentialStore, DoesNotGiveANameTwice) {
  TestStore store;
  Value(store->Create(PlainCredential("bees"), kEditor));
  EXPECT_EQ(Reason(store->Create(PlainCredential("bees"), kEditor).status()), "CREDENTIAL_EXISTS");
}

TEST(CredentialStore, UpdatesOnlyWhatIsAsItWasRead) {
  TestStore store;
  const Credential made = Value(store->Create(PlainCredential("bees"), kEditor));
  Credential edited = made;
  edited.title["en"] = "Second";
  const Credential second = Value(store->Update(edited, made.etag, kEditor));
  EXPECT_NE(second.etag, made.etag);
  EXPECT_GT(second.update_time, made.update_time);
  EXPECT_EQ(second.create_time, made.create_time);
  const core::Status late = store->Update(edited, made.etag, kEditor).status();
  EXPECT_EQ(Reason(late), "ETAG_MISMATCH");
  EXPECT_EQ(late.code(), core::StatusCode::kAborted);
  EXPECT_THAT(late.metadata(), ElementsAre(std::pair("etag", second.etag)));
  edited.title["en"] = "Third";
  EXPECT_TRUE(store->Update(edited, "", kEditor).ok());  // Without an etag, the last one wins.
  for (const std::string& etag : {made.etag, second.etag}) {
    EXPECT_EQ(Reason(store->Publish(kName, etag, kEditor).status()), "ETAG_MISMATCH");
    EXPECT_EQ(Reason(store->Delete(kName, etag, kEditor)), "ETAG_MISMATCH");
  }
}

TEST(CredentialStore, KeepsEtagAndStateWhereNothingChanges) {
  TestStore store;
  Value(store->Create(PlainCredential("bees"), kEditor));
  const Credential published = Value(store->Publish(kName, "", kEditor));
  const std::int64_t before = store->LatestSequence();
  EXPECT_EQ(Value(store->Update(PlainCredential("bees"), "", kEditor)), published);
  EXPECT_EQ(store->LatestSequence(), before);
}

TEST(CredentialStore, EditsBehindThePublishedVersion) {
  TestStore store;
  Credential credential = Value(store->Create(PlainCredential("bees"), kEditor));
  EXPECT_EQ(TitleOf(store, CredentialView::Published()), "CREDENTIAL_NOT_PUBLISHED");
  const Credential first = Value(store->Publish(kName, credential.etag, kEditor));
  EXPECT_EQ(first.state, CredentialState::kPublished);
  EXPECT_EQ(first.version, 1);
  EXPECT_EQ(first.publish_time, first.update_time);
  EXPECT_EQ(Reason(store->Publish(kName, "", kEditor).status()), "CREDENTIAL_UNCHANGED");

  credential = first;
  credential.title["en"] = "Bees, revised";
  const Credential draft = Value(store->Update(credential, first.etag, kEditor));
  EXPECT_EQ(draft.state, CredentialState::kDraft);
  EXPECT_EQ(draft.version, 1);
  EXPECT_EQ(TitleOf(store, CredentialView::Current()), "Bees, revised");
  EXPECT_EQ(Value(store->Get(kName, CredentialView::Published())), first);

  const Credential second = Value(store->Publish(kName, draft.etag, kEditor));
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(Value(store->Get(kName, CredentialView::Published())), second);
  EXPECT_EQ(Value(store->Get(kName, CredentialView::Version(1))), first);
  EXPECT_EQ(TitleOf(store, CredentialView::Version(3)), "VERSION_NOT_FOUND");
}

TEST(CredentialStore, PublishesOnlyWhatIsComplete) {
  TestStore store;
  Credential draft = PlainCredential("bees");
  draft.outcomes.clear();
  draft.title.clear();
  Value(store->Create(draft, kEditor));
  const core::Status status = store->Publish(kName, "", kEditor).status();
  EXPECT_EQ(Reason(status), "CREDENTIAL_INCOMPLETE");
  EXPECT_EQ(status.field_violations().size(), 2U);
}

TEST(CredentialStore, WithdrawsAndPublishesAgain) {
  TestStore store;
  Value(store->Create(PlainCredential("bees"), kEditor));
  EXPECT_EQ(Reason(store->Withdraw(kName, "", kEditor).status()), "CREDENTIAL_NOT_PUBLISHED");
  Value(store->Publish(kName, "", kEditor));
  EXPECT_EQ(Reason(store->Delete(kName, "", kEditor)), "CREDENTIAL_PUBLISHED");
  const Credential withdrawn = Value(store->Withdraw(kName, "", kEditor));
  EXPECT_EQ(withdrawn.state, CredentialState::kWithdrawn);
  EXPECT_EQ(TitleOf(store, CredentialView::Published()), "CREDENTIAL_NOT_PUBLISHED");
  EXPECT_EQ(TitleOf(store, CredentialView::Version(1)), "Beekeeping");
  EXPECT_EQ(Value(store->Publish(kName, withdrawn.etag, kEditor)).version, 2);
  EXPECT_EQ(store->Count()->published, 1);
}

TEST(CredentialStore, DeletesDraftsWhollyAndKeepsVersions) {
  TestStore store;
  Value(store->Create(PlainCredential("bees"), kEditor));
  EXPECT_TRUE(store->Delete(kName, "", kEditor).ok());
  EXPECT_EQ(TitleOf(store, CredentialView::Current()), "CREDENTIAL_NOT_FOUND");
  EXPECT_EQ(TitleOf(store, CredentialView::Published()), "CREDENTIAL_NOT_FOUND");
  EXPECT_EQ(Reason(store->Delete(kName, "", kEditor)), "CREDENTIAL_NOT_FOUND");

  Value(store->Create(PlainCredential("bees"), kEditor));  // A draft's name is free again.
  Value(store->Publish(kName, "", kEditor));
  Value(store->Withdraw(kName, "", kEditor));
  EXPECT_TRUE(store->Delete(kName, "", kEditor).ok());
  EXPECT_EQ(TitleOf(store, CredentialView::Current()), "CREDENTIAL_NOT_FOUND");
  EXPECT_EQ(TitleOf(store, CredentialView::Version(1)), "Beekeeping");
  const core::Status taken = store->Create(PlainCredential("bees"), kEditor).status();
  EXPECT_EQ(Reason(taken), "CREDENTIAL_EXISTS");
  EXPECT_THAT(taken.message(), HasSubstr("was deleted"));
  EXPECT_EQ(store->Count()->credentials, 0);
  EXPECT_THAT(store->List({}, 10, "")->credentials, IsEmpty());
}

TEST(CredentialStore, LogsWhoDidWhatWithBeforeAndAfter) {
  TestStore store;
  const Credential made = Value(store->Create(PlainCredential("bees"), {"ann", "r-1"}));
  Credential edited = made;
  edited.duration = "a day";
  Value(store->Update(edited, "", {"bob", ""}));
  Value(store->Publish(kName, "", {"cleo", ""}));
  Value(store->Withdraw(kName, "", {"dan", ""}));
  EXPECT_TRUE(store->Delete(kName, "", {"eve", ""}).ok());
  store.Reopen();
  EXPECT_EQ(store->LatestSequence(), 5);
  const auto log = store->ReadLog(0, 100);
  ASSERT_TRUE(log.ok()) << log.status().ToString();
  std::string actors;
  std::vector<ChangeKind> kinds;
  for (std::size_t i = 0; i < log->size(); ++i) {
    const Change& change = (*log)[i];
    EXPECT_EQ(change.sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(change.credential, kName);
    EXPECT_EQ(change.before_document, i == 0 ? "" : (*log)[i - 1].after_document);
    actors += change.actor + " ";
    kinds.push_back(change.kind);
  }
  EXPECT_EQ(actors, "ann bob cleo dan eve ");
  EXPECT_THAT(kinds, ElementsAre(ChangeKind::kCreated, ChangeKind::kUpdated, ChangeKind::kPublished,
                                 ChangeKind::kWithdrawn, ChangeKind::kDeleted));
  EXPECT_EQ(log->front().request_id, "r-1");
  EXPECT_EQ(ReadCredentialDocument(log->front().after_document)->credential, made);
  EXPECT_EQ(log->back().after_document, "");
  EXPECT_EQ(store->ReadLog(3, 1)->front().actor, "dan");
  EXPECT_EQ(Reason(store->ReadLog(0, 0).status()), "VALUE_OUT_OF_RANGE");
}

TEST(CredentialStore, AnswersARepeatedRequestAsTheFirst) {
  TestStore store;
  const ChangeContext request{"ann", "0b5d"};
  const Credential made = Value(store->Create(PlainCredential(""), request));
  Credential edited = made;
  edited.duration = "a day";
  Value(store->Update(edited, "", kEditor));
  store.Reopen();
  EXPECT_EQ(Value(store->Create(PlainCredential(""), request)), made);
  EXPECT_EQ(store->Count()->credentials, 1);
  EXPECT_EQ(Reason(store->Create(PlainCredential("other"), request).status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(Reason(store->Publish(made.name, "", request).status()), "REQUEST_ID_REUSED");
  // Another actor's number is another request.
  EXPECT_TRUE(store->Create(PlainCredential("other"), {"bob", "0b5d"}).ok());
  // A failure is not remembered.
  EXPECT_EQ(Reason(store->Withdraw(made.name, "", {"ann", "1"}).status()),
            "CREDENTIAL_NOT_PUBLISHED");
  Value(store->Publish(made.name, "", {"ann", "2"}));
  EXPECT_TRUE(store->Withdraw(made.name, "", {"ann", "1"}).ok());
  EXPECT_TRUE(store->Delete(made.name, "", {"ann", "3"}).ok());
  EXPECT_TRUE(store->Delete(made.name, "", {"ann", "3"}).ok());
}

TEST(CredentialStore, CreatesManyEachOnItsOwn) {
  TestStore store;
  std::vector<Credential> many;
  for (int i = 0; i < 600; ++i)
    many.push_back(PlainCredential(std::string("c").append(std::to_string(i))));
  many[300].name = "credentials/c299";
  many[400].hours = -1;
  const std::vector<ChangeContext> contexts(many.size(), kEditor);
  const auto results = store->CreateMany(many, contexts);
  ASSERT_EQ(results.size(), many.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    EXPECT_EQ(Reason(results[i].status()), i == 300   ? "CREDENTIAL_EXISTS"
                                           : i == 400 ? "CREDENTIAL_INVALID"
                                                      : "OK");
    if (!results[i].ok()) continue;
    EXPECT_EQ(results[i]->name, many[i].name);
  }
  EXPECT_EQ(store->Count()->credentials, 598);
}

TEST(CredentialStore, GetsManyAtOnce) {
  TestStore store;
  Value(store->Create(PlainCredential("bees"), kEditor));
  const std::vector<std::string> names = {"credentials/none", kName, "bees"};
  const auto results = store->BatchGet(names, CredentialView::Current());
  ASSERT_TRUE(results.ok());
  EXPECT_EQ(Reason((*results)[0].status()), "CREDENTIAL_NOT_FOUND");
  EXPECT_EQ((*results)[1]->name, kName);
  EXPECT_EQ(Reason((*results)[2].status()), "RESOURCE_NAME_INVALID");
  const std::vector<std::string> too_many(kMaxBatchGet + 1, kName);
  EXPECT_EQ(Reason(store->BatchGet(too_many, CredentialView::Current()).status()),
            "TOO_MANY_ITEMS");
}

}  // namespace
}  // namespace crosswalk::registry
