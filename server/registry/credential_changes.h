// SPDX-License-Identifier: Apache-2.0
// What each change of a credential means, within a transaction that the caller has begun and ends.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"
#include "server/registry/record_table.h"
#include "server/registry/sqlite_database.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace crosswalk::registry {

// A change that was asked for, as MakeChangeRequest has checked it.
struct ChangeRequest {
  ChangeKind kind = ChangeKind::kCreated;
  std::string id;         // Of the credential; empty for a creation without a name.
  std::string etag;       // Must be the current one; empty for any.
  Credential credential;  // For kCreated and kUpdated.
  ChangeContext context;
  std::string fingerprint;  // Of all the above; only where there is a request id.
};

// Makes a request of what a caller gave. Errors: those of CredentialStore's methods that do not
// depend on what is stored. `name` may be empty for a creation. Thread-safe, touches no file.
core::Result<ChangeRequest> MakeChangeRequest(ChangeKind kind, std::string_view name,
                                              std::string_view etag, const Credential& credential,
                                              const ChangeContext& context);

// What a change led to.
struct ChangeOutcome {
  Credential credential;      // The current text after it; of a deletion, before it.
  std::int64_t sequence = 0;  // Of its log entry; 0 where nothing changed.
};

// Carries `request` out. `now` is the time of the change unless the credential's last was later.
core::Result<ChangeOutcome> CarryOut(SqliteDatabase& database, const ChangeRequest& request,
                                     Timestamp now);

// Copies the fields that the store sets and callers cannot.
void CopyStoreFields(const Credential& from, Credential& into);

// The credential of a document that the store wrote. Errors: DATA_LOSS (REGISTRY_CORRUPT).
core::Result<Credential> ReadStored(std::string_view document);

// Fresh for each call, in the form of a UUID of version 4.
std::string MakeCredentialId();

// How long a request id is remembered.
inline constexpr std::chrono::hours kRequestIdLifetime(7 * 24);

}  // namespace crosswalk::registry
