// SPDX-License-Identifier: Apache-2.0
#include "server/registry/sqlite_database.h"

#include <utility>

namespace crosswalk::registry {

using core::Status;
using core::StatusCode;

Status SqliteStatus(int code, std::string_view what, std::string_view detail) {
  const std::string told = "could not " + std::string(what) + ": ";
  const std::string sqlite = " (SQLite: " + std::string(detail) + ")";
  switch (code & 0xFF) {  // Extended codes have the primary one in the low byte.
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return {};
    case SQLITE_FULL:
      return {StatusCode::kResourceExhausted, "REGISTRY_FULL",
              told + "the disk or the registry's quota is full; make room and try again" + sqlite};
    case SQLITE_NOMEM:
      return {StatusCode::kResourceExhausted, "OUT_OF_MEMORY", told + "out of memory" + sqlite};
    case SQLITE_TOOBIG:
      return core::InvalidArgument("DOCUMENT_TOO_LARGE", told + "it is too large" + sqlite);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return core::Unavailable(
          "REGISTRY_BUSY", told + "another program holds the registry's file; try again" + sqlite);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return core::DataLoss(
          "REGISTRY_CORRUPT",
          told + "the registry's file is damaged or not one; restore a backup" + sqlite);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return core::FailedPrecondition(
          "REGISTRY_READ_ONLY",
          told + "the registry's file or folder may not be written; check its permissions" +
              sqlite);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return core::Unavailable(
          "REGISTRY_IO",
          told + "the registry's file cannot be read or written; check path and disk" + sqlite);
    default:
      return core::Internal("REGISTRY_FAILED", told + "the database failed" + sqlite);
  }
}

SqliteQuery::SqliteQuery(SqliteQuery&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      code_(other.code_),
      bound_(other.bound_) {}

SqliteQuery::~SqliteQuery() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);  // Repeats the code of the last step, which was reported then.
  sqlite3_clear_bindings(statement_);
}

SqliteQuery& SqliteQuery::Bind(std::string_view text) {
  if (code_ == SQLITE_OK) {
    // A null pointer would bind NULL.
    code_ = sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(),
                                text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return *this;
}

SqliteQuery& SqliteQuery::Bind(std::int64_t number) {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_, ++bound_, number);
  return *this;
}

SqliteQuery& SqliteQuery::BindNull() {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(statement_, ++bound_);
  return *this;
}

core::Result<bool> SqliteQuery::Step() {
  if (code_ == SQLITE_OK) {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW || code == SQLITE_DONE) return code == SQLITE_ROW;
    code_ = code;
  }
  return SqliteStatus(code_, "use the registry", sqlite3_errmsg(database_));
}

Status SqliteQuery::Run() { return Step().status(); }

std::string SqliteQuery::Text(int column) const {
  const void* text = sqlite3_column_text(statement_, column);
  if (text == nullptr) return {};
  return {static_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t SqliteQuery::Number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

bool SqliteQuery::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

core::Result<SqliteDatabase> SqliteDatabase::Open(const std::string& path, Mode mode) {
  SqliteDatabase database;
  sqlite3* handle = nullptr;
  // NOMUTEX: a connection is one thread's at a time.
  const int flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
      (mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  database.handle_.reset(handle);
  if (code != SQLITE_OK) {
    return SqliteStatus(code, "open the registry '" + path + "'",
                        handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle));
  }
  return database;
}

SqliteQuery SqliteDatabase::Query(const char* sql) {
  auto& statement = statements_[sql];
  int code = SQLITE_OK;
  if (!statement) {
    sqlite3_stmt* prepared = nullptr;
    code =
        sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.reset(prepared);
  }
  return SqliteQuery(handle_.get(), statement.get(), code);
}

Status SqliteDatabase::Execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  return SqliteStatus(code, "use the registry", sqlite3_errmsg(handle_.get()));
}

core::Result<std::int64_t> SqliteDatabase::Pragma(const std::string& name) {
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v2(handle_.get(), ("PRAGMA " + name).c_str(), -1, &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, Finalize> statement(prepared);
  if (code == SQLITE_OK) code = sqlite3_step(prepared);
  if (code == SQLITE_ROW) return std::int64_t{sqlite3_column_int64(prepared, 0)};
  if (code == SQLITE_DONE) return std::int64_t{0};
  return SqliteStatus(code, "read the registry's " + name, sqlite3_errmsg(handle_.get()));
}

}  // namespace crosswalk::registry
