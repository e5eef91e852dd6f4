// SPDX-License-Identifier: Apache-2.0
// The schema of the registry's file, as numbered steps that are never changed once released. The
// number of the last step taken is in the file's user_version.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/sqlite_database.h"

#include <cstdint>
#include <span>

namespace crosswalk::registry {

// Marks the file as a registry's (PRAGMA application_id): "CwRg".
inline constexpr std::int64_t kApplicationId = 0x43775267;

// The SQL of each step; the first leads from an empty file to version 1.
std::span<const char* const> MigrationSteps();

// Takes the steps that the file lacks, each in a transaction of its own. Errors:
// FAILED_PRECONDITION (REGISTRY_FORMAT_UNKNOWN: written by a newer version, or another program's
// file), those of SqliteStatus.
core::Status Migrate(SqliteDatabase& database);

}  // namespace crosswalk::registry
