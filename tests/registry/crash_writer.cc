// SPDX-License-Identifier: Apache-2.0
// Writes to a registry without end and says on standard output what was acknowledged, a line each:
// id and etag. crash_test kills it.
#include "server/registry/sqlite_store.h"
#include "tests/registry/sample_credential.h"

#include <unistd.h>

#include <iostream>
#include <thread>
#include <vector>

namespace crosswalk {
namespace {

// One write(2) a line, so that lines of several threads do not mix and none waits in a buffer.
void Acknowledge(const registry::Credential& credential) {
  const std::string line = credential.name + " " + credential.etag + "\n";
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(2);
}

void Write(registry::CredentialStore& store, int seed, int thread) {
  const registry::ChangeContext context{"writer " + std::to_string(thread), ""};
  for (int i = 0;; ++i) {
    const std::string id =
        std::to_string(seed) + "-" + std::to_string(thread) + "-" + std::to_string(i);
    auto written = store.Create(test::PlainCredential(id), context);
    for (int step = 0; written.ok() && step < 4; ++step) {
      Acknowledge(*written);
      registry::Credential next = *written;
      next.duration = std::to_string(step);
      written = step == 1   ? store.Publish(next.name, next.etag, context)
                : step == 3 ? store.Withdraw(next.name, next.etag, context)
                            : store.Update(next, next.etag, context);
    }
    if (written.ok()) Acknowledge(*written);
    if (!written.ok()) {
      std::cerr << written.status().ToString() << "\n";
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
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] { crosswalk::Write(**store, std::atoi(argv[2]), i); });
  }
  for (std::thread& thread : threads) thread.join();
}
