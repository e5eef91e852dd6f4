// SPDX-License-Identifier: Apache-2.0
// Read-only connections to the registry's file. In WAL mode each reads from the moment its
// transaction began, whatever is written meanwhile.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/sqlite_database.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace crosswalk::registry {

// Thread-safe.
class ReaderPool {
 public:
  // A connection for one thread, given back when it goes.
  class Reader {
   public:
    Reader(ReaderPool* pool, std::unique_ptr<SqliteDatabase> database)
        : pool_(pool), database_(std::move(database)) {}
    ~Reader();
    Reader(Reader&&) noexcept = default;
    Reader& operator=(Reader&&) = delete;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    SqliteDatabase& operator*() const { return *database_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<SqliteDatabase> database_;
  };

  // Connections are opened when they are first needed, up to `most`.
  ReaderPool(std::string path, std::size_t most, int busy_timeout_ms)
      : path_(std::move(path)), most_(most), busy_timeout_ms_(busy_timeout_ms) {}

  // Waits while all are in use. Errors: those of SqliteStatus.
  core::Result<Reader> Borrow();

 private:
  void Return(std::unique_ptr<SqliteDatabase> database);

  const std::string path_;
  const std::size_t most_;
  const int busy_timeout_ms_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<SqliteDatabase>> idle_;
  std::size_t open_ = 0;
};

}  // namespace crosswalk::registry
