// SPDX-License-Identifier: Apache-2.0
#include "server/registry/published_changes.h"

#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace crosswalk::registry {
namespace {

using testing::ElementsAre;

class PublishedChangesTest : public testing::Test {
 protected:
  void Keep(const std::string& id, const std::string& title) {
    Credential credential = test::PlainCredential(id);
    credential.title = {{"en", title}};
    const auto kept = store_->Get(credential.name, CredentialView::Current()).ok()
                          ? store_->Update(credential, "", test::kEditor)
                          : store_->Create(credential, test::kEditor);
    ASSERT_TRUE(kept.ok()) << kept.status().ToString();
  }
  void Publish(const std::string& id, const std::string& title) {
    Keep(id, title);
    ASSERT_TRUE(store_->Publish("credentials/" + id, "", test::kEditor).ok());
  }
  void Withdraw(const std::string& id) {
    ASSERT_TRUE(store_->Withdraw("credentials/" + id, "", test::kEditor).ok());
  }

  test::TestStore store_;
};

TEST_F(PublishedChangesTest, TheLastThatDecidesCounts) {
  Publish("twice", "First");
  Publish("twice", "Second");
  Keep("twice", "A draft");
  Keep("draft", "Never published");
  Publish("gone", "Gone");
  Withdraw("gone");
  Publish("back", "Back");
  Withdraw("back");
  ASSERT_TRUE(store_->Publish("credentials/back", "", test::kEditor).ok());
  const auto log = store_->ReadLog(0, kMaxLogEntries);
  ASSERT_TRUE(log.ok());

  const auto changes = PublishedChanges(*log);
  ASSERT_TRUE(changes.ok()) << changes.status().ToString();
  ASSERT_EQ(changes->size(), 3U);
  EXPECT_EQ(changes->at("credentials/twice")->title.at("en"), "Second");
  EXPECT_EQ(changes->at("credentials/back")->title.at("en"), "Back");
  EXPECT_FALSE(changes->at("credentials/gone").has_value());
}

TEST_F(PublishedChangesTest, VisitsAllThatIsPublished) {
  Publish("a", "A");
  Publish("b", "B");
  Keep("c", "C");
  std::vector<std::string> names;
  const auto visit = [&](std::span<const Credential> page) {
    for (const Credential& credential : page) names.push_back(credential.name);
    return core::Status();
  };
  ASSERT_TRUE(VisitPublished(*store_, visit).ok());
  EXPECT_THAT(names, ElementsAre("credentials/a", "credentials/b"));
  const auto refuse = [](std::span<const Credential>) {
    return core::Unavailable("ENOUGH", "seen enough");
  };
  EXPECT_EQ(VisitPublished(*store_, refuse).reason(), "ENOUGH");
}

}  // namespace
}  // namespace crosswalk::registry
