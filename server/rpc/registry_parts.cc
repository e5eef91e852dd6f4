// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/registry_parts.h"

#include "server/registry/sqlite_store.h"

#include <utility>

namespace crosswalk::rpc {

core::Status Registry::Require() const {
  if (store != nullptr) return {};
  return core::FailedPrecondition(
      "REGISTRY_NOT_CONFIGURED",
      "this server keeps no credentials; start it with --registry and the name of a file");
}

core::Result<Registry> OpenRegistry(const std::string& path, std::size_t concurrency) {
  Registry opened;
  if (path.empty()) return opened;
  registry::SqliteStoreOptions options;
  options.path = path;
  auto store = registry::OpenSqliteStore(options);
  if (!store.ok()) return store.status();
  opened.store = *std::move(store);
  catalogue::LiveIndexOptions index_options;
  index_options.directory = path + "-index";
  index_options.concurrency = concurrency;
  auto index = catalogue::LiveIndex::Open(*opened.store, index_options);
  if (!index.ok()) return index.status();
  opened.index = *std::move(index);
  return opened;
}

}  // namespace crosswalk::rpc
