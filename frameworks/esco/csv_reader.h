// SPDX-License-Identifier: Apache-2.0
// Reads CSV (RFC 4180) by column name, with the line of every record.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/status.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::esco {

// How much a file needs a column.
enum class Need {
  kRequired,  // Without it the file cannot be read.
  kExpected,  // Without it something is lost: a note.
  kOptional,  // Some releases have it.
};

struct CsvColumn {
  std::string_view name;
  Need need = Need::kOptional;
};

// What to read of a file.
struct CsvLayout {
  // The first column names the record in findings.
  std::span<const CsvColumn> columns;
  // Whether a record may end before its last columns, which then count as empty.
  bool short_records = false;
};

// One record, valid during the call it is passed to.
class CsvRecord {
 public:
  CsvRecord(std::size_t line, std::vector<std::string_view> fields)
      : line_(line), fields_(std::move(fields)) {}

  // 1-based line on which the record starts.
  [[nodiscard]] std::size_t line() const { return line_; }
  // The field in a column of the layout, without blanks around it when unquoted, quotes undone;
  // empty where the file has no such column.
  std::string_view operator[](std::size_t column) const { return fields_[column]; }

 private:
  std::size_t line_;
  std::vector<std::string_view> fields_;
};

// Calls `on_record` for every good record of `bytes`, in order. Accepts LF and CRLF, a UTF-8 byte
// order mark, line feeds inside quotes, blank lines and columns in any order. Records that are
// wrong are reported to `diagnostics` under `file` and left out: bad-csv (a quote that is never
// closed, or stands where none may), wrong-column-count, bad-utf8. Lines are counted by line feeds.
// Errors: INVALID_ARGUMENT (SOURCE_COLUMN_MISSING: a required column; SOURCE_UNREADABLE: UTF-16, or
// a header that is not CSV).
core::Status ReadCsv(const std::string& file, std::string_view bytes, const CsvLayout& layout,
                     core::Diagnostics& diagnostics,
                     const std::function<void(const CsvRecord&)>& on_record);

}  // namespace crosswalk::esco
