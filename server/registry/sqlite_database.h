// SPDX-License-Identifier: Apache-2.0
// A connection to an SQLite file and its statements: the one fence where SQLite's result codes
// become Status. Nothing here throws or prints.
#pragma once

#include "frameworks/core/status.h"

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::registry {

// The Status of an SQLite result code; OK for SQLITE_OK, SQLITE_ROW and SQLITE_DONE. `what` says
// what was tried: "write the change".
core::Status SqliteStatus(int code, std::string_view what, std::string_view detail);

// A prepared statement while it is used: bind from 1, step, read columns from 0. When it goes, the
// statement is reset. Errors of binding show at the step. Not thread-safe.
class SqliteQuery {
 public:
  explicit SqliteQuery(sqlite3* database, sqlite3_stmt* statement, int code)
      : database_(database), statement_(statement), code_(code) {}
  ~SqliteQuery();
  SqliteQuery(SqliteQuery&& other) noexcept;
  SqliteQuery& operator=(SqliteQuery&&) = delete;
  SqliteQuery(const SqliteQuery&) = delete;
  SqliteQuery& operator=(const SqliteQuery&) = delete;

  // Texts must live until the query goes.
  SqliteQuery& Bind(std::string_view text);
  SqliteQuery& Bind(std::int64_t number);
  SqliteQuery& BindNull();

  // Whether there is a row to read.
  core::Result<bool> Step();
  // For statements without rows.
  core::Status Run();

  [[nodiscard]] std::string Text(int column) const;
  [[nodiscard]] std::int64_t Number(int column) const;
  [[nodiscard]] bool IsNull(int column) const;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_;
  int code_;
  int bound_ = 0;
};

// One connection. To be used by one thread at a time.
class SqliteDatabase {
 public:
  enum class Mode { kReadOnly, kReadWriteCreate };

  // Errors: those of SqliteStatus.
  static core::Result<SqliteDatabase> Open(const std::string& path, Mode mode);

  // The statement of `sql`, prepared once and kept. `sql` must be a literal: its address is its
  // name. Only one query of the same statement at a time.
  SqliteQuery Query(const char* sql);
  // Runs statements that bind nothing and whose rows nobody wants.
  core::Status Execute(const std::string& sql);
  // A PRAGMA's value.
  core::Result<std::int64_t> Pragma(const std::string& name);

  [[nodiscard]] std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }
  // False once SQLite itself ended the transaction, as it may on a full disk.
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  std::unique_ptr<sqlite3, Close> handle_;
  std::map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

}  // namespace crosswalk::registry
