// SPDX-License-Identifier: Apache-2.0
// Reading the live index: on the newest snapshot, again where that one has become too old. Private
// to server/catalogue.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/catalogue_fence.h"
#include "server/catalogue/live_index.h"
#include "server/catalogue/snapshot.h"

#include <chrono>
#include <memory>
#include <string_view>
#include <thread>

namespace crosswalk::catalogue {

// Runs `read(snapshot)`, which returns a Result and may throw Xapian::Error. Errors beside its own:
// UNAVAILABLE (CATALOGUE_BUILDING) where there is no index yet, and those of catalogue_fence.h.
template <typename Read>
auto WithSnapshot(const LiveIndex& index, std::string_view operation, Read&& read)
    -> decltype(read(*index.snapshot())) {
  constexpr int most_attempts = 20;
  for (int attempt = 1;; ++attempt) {
    const std::shared_ptr<const Snapshot> snapshot = index.snapshot();
    if (snapshot == nullptr) {
      return core::Unavailable("CATALOGUE_BUILDING",
                               "the index of credentials is being built; try again soon");
    }
    auto answer = Guarded(operation, [&] { return read(*snapshot); });
    if (answer.ok()) return *std::move(answer);
    if (answer.status().code() != core::StatusCode::kAborted) return answer.status();
    if (attempt == most_attempts) {
      return core::Unavailable("CATALOGUE_IO", answer.status().message());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace crosswalk::catalogue
