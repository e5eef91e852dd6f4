// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/registry/credential_store.h"
#include "server/registry/sqlite_store.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <stdexcept>
#include <string>

namespace crosswalk::test {

// A store in a folder of its own.
class TestStore {
 public:
  explicit TestStore(registry::SqliteStoreOptions options = {}) : options_(std::move(options)) {
    options_.path = (folder_.path() / "registry.db").string();
    Reopen();
  }
  registry::CredentialStore* operator->() { return store_.get(); }
  registry::CredentialStore& operator*() { return *store_; }
  [[nodiscard]] const registry::SqliteStoreOptions& options() const { return options_; }
  void Close() { store_.reset(); }
  void Reopen() {
    store_.reset();
    auto opened = registry::OpenSqliteStore(options_);
    if (!opened.ok()) throw std::runtime_error(opened.status().ToString());
    store_ = std::move(opened).value();
  }

 private:
  TempFolder folder_;
  registry::SqliteStoreOptions options_;
  std::unique_ptr<registry::CredentialStore> store_;
};

inline const registry::ChangeContext kEditor{"editor@maple.example", ""};

}  // namespace crosswalk::test
