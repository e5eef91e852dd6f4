// SPDX-License-Identifier: Apache-2.0
// What is published, for those who keep something derived from it: all of it, and what a stretch of
// the log changes about it.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace crosswalk::registry {

// By resource name: what the log leaves published of each credential it publishes, withdraws or
// deletes, nothing where that is nothing. Drafts are left out. Errors: DATA_LOSS
// (REGISTRY_CORRUPT).
core::Result<std::map<std::string, std::optional<Credential>>> PublishedChanges(
    std::span<const Change> log);

// Calls `visit` with all that is published, page by page, until it answers an error, which becomes
// the result. What is published or withdrawn meanwhile may be there or not: the log tells. Other
// errors are those of CredentialStore::List.
core::Status VisitPublished(CredentialStore& store,
                            const std::function<core::Status(std::span<const Credential>)>& visit);

}  // namespace crosswalk::registry
