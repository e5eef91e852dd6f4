// SPDX-License-Identifier: Apache-2.0
// The rows of the registry's file that a change reads and writes; what a change means is
// credential_changes.h's. Times are those of timestamp.h. Errors: those of SqliteStatus.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"
#include "server/registry/sqlite_database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::registry {

// A row of the table "credentials".
struct Record {
  std::string id;
  std::string issuer;
  CredentialState state = CredentialState::kDraft;
  int version = 0;        // Newest published; 0 before the first.
  bool on_offer = false;  // Whether that version is published now.
  std::string on_offer_issuer;
  std::string etag;
  std::string document;
  bool deleted = false;
};

// What a request id was answered with.
struct AnsweredRequest {
  std::string fingerprint;
  std::string document;  // Empty for a deletion.
};

core::Result<std::optional<Record>> FindRecord(SqliteDatabase& database, std::string_view id);
// Adds the row or replaces it.
core::Status PutRecord(SqliteDatabase& database, const Record& record);
core::Status MarkDeleted(SqliteDatabase& database, std::string_view id, Timestamp time);
// Of a credential without versions.
core::Status RemoveRecord(SqliteDatabase& database, std::string_view id);

core::Status AddVersion(SqliteDatabase& database, const Record& record);

// Returns the entry's sequence; `change.sequence` is not read.
core::Result<std::int64_t> AppendChange(SqliteDatabase& database, const Change& change,
                                        std::string_view id);

core::Result<std::optional<AnsweredRequest>> FindRequest(SqliteDatabase& database,
                                                         const ChangeContext& context);
core::Status RememberRequest(SqliteDatabase& database, const ChangeContext& context,
                             const AnsweredRequest& answer, Timestamp time);
// Forgets some of the requests older than `before`, a bounded number at a time.
core::Status ForgetRequests(SqliteDatabase& database, Timestamp before);

}  // namespace crosswalk::registry
