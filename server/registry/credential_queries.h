// SPDX-License-Identifier: Apache-2.0
// Reading credentials and the log from a connection. Errors: those that CredentialStore's methods
// of the same names tell.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"
#include "server/registry/sqlite_database.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace crosswalk::registry {

core::Result<Credential> GetCredential(SqliteDatabase& database, std::string_view name,
                                       CredentialView view);

core::Result<CredentialPage> ListCredentials(SqliteDatabase& database, const ListFilter& filter,
                                             int page_size, std::string_view page_token);

core::Result<std::vector<Change>> ReadChanges(SqliteDatabase& database, std::int64_t after_sequence,
                                              int limit);
core::Result<std::int64_t> NewestSequence(SqliteDatabase& database);

core::Result<CredentialStore::Counts> CountCredentials(SqliteDatabase& database);

}  // namespace crosswalk::registry
