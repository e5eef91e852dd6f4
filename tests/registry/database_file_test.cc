// SPDX-License-Identifier: Apache-2.0
// The registry's file: who may have it, which formats are read, what is told where it is at fault.
#include "server/registry/credential_document.h"
#include "server/registry/file_guard.h"
#include "server/registry/migrations.h"
#include "server/registry/sqlite_database.h"
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace crosswalk::registry {
namespace {

namespace fs = std::filesystem;
using test::kEditor;
using test::PlainCredential;
using test::TestStore;
using ::testing::HasSubstr;

core::Status OpenStatus(const std::string& path) {
  return OpenSqliteStore({.path = path}).status();
}

SqliteDatabase OpenRaw(const std::string& path) {
  return std::move(SqliteDatabase::Open(path, SqliteDatabase::Mode::kReadWriteCreate)).value();
}

TEST(DatabaseFile, HasOneWriterOnly) {
  TestStore store;
  const core::Status second = OpenStatus(store.options().path);
  EXPECT_EQ(second.reason(), "REGISTRY_IN_USE");
  EXPECT_THAT(second.message(), HasSubstr("(process " + std::to_string(getpid()) + ")"));
  store.Close();
  EXPECT_TRUE(OpenStatus(store.options().path).ok());
}

TEST(DatabaseFile, IsSyncedInWalModeAtTheNewestFormat) {
  TestStore store;
  SqliteDatabase raw = OpenRaw(store.options().path);
  EXPECT_EQ(*raw.Pragma("user_version"), static_cast<std::int64_t>(MigrationSteps().size()));
  EXPECT_EQ(*raw.Pragma("application_id"), kApplicationId);
  SqliteQuery mode = raw.Query("PRAGMA journal_mode");
  ASSERT_TRUE(*mode.Step());
  EXPECT_EQ(mode.Text(0), "wal");
}

// registry_v1.sql is what the first format's program wrote, and is never to be changed.
TEST(DatabaseFile, OfTheFirstFormatIsBroughtUpToDate) {
  const test::TempFolder folder;
  const std::string path = (folder.path() / "registry.db").string();
  {
    SqliteDatabase raw = OpenRaw(path);
    const core::Status made =
        raw.Execute(test::ReadBytes(CROSSWALK_REGISTRY_TEST_DATA "/registry_v1.sql"));
    ASSERT_TRUE(made.ok()) << made.ToString();
    ASSERT_EQ(*raw.Pragma("user_version"), 1);
  }
  auto opened = OpenSqliteStore({.path = path});
  ASSERT_TRUE(opened.ok()) << opened.status().ToString();
  CredentialStore& store = **opened;
  EXPECT_EQ(store.Get("credentials/old", CredentialView::Current())->title.at("en"),
            "Old, revised");
  EXPECT_EQ(store.Get("credentials/old", CredentialView::Published())->title.at("en"), "Old");
  EXPECT_EQ(store.LatestSequence(), 3);
  EXPECT_EQ(store.ReadLog(0, 10)->at(0).request_id, "");
  EXPECT_TRUE(store.Publish("credentials/old", "", {"ann", "r-1"}).ok());
  EXPECT_EQ(store.List({"maple", {}, true}, 10, "")->credentials.at(0).version, 2);
}

TEST(DatabaseFile, OfALaterFormatIsRefused) {
  TestStore store;
  store.Close();
  ASSERT_TRUE(OpenRaw(store.options().path).Execute("PRAGMA user_version = 99").ok());
  const core::Status status = OpenStatus(store.options().path);
  EXPECT_EQ(status.reason(), "REGISTRY_FORMAT_UNKNOWN");
  EXPECT_THAT(status.message(), HasSubstr("has format 99, this program knows up to 2"));
}

TEST(DatabaseFile, OfAnotherProgramIsRefused) {
  const test::TempFolder folder;
  const std::string path = (folder.path() / "other.db").string();
  ASSERT_TRUE(OpenRaw(path).Execute("CREATE TABLE t (x)").ok());
  EXPECT_EQ(OpenStatus(path).reason(), "REGISTRY_FORMAT_UNKNOWN");
  EXPECT_EQ(OpenStatus(folder.Write("text.db", std::string(4096, 'x')).string()).reason(),
            "REGISTRY_CORRUPT");
  EXPECT_EQ(OpenStatus((folder.path() / "no" / "folder.db").string()).reason(), "REGISTRY_IO");
  fs::create_directory(folder.path() / "folder.db");
  EXPECT_EQ(OpenStatus((folder.path() / "folder.db").string()).reason(), "REGISTRY_IO");
}

TEST(DatabaseFile, TellsOfDamageWhenItIsRead) {
  TestStore store;
  Credential credential = PlainCredential("bees");
  credential.description["en"] = std::string(10'000, 'x');
  for (int i = 0; i < 20; ++i) {
    credential.name = "credentials/c" + std::to_string(i);
    ASSERT_TRUE(store->Create(credential, kEditor).ok());
  }
  store.Close();
  {
    std::fstream file(store.options().path, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(fs::file_size(store.options().path));
    const std::string garbage(4096, '\xa5');
    for (std::streamoff at = 4096; at + 4096 <= size; at += 4096) {
      file.seekp(at).write(garbage.data(), 4096);
    }
  }
  auto opened = OpenSqliteStore({.path = store.options().path});
  const core::Status status = opened.ok() ? (*opened)->List({}, 100, "").status() : opened.status();
  EXPECT_EQ(status.reason(), "REGISTRY_CORRUPT") << status.ToString();
  EXPECT_EQ(status.code(), core::StatusCode::kDataLoss);
}

TEST(DatabaseFile, ThatIsFullRefusesWritesAndStillReads) {
  TestStore store(SqliteStoreOptions{.path = "", .max_file_bytes = 400 * 1024});
  Credential credential = PlainCredential("");
  credential.description["en"] = std::string(10'000, 'x');
  std::vector<std::string> kept;
  core::Status status;
  for (int i = 0; i < 100 && status.ok(); ++i) {
    const auto made = store->Create(credential, kEditor);
    status = made.status();
    if (made.ok()) kept.push_back(made->name);
  }
  EXPECT_EQ(status.reason(), "REGISTRY_FULL") << status.ToString();
  EXPECT_GT(kept.size(), 5U);
  EXPECT_EQ(store->Create(credential, kEditor).status().reason(), "REGISTRY_FULL");
  // What is small may still fit; what was acknowledged is there; no half of a change is.
  EXPECT_EQ(store->Count()->credentials, static_cast<std::int64_t>(kept.size()));
  EXPECT_EQ(store->LatestSequence(), static_cast<std::int64_t>(kept.size()));
  store.Reopen();
  for (const std::string& name : kept) {
    EXPECT_TRUE(store->Get(name, CredentialView::Current()).ok());
  }
  EXPECT_EQ(store->ReadLog(0, 1000)->size(), kept.size());
}

TEST(DatabaseFile, HeldByAnotherProgramTellsSo) {
  TestStore store(SqliteStoreOptions{.path = "", .busy_timeout_ms = 50});
  SqliteDatabase other = OpenRaw(store.options().path);
  ASSERT_TRUE(other.Execute("BEGIN IMMEDIATE").ok());
  const core::Status status = store->Create(PlainCredential("bees"), kEditor).status();
  EXPECT_EQ(status.reason(), "REGISTRY_BUSY") << status.ToString();
  EXPECT_EQ(status.code(), core::StatusCode::kUnavailable);
  ASSERT_TRUE(other.Execute("ROLLBACK").ok());
  EXPECT_TRUE(store->Create(PlainCredential("bees"), kEditor).ok());
}

TEST(DatabaseFile, DoesNotLetPublishedVersionsChange) {
  TestStore store;
  ASSERT_TRUE(store->Create(PlainCredential("bees"), kEditor).ok());
  ASSERT_TRUE(store->Publish("credentials/bees", "", kEditor).ok());
  SqliteDatabase raw = OpenRaw(store.options().path);
  EXPECT_FALSE(raw.Execute("UPDATE versions SET document = ''").ok());
  EXPECT_FALSE(raw.Execute("DELETE FROM versions").ok());
}

TEST(DatabaseFile, ClosedTakesNoChangesAndStillReads) {
  TestStore store;
  ASSERT_TRUE(store->Create(PlainCredential("bees"), kEditor).ok());
  store->Close();
  EXPECT_EQ(store->Create(PlainCredential("b"), kEditor).status().reason(), "REGISTRY_CLOSED");
  EXPECT_TRUE(store->Get("credentials/bees", CredentialView::Current()).ok());
}

TEST(SqliteStatus, HasAReasonForEachKindOfTrouble) {
  const auto reason = [](int code) { return SqliteStatus(code, "write", "detail").reason(); };
  EXPECT_TRUE(SqliteStatus(SQLITE_OK, "", "").ok());
  EXPECT_EQ(reason(SQLITE_FULL), "REGISTRY_FULL");
  EXPECT_EQ(reason(SQLITE_BUSY_SNAPSHOT), "REGISTRY_BUSY");
  EXPECT_EQ(reason(SQLITE_CORRUPT_INDEX), "REGISTRY_CORRUPT");
  EXPECT_EQ(reason(SQLITE_READONLY_DIRECTORY), "REGISTRY_READ_ONLY");
  EXPECT_EQ(reason(SQLITE_IOERR_FSYNC), "REGISTRY_IO");
  EXPECT_EQ(reason(SQLITE_NOMEM), "OUT_OF_MEMORY");
  EXPECT_EQ(reason(SQLITE_CONSTRAINT_UNIQUE), "REGISTRY_FAILED");
  EXPECT_THAT(SqliteStatus(SQLITE_FULL, "write", "disk").message(),
              HasSubstr("make room and try again (SQLite: disk)"));
}

}  // namespace
}  // namespace crosswalk::registry
