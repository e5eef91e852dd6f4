// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/words.h"
#include "server/search/concept_uri.h"
#include "server/search/database_pool.h"
#include "tests/search/search_fixture.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace crosswalk::search {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;

class SnapshotTest : public testing::Test {
 protected:
  void SetUp() override {
    home_ = folder_.path() / "home";
    test::CopyTestIndexHome(home_, test::Vectors::kNone);
  }
  fs::path Generation() const { return fs::canonical(home_ / index_schema::kCurrentLink); }

  test::TempFolder folder_;
  fs::path home_;
};

TEST_F(SnapshotTest, SaysWhereNoIndexIs) {
  const auto snapshot = IndexSnapshot::Open(folder_.path() / "nowhere", {});
  EXPECT_EQ(snapshot.status().reason(), "INDEX_NOT_FOUND");
}

TEST_F(SnapshotTest, RefusesACutFileByName) {
  for (const char* name :
       {index_schema::kConceptsFile, index_schema::kRelationsFile, index_schema::kLabelsFile,
        index_schema::kQualificationsFile, index_schema::kManifestFile}) {
    const fs::path file = Generation() / name;
    const std::string bytes = test::ReadBytes(file);
    fs::resize_file(file, bytes.size() - 1);
    const auto snapshot = IndexSnapshot::Open(home_, {});
    ASSERT_FALSE(snapshot.ok()) << name;
    EXPECT_EQ(snapshot.status().reason(), "INDEX_CORRUPT") << name;
    EXPECT_THAT(snapshot.status().message(), HasSubstr(name));
    std::ofstream(file, std::ios::binary) << bytes;
  }
  EXPECT_TRUE(IndexSnapshot::Open(home_, {}).ok());
}

TEST_F(SnapshotTest, RefusesAMissingFile) {
  fs::remove(Generation() / index_schema::kLabelsFile);
  EXPECT_FALSE(IndexSnapshot::Open(home_, {}).ok());
}

TEST_F(SnapshotTest, AnOpenSnapshotOutlivesTheNextGeneration) {
  const auto before = IndexSnapshot::Open(home_, {});
  ASSERT_TRUE(before.ok());
  const auto engine = SearchEngine::Create(*before);
  test::BuildTestIndex(home_, test::Edition::kSecond, test::Vectors::kNone);
  const auto after = IndexSnapshot::Open(home_, {});
  ASSERT_TRUE(after.ok()) << after.status().ToString();
  EXPECT_EQ((*after)->manifest().frameworks.size(), 3U);
  EXPECT_TRUE((*after)->FindByUri("urn:example:bakery:knead").ok());

  EXPECT_EQ((*before)->manifest().frameworks.size(), 2U);
  SearchQuery query;
  query.text = "Python";
  EXPECT_TRUE(engine->Search(query).ok());
  EXPECT_EQ((*before)->FindByUri("urn:example:bakery:knead").status().reason(),
            "CONCEPT_NOT_FOUND");
}

TEST_F(SnapshotTest, LendsNewHandlesOfARemovedGeneration) {
  const auto snapshot = IndexSnapshot::Open(home_, {.concurrency = 1, .open_encoder = false});
  ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  fs::remove_all(Generation());
  ASSERT_EQ(IndexSnapshot::Open(home_, {}).status().reason(), "INDEX_NOT_FOUND");
  const DatabasePool::Lease kept = (*snapshot)->databases().Borrow();
  EXPECT_TRUE((*snapshot)->Load(0).ok());
  EXPECT_EQ((*snapshot)->databases().Borrow()->get_doccount(), kept->get_doccount());
}

TEST(ConceptUri, ReadsManySpellings) {
  const std::string uuid = "00000000-0000-4000-8000-00000000000a";
  const std::string uri = "http://data.europa.eu/esco/skill/" + uuid;
  EXPECT_EQ(UrisForSpelling(uri).at(0), uri);
  for (const std::string& spelling :
       {"https" + uri.substr(4), uuid, std::string("00000000-0000-4000-8000-00000000000A"),
        "skill/" + uuid, "esco/skill/" + uuid, "urn:uuid:" + uuid,
        "https://esco.ec.europa.eu/en/classification/skills?uri="
        "http%3A%2F%2Fdata.europa.eu%2Fesco%2Fskill%2F" +
            uuid}) {
    EXPECT_THAT(UrisForSpelling(spelling), Contains(uri)) << spelling;
  }
  EXPECT_TRUE(LooksLikeUri(uuid));
  EXPECT_TRUE(LooksLikeUri(uri));
  EXPECT_FALSE(LooksLikeUri("write and/or read"));
  EXPECT_FALSE(LooksLikeUri("bookkeeping"));
}

// One engine, many threads: what the server does with it. The thread sanitizer looks on.
TEST_F(SearchFixture, AnswersManyThreadsAlike) {
  const std::vector<std::string> texts = {"Python", "reconsile bank", "\"data sets\"",
                                          "equipe", "4311.1",         "care for patients"};
  std::vector<std::vector<std::string>> expected;
  for (const std::string& text : texts) expected.push_back(Found(text));
  std::atomic<std::size_t> different = 0;
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t round = 0; round < 50; ++round) {
        const std::size_t at = (thread + round) % texts.size();
        if (Found(texts[at]) != expected[at]) ++different;
        SuggestQuery typed;
        typed.prefix = texts[at].substr(0, 3);
        if (!engine_->Suggest(typed).ok()) ++different;
        const std::vector<index_schema::TextField> fields = {index_schema::TextField::kPreferred};
        const auto words = engine_->TellingWords(index_schema::SplitWords(texts[at]), "en");
        if (!engine_->WeighWords(words, "en", {&fields, 1}).ok()) ++different;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, 0U);
}

}  // namespace
}  // namespace crosswalk::search
