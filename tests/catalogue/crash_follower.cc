// SPDX-License-Identifier: Apache-2.0
// Publishes and withdraws without end, with a live index that follows. crash_test kills it.
#include "server/catalogue/live_index.h"
#include "server/registry/sqlite_store.h"
#include "tests/registry/sample_credential.h"

#include <unistd.h>

#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace crosswalk {
namespace {

void Write(registry::CredentialStore& store, int thread) {
  const registry::ChangeContext context{"writer", ""};
  for (int i = 0;; ++i) {
    auto credential = test::PlainCredential(std::to_string(thread) + "-" + std::to_string(i % 200));
    credential.duration = std::to_string(i);
    auto done = store.Create(credential, context);
    if (!done.ok()) done = store.Update(credential, "", context);
    if (done.ok() && done->version > 0 && i % 5 == 4) {
      done = store.Withdraw(credential.name, "", context);
    } else if (done.ok()) {
      done = store.Publish(credential.name, "", context);
    }
    if (!done.ok() && done.status().reason() != "CREDENTIAL_NOT_PUBLISHED" &&
        done.status().reason() != "CREDENTIAL_UNCHANGED") {
      std::cerr << done.status().ToString() << "\n";
      _exit(1);
    }
  }
}

}  // namespace
}  // namespace crosswalk

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto store = crosswalk::registry::OpenSqliteStore({.path = argv[1]});
  if (!store.ok()) {
    std::cerr << store.status().ToString() << "\n";
    return 1;
  }
  crosswalk::catalogue::LiveIndexOptions options;
  options.directory = argv[2];
  options.commit_interval = std::chrono::milliseconds(5);
  const auto index = crosswalk::catalogue::LiveIndex::Open(**store, options);
  if (!index.ok()) {
    std::cerr << index.status().ToString() << "\n";
    return 1;
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&, i] { crosswalk::Write(**store, i); });
  for (std::thread& thread : threads) thread.join();
}
