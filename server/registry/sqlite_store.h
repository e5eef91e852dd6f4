// SPDX-License-Identifier: Apache-2.0
// The embedded store: one SQLite file in WAL mode, synced before every acknowledgement. One thread
// writes, in group commits; readers have connections of their own and never wait for it.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace crosswalk::registry {

struct SqliteStoreOptions {
  std::string path;  // Of the file; made where there is none. "<path>-wal", "-shm" and ".lock" too.
  std::size_t max_readers = 8;  // Connections.
  std::size_t max_waiting_writes = 4096;
  std::int64_t max_file_bytes = 0;  // Quota for the file; 0 for the disk's.
  int busy_timeout_ms = 5000;       // For other programs' locks, such as a backup's.
};

// Opens the file, or makes it, and brings its schema up to date. Nobody else may write to it until
// the store goes. Errors: FAILED_PRECONDITION (REGISTRY_IN_USE, REGISTRY_FORMAT_UNKNOWN,
// REGISTRY_READ_ONLY), UNAVAILABLE (REGISTRY_IO, REGISTRY_BUSY), DATA_LOSS (REGISTRY_CORRUPT),
// RESOURCE_EXHAUSTED (REGISTRY_FULL).
core::Result<std::unique_ptr<CredentialStore>> OpenSqliteStore(const SqliteStoreOptions& options);

}  // namespace crosswalk::registry
