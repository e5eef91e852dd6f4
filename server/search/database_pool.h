// SPDX-License-Identifier: Apache-2.0
// Handles of one concept index for several threads. Xapian's objects must not be used by two
// threads at once (https://xapian.org/docs/overview.html, "Thread safety"), and opening one costs
// tens of microseconds, so that they are kept. Private to server/search.
#pragma once

#include "frameworks/core/status.h"

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::search {

// Thread-safe. Never makes a caller wait: with all handles lent another one is opened.
class DatabasePool {
 public:
  // A handle on loan; goes back when destroyed. Must not outlive the pool, nor may anything that
  // was made from the handle outlive the lease.
  class Lease {
   public:
    Lease(DatabasePool& pool, std::unique_ptr<Xapian::Database> database)
        : pool_(&pool), database_(std::move(database)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
      if (database_ != nullptr) pool_->TakeBack(std::move(database_));
    }

    Xapian::Database& operator*() const { return *database_; }
    Xapian::Database* operator->() const { return database_.get(); }

   private:
    DatabasePool* pool_;
    std::unique_ptr<Xapian::Database> database_;
  };

  // Keeps at most `kept` idle handles of the index in `file`, which must be one file, not a folder.
  // The pool holds it open: it can be lent from after a build has removed the file's generation.
  // Throws Xapian::DatabaseOpeningError where it cannot be opened: call inside WithXapian.
  DatabasePool(const std::string& file, std::size_t kept);
  ~DatabasePool();
  DatabasePool(const DatabasePool&) = delete;
  DatabasePool& operator=(const DatabasePool&) = delete;

  // Throws Xapian::Error where a handle must be opened and cannot be: call inside WithXapian.
  Lease Borrow();

 private:
  void TakeBack(std::unique_ptr<Xapian::Database> database);

  const int descriptor_;
  const std::size_t kept_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Xapian::Database>> idle_;  // Guarded by mutex_.
};

}  // namespace crosswalk::search
