// SPDX-License-Identifier: Apache-2.0
// kill -9 of a writing process at random moments: whatever it acknowledged is there afterwards.
// CROSSWALK_CRASH_ROUNDS sets the number of rounds.
#include "server/registry/credential_document.h"
#include "server/registry/sqlite_store.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <sstream>
#include <thread>

namespace crosswalk::registry {
namespace {

// Starts the writer, kills it after `life` and returns what it said.
std::string RunAndKill(const std::string& path, int seed, std::chrono::milliseconds life) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return "";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::string program = CROSSWALK_CRASH_WRITER;
  std::string file = path;
  std::string number = std::to_string(seed);
  const std::array<char*, 4> arguments = {program.data(), file.data(), number.data(), nullptr};
  pid_t child = 0;
  const int started =
      posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  EXPECT_EQ(started, 0);
  std::thread killer([child, life] {
    std::this_thread::sleep_for(life);
    kill(child, SIGKILL);
  });
  std::string said;
  std::array<char, 65536> buffer{};
  for (ssize_t length = 0; (length = read(ends[0], buffer.data(), buffer.size())) > 0;) {
    said.append(buffer.data(), static_cast<std::size_t>(length));
  }
  close(ends[0]);
  killer.join();
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it ended by itself";
  return said;
}

// The log, applied from the beginning, must be the table; each acknowledged etag must be in it.
class Audit {
 public:
  void Follow(CredentialStore& store) {
    for (;;) {
      const auto log = store.ReadLog(last_, 1000);
      ASSERT_TRUE(log.ok()) << log.status().ToString();
      if (log->empty()) return;
      for (const Change& change : *log) {
        ASSERT_EQ(change.before_document, current_[change.credential]) << change.sequence;
        current_[change.credential] = change.after_document;
        const auto after = ReadCredentialDocument(change.after_document);
        ASSERT_TRUE(after.ok());
        etags_[change.credential + " " + after->credential.etag] = change.sequence;
        if (change.kind == ChangeKind::kPublished) published_.push_back(after->credential);
        last_ = change.sequence;
      }
    }
  }

  // Every acknowledged line of a round and the state of each credential it names.
  void Check(CredentialStore& store, const std::string& said) {
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);) {
      ASSERT_TRUE(etags_.contains(line)) << "acknowledged and lost: " << line;
      ++acknowledged_;
      const std::string name = line.substr(0, line.find(' '));
      const auto found = store.Get(name, CredentialView::Current());
      ASSERT_TRUE(found.ok()) << found.status().ToString();
      ASSERT_EQ(WriteCredentialDocument(*found), current_[name]);
    }
    for (const Credential& version : published_) {
      const auto found = store.Get(version.name, CredentialView::Version(version.version));
      ASSERT_TRUE(found.ok()) << found.status().ToString();
      ASSERT_EQ(*found, version);
    }
    published_.clear();
  }

  [[nodiscard]] int acknowledged() const { return acknowledged_; }
  [[nodiscard]] std::size_t credentials() const { return current_.size(); }

 private:
  std::int64_t last_ = 0;
  int acknowledged_ = 0;
  std::map<std::string, std::string> current_;  // Name -> document, by the log.
  std::map<std::string, std::int64_t> etags_;   // "name etag" -> sequence.
  std::vector<Credential> published_;           // Since the last check.
};

TEST(Crash, KeepsEveryAcknowledgedWrite) {
  const char* rounds_text = std::getenv("CROSSWALK_CRASH_ROUNDS");
  const int rounds = rounds_text == nullptr ? 20 : std::atoi(rounds_text);
  const test::TempFolder folder;
  const std::string path = (folder.path() / "registry.db").string();
  std::mt19937 random(std::random_device{}());
  std::uniform_int_distribution<int> life(20, 400);
  Audit audit;
  std::chrono::milliseconds slowest(0);
  for (int round = 0; round < rounds && !testing::Test::HasFatalFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::string said = RunAndKill(path, round, std::chrono::milliseconds(life(random)));
    const auto start = std::chrono::steady_clock::now();
    auto store = OpenSqliteStore({.path = path});
    ASSERT_TRUE(store.ok()) << store.status().ToString();
    slowest = std::max(slowest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                    std::chrono::steady_clock::now() - start));
    audit.Follow(**store);
    if (testing::Test::HasFatalFailure()) return;
    audit.Check(**store, said);
    if (testing::Test::HasFatalFailure()) return;
    ASSERT_EQ((*store)->Count()->credentials, static_cast<std::int64_t>(audit.credentials()));
  }
  EXPECT_GT(audit.acknowledged(), rounds);  // Or nothing was tested.
  std::printf("%d rounds, %d acknowledged writes, none lost; slowest start %d ms\n", rounds,
              audit.acknowledged(), static_cast<int>(slowest.count()));
}

}  // namespace
}  // namespace crosswalk::registry
