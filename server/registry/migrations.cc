// SPDX-License-Identifier: Apache-2.0
#include "server/registry/migrations.h"

#include <string>

namespace crosswalk::registry {
namespace {

core::Status Step(SqliteDatabase& database, std::int64_t version) {
  const std::string sql = MigrationSteps()[static_cast<std::size_t>(version - 1)];
  core::Status status = database.Execute(
      "BEGIN IMMEDIATE;" + sql + ";PRAGMA user_version = " + std::to_string(version) +
      ";PRAGMA application_id = " + std::to_string(kApplicationId) + ";COMMIT");
  if (!status.ok() && database.in_transaction()) {
    const core::Status ended = database.Execute("ROLLBACK");
    if (!ended.ok()) return ended;
  }
  return status;
}

}  // namespace

core::Status Migrate(SqliteDatabase& database) {
  const auto application = database.Pragma("application_id");
  if (!application.ok()) return application.status();
  const auto version = database.Pragma("user_version");
  if (!version.ok()) return version.status();
  const auto schema = database.Pragma("schema_version");  // 0 for a file without tables.
  if (!schema.ok()) return schema.status();
  const auto newest = static_cast<std::int64_t>(MigrationSteps().size());
  const bool is_new = *application == 0 && *version == 0 && *schema == 0;
  if (!is_new && *application != kApplicationId) {
    return core::FailedPrecondition(
        "REGISTRY_FORMAT_UNKNOWN",
        "the file is a database of another program; choose another path");
  }
  if (*version > newest) {
    return core::FailedPrecondition("REGISTRY_FORMAT_UNKNOWN",
                                    "the registry's file has format " + std::to_string(*version) +
                                        ", this program knows up to " + std::to_string(newest) +
                                        "; run the version that wrote it, or a newer one")
        .WithMetadata("format", std::to_string(*version));
  }
  for (std::int64_t next = *version + 1; next <= newest; ++next) {
    core::Status status = Step(database, next);
    if (!status.ok()) return status;
  }
  return {};
}

}  // namespace crosswalk::registry
