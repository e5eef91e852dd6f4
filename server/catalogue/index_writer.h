// SPDX-License-Identifier: Apache-2.0
// Writes the live index: batches of credentials, each commit with the sequence it stands for.
// Private to server/catalogue.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/columns.h"
#include "server/catalogue/credential_indexer.h"
#include "server/registry/credential.h"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace crosswalk::catalogue {

// Where an index stands in the log.
struct LogPlace {
  std::int64_t sequence = 0;
  std::string entry;  // What tells this entry from others of that number; empty for 0.

  bool operator==(const LogPlace&) const = default;
};

// Not thread-safe.
class IndexWriter {
 public:
  // Opens the index at `path`, or makes an empty one. Errors: those of catalogue_fence.h, and
  // FAILED_PRECONDITION (CATALOGUE_SCHEMA) where another version wrote it.
  static core::Result<std::unique_ptr<IndexWriter>> Open(const std::string& path, bool make);

  [[nodiscard]] const LogPlace& place() const { return place_; }
  // The rows of what has been written, committed or not, for a snapshot.
  [[nodiscard]] Columns ShareColumns() { return columns_.Share(); }
  [[nodiscard]] const std::shared_ptr<RowNames>& names() const { return names_; }
  [[nodiscard]] const std::string& path() const { return path_; }

  // After an error of these the writer must be opened again: what is in it is not known.
  core::Status Put(const registry::Credential& credential);
  core::Status Remove(std::string_view name);
  // Makes all that was written durable, together with `place`.
  core::Status Commit(LogPlace place);

 private:
  explicit IndexWriter(std::string path)
      : path_(std::move(path)), names_(std::make_shared<RowNames>()) {}
  void Load();
  [[nodiscard]] std::optional<Xapian::docid> Find(const std::string& term);

  std::string path_;
  Xapian::WritableDatabase database_;
  LogPlace place_;
  Columns columns_;
  std::shared_ptr<RowNames> names_;
  CredentialIndexer indexer_;
};

}  // namespace crosswalk::catalogue
