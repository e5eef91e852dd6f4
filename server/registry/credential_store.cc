// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_store.h"

namespace crosswalk::registry {

std::vector<core::Result<Credential>> CredentialStore::ChangeMany(
    std::span<const ChangeAsked> changes) {
  std::vector<core::Result<Credential>> results;
  results.reserve(changes.size());
  for (const ChangeAsked& change : changes) {
    const std::string& name = change.credential.name;
    switch (change.kind) {
      case ChangeKind::kCreated:
        results.push_back(Create(change.credential, change.context));
        break;
      case ChangeKind::kUpdated:
        results.push_back(Update(change.credential, change.etag, change.context));
        break;
      case ChangeKind::kPublished:
        results.push_back(Publish(name, change.etag, change.context));
        break;
      case ChangeKind::kWithdrawn:
        results.push_back(Withdraw(name, change.etag, change.context));
        break;
      case ChangeKind::kDeleted: {
        const core::Status status = Delete(name, change.etag, change.context);
        if (status.ok()) {
          results.emplace_back(Credential());
        } else {
          results.emplace_back(status);
        }
        break;
      }
    }
  }
  return results;
}

}  // namespace crosswalk::registry
