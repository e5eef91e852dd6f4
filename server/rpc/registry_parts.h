// SPDX-License-Identifier: Apache-2.0
// The registry of credentials with what is derived from it, as the server holds it.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/live_index.h"
#include "server/registry/credential_store.h"

#include <cstddef>
#include <memory>
#include <string>

namespace crosswalk::rpc {

// Movable. Members that follow the store come after it and go before it.
struct Registry {
  std::unique_ptr<registry::CredentialStore> store;  // nullptr where none is configured.
  std::unique_ptr<catalogue::LiveIndex> index;       // Of what `store` publishes; null as that one.

  // FAILED_PRECONDITION / REGISTRY_NOT_CONFIGURED where there is no store.
  [[nodiscard]] core::Status Require() const;
};

// Opens the registry in the file `path` and its live index in the folder `path`-index; one without
// a store for an empty path. `concurrency` is the number of searches at the same time. Errors as
// registry::OpenSqliteStore and catalogue::LiveIndex::Open.
core::Result<Registry> OpenRegistry(const std::string& path, std::size_t concurrency);

}  // namespace crosswalk::rpc
