// SPDX-License-Identifier: Apache-2.0
// The live index at one commit: rows in memory and handles that read the same commit. Private to
// server/catalogue.
#pragma once

#include "server/catalogue/columns.h"

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// Thread-safe. Hold it by shared_ptr while answering. Xapian keeps the blocks of a commit until
// the second commit after it: a reader that is slower meets Xapian::DatabaseModifiedError and
// begins again on the newest snapshot.
class Snapshot {
 public:
  // A handle on loan. Must not outlive the snapshot.
  class Lease {
   public:
    Lease(const Snapshot& snapshot, std::unique_ptr<Xapian::Database> database)
        : snapshot_(&snapshot), database_(std::move(database)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
      if (database_ != nullptr) snapshot_->TakeBack(std::move(database_));
    }
    Xapian::Database& operator*() const { return *database_; }
    Xapian::Database* operator->() const { return database_.get(); }

   private:
    const Snapshot* snapshot_;
    std::unique_ptr<Xapian::Database> database_;
  };

  // Opens `handles` handles on `path`, on which nobody commits meanwhile, but uses those of
  // `previous` that are idle first. Throws Xapian::Error.
  Snapshot(std::string path, std::int64_t sequence, Columns columns,
           std::shared_ptr<const RowNames> names, const Snapshot* previous, std::size_t handles);

  [[nodiscard]] std::int64_t sequence() const { return sequence_; }
  [[nodiscard]] const Columns& columns() const { return columns_; }
  [[nodiscard]] const RowNames& names() const { return *names_; }
  // Languages that have words, sorted.
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

  // Throws Xapian::Error; DatabaseModifiedError where a handle must be opened and the index has
  // moved on.
  [[nodiscard]] Lease Borrow() const;

 private:
  void TakeBack(std::unique_ptr<Xapian::Database> database) const;
  std::vector<std::unique_ptr<Xapian::Database>> TakeAll() const;

  std::string path_;
  std::int64_t sequence_ = 0;
  Columns columns_;
  std::shared_ptr<const RowNames> names_;
  std::vector<std::string> languages_;
  Xapian::rev revision_ = 0;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Xapian::Database>> idle_;  // Guarded by mutex_.
};

}  // namespace crosswalk::catalogue
