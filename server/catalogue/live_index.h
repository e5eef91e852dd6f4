// SPDX-License-Identifier: Apache-2.0
// The live index: what is published in a credential store, ready to be searched. It is derived: a
// thread of its own follows the store's log by sequence number, and each commit of the index holds
// the sequence it has reached, so that it goes on after a crash where it was, and can be built anew
// from the store at any time.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace crosswalk::catalogue {

class Snapshot;

struct LiveIndexOptions {
  std::filesystem::path directory;  // Made where there is none; nothing else may lie in it.
  std::size_t concurrency = 2;      // Searches expected at the same time.
  // From one commit to the next at least: what is published meanwhile shares it.
  std::chrono::milliseconds commit_interval{50};
};

// How far an index is.
struct Freshness {
  std::int64_t indexed_sequence = 0;  // Searches see every change up to this one,
  std::int64_t latest_sequence = 0;   // of those up to this one.
  std::size_t credentials = 0;        // Published credentials that searches see.
  // Building anew: how many of how many credentials are done. Searches see the old index, where
  // there is one, until it is complete.
  bool building = false;
  std::int64_t built = 0;
  std::int64_t to_build = 0;
  core::Status error;  // Why the index does not advance just now; OK if it does.
};

// Thread-safe.
class LiveIndex {
 public:
  // Opens the index in `options.directory` and starts to follow `store`, which must outlive it. An
  // index that is missing, damaged, of another schema, or that has read a log other than the
  // store's (a backup was restored, a file exchanged) is built anew, in the background. Errors:
  // UNAVAILABLE (CATALOGUE_IO), FAILED_PRECONDITION (CATALOGUE_IN_USE: another process follows into
  // this directory).
  static core::Result<std::unique_ptr<LiveIndex>> Open(registry::CredentialStore& store,
                                                       const LiveIndexOptions& options);
  // Stops following; takes up to a quarter of a second.
  virtual ~LiveIndex() = default;

  [[nodiscard]] virtual Freshness freshness() const = 0;
  // Builds the index anew from the store, in the background; freshness() tells the progress.
  virtual void Rebuild() = 0;
  // Waits until searches see the change `sequence` of the store, or `timeout` is over; whether they
  // do. For whoever wants to find what was just published.
  virtual bool WaitUntilIndexed(std::int64_t sequence, std::chrono::milliseconds timeout) = 0;

  // For the search of this library. Null until there is an index.
  [[nodiscard]] virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
};

}  // namespace crosswalk::catalogue
