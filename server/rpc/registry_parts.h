// SPDX-License-Identifier: Apache-2.0
// The registry of credentials with what is derived from it, as the server holds it.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"

#include <memory>
#include <string>

namespace crosswalk::rpc {

// Movable. Members that follow the store come after it and go before it.
struct Registry {
  std::unique_ptr<registry::CredentialStore> store;  // nullptr where none is configured.

  // FAILED_PRECONDITION / REGISTRY_NOT_CONFIGURED where there is no store.
  [[nodiscard]] core::Status Require() const;
};

// Opens the registry in the file `path`; one without a store for an empty path. Errors as
// registry::OpenSqliteStore.
core::Result<Registry> OpenRegistry(const std::string& path);

}  // namespace crosswalk::rpc
