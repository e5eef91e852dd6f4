// SPDX-License-Identifier: Apache-2.0
// Keeping the records of an import: suggestions, conflicts, publication, and what became of each.
#pragma once

#include "frameworks/core/status.h"
#include "server/imports/import_record.h"
#include "server/registry/credential_store.h"
#include "server/rpc/call_handler.h"
#include "server/rpc/worker_pool.h"

#include "crosswalk/v1/credential_service.pb.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace crosswalk::rpc {

// Records worth keeping at once: enough to share a sync of the disk, few enough to be answered
// soon.
inline constexpr std::size_t kImportBatch = 256;

// One import. Belongs to its thread. Keeps references to its parts, which outlive it.
class CredentialImport {
 public:
  // REQUIRES: the options' enums have known values. They outlive it.
  CredentialImport(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                   const v1::ImportOptions& options);

  // Keeps what can be kept of `records`, and adds a result for each but those left out to
  // `response`, with a warning the first time that less was suggested than asked. Returns when that
  // would survive a crash. Errors are those that concern all records: CANCELLED /
  // REQUEST_CANCELLED, RESOURCE_EXHAUSTED / REGISTRY_FULL, UNAVAILABLE.
  core::Status Keep(std::vector<imports::ImportRecord> records,
                    v1::ImportCredentialsResponse& response);

  [[nodiscard]] const v1::ImportSummary& summary() const { return summary_; }

 private:
  struct Pending;

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
  v1::ImportSummary summary_;
  std::optional<v1::Warning> warning_;  // Not told yet.
  bool warned_ = false;
};

}  // namespace crosswalk::rpc
