// SPDX-License-Identifier: Apache-2.0
// kill -9 at random moments under writes: afterwards the index catches up and agrees with the
// store. CROSSWALK_CRASH_ROUNDS sets the number of rounds.
#include "server/catalogue/record_codec.h"
#include "server/registry/sqlite_store.h"
#include "tests/catalogue/catalogue_fixture.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace crosswalk::catalogue {
namespace {

void RunAndKill(std::string store, std::string directory, std::chrono::milliseconds life) {
  std::string program = CROSSWALK_CRASH_FOLLOWER;
  const std::array<char*, 4> arguments = {program.data(), store.data(), directory.data(), nullptr};
  pid_t child = 0;
  ASSERT_EQ(posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ), 0);
  std::this_thread::sleep_for(life);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it ended by itself";
}

TEST(Crash, IndexAgreesWithTheStore) {
  const char* rounds_text = std::getenv("CROSSWALK_CRASH_ROUNDS");
  const int rounds = rounds_text == nullptr ? 15 : std::atoi(rounds_text);
  const test::TempFolder folder;
  const std::string path = (folder.path() / "registry.db").string();
  const auto directory = folder.path() / "catalogue";
  std::mt19937 random(std::random_device{}());
  std::uniform_int_distribution<int> life(30, 500);
  std::size_t published = 0;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    RunAndKill(path, directory.string(), std::chrono::milliseconds(life(random)));
    if (testing::Test::HasFatalFailure()) return;
    const auto store = registry::OpenSqliteStore({.path = path});
    ASSERT_TRUE(store.ok()) << store.status().ToString();
    LiveIndexOptions options;
    options.directory = directory;
    const auto index = LiveIndex::Open(**store, options);
    ASSERT_TRUE(index.ok()) << index.status().ToString();
    ASSERT_TRUE((*index)->WaitUntilIndexed((*store)->LatestSequence(), std::chrono::seconds(20)))
        << (*index)->freshness().error.ToString();
    registry::ListFilter filter;
    filter.published = true;
    const auto listed = (*store)->List(filter, registry::kMaxPageSize, "");
    SearchQuery everything;
    everything.limit = registry::kMaxPageSize;
    const auto found = SearchCatalogue(**index, SomeSkills(), everything);
    ASSERT_TRUE(listed.ok() && found.ok());
    std::map<std::string, registry::Credential> indexed;
    for (const Hit& hit : found->hits) indexed.emplace(hit.credential.name, hit.credential);
    ASSERT_EQ(listed->credentials.size(), indexed.size());
    for (const registry::Credential& credential : listed->credentials) {
      ASSERT_EQ(indexed[credential.name], RecordOf(credential));
    }
    published = indexed.size();
  }
  EXPECT_GT(published, 0U);  // Or nothing was tested.
  std::printf("%d rounds, %zu credentials published at the end\n", rounds, published);
}

}  // namespace
}  // namespace crosswalk::catalogue
