// SPDX-License-Identifier: Apache-2.0
// Keeping the records of an import: defaults, checks, suggestions, conflicts, publication, and what
// became of each.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"
#include "server/rpc/call_handler.h"
#include "server/rpc/request_check.h"
#include "server/rpc/worker_pool.h"

#include "crosswalk/v1/credential_service.pb.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::rpc {

// One record as a reader of its format gave it.
struct ImportedRecord {
  int number = 0;  // In the file, from 1.
  int line = 0;    // On which it begins; 0 where the format has none.
  registry::Credential credential;
  std::vector<v1::ImportViolation> violations;  // With any, the record is not kept.
  std::vector<std::string> unheld_fields;
};

// Records worth keeping at once: enough to share a sync of the disk, few enough to be answered
// soon.
inline constexpr std::size_t kImportBatch = 256;

// "credentials/{issuer}.{number}", so that importing a file again finds what it made; empty where
// the credential has no issuer or no number of its own, or they make no id. Letters become lower
// case, and what an id may not have a hyphen.
std::string NameForImport(const registry::Credential& credential);

// One import. Belongs to its thread. Keeps references to its parts, which outlive it.
class CredentialImport {
 public:
  // REQUIRES: CheckImportOptions found nothing wrong with `options`, which outlive it.
  CredentialImport(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                   const v1::ImportOptions& options);

  // Keeps what can be kept of `records`, and adds a result for each but those left out to
  // `response`. Returns when that would survive a crash. Errors are those that concern all records:
  // CANCELLED / REQUEST_CANCELLED, RESOURCE_EXHAUSTED / REGISTRY_FULL, UNAVAILABLE.
  core::Status Keep(std::vector<ImportedRecord> records, v1::ImportCredentialsResponse& response);

  [[nodiscard]] const v1::ImportSummary& summary() const { return summary_; }
  // Why less was suggested than asked, where that happened.
  [[nodiscard]] const std::optional<v1::Warning>& suggestion_warning() const {
    return suggestion_warning_;
  }

 private:
  struct Pending;

  void SetDefaults(registry::Credential& credential) const;
  core::Status FindExisting(std::vector<Pending*>& pending);
  core::Status AddSuggestions(std::vector<Pending*>& pending);
  core::Status Write(std::vector<Pending*>& pending);
  core::Status Publish(std::vector<Pending>& pending);
  void Fail(const core::Status& status, v1::ImportResult& result);

  Call& call_;
  WorkerPool& workers_;
  registry::CredentialStore& store_;
  const v1::ImportOptions& options_;
  const bool updates_;
  registry::Credential defaults_;
  v1::ImportSummary summary_;
  std::optional<v1::Warning> suggestion_warning_;
};

// Notes what is wrong with the options under "options".
void CheckImportOptions(const v1::ImportOptions& options, RequestCheck& check);

}  // namespace crosswalk::rpc
