// SPDX-License-Identifier: Apache-2.0
// Reads files of credentials: CSV, JSON, Open Badges, CASE. Nothing here touches a file, a store or
// the network: links in a file are never followed.
#pragma once

#include "frameworks/core/status.h"
#include "server/imports/import_record.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::imports {

// Yields the records of a file in order. Reading the same bytes with the same options yields the
// same records under the same numbers. Not thread-safe.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // The next record, or nothing at the end. Never fails: what is wrong is in the record.
  virtual std::optional<ImportRecord> Next() = 0;
  // Never kAuto.
  [[nodiscard]] virtual ImportFormat format() const = 0;
};

// The format that `bytes` are in, by their content alone: CASE where there is a "CFDocument", Open
// Badges where there are their types, other JSON where they begin as JSON does, else CSV.
ImportFormat DetectFormat(std::string_view bytes);

// Opens the whole content of a file. Errors, all INVALID_ARGUMENT and about the file as a whole:
// IMPORT_TOO_LARGE; IMPORT_EMPTY: nothing but blanks; IMPORT_HEADER_INVALID: a table without a
// header, or one whose header is not CSV, names a field twice or lacks the title;
// IMPORT_COLUMN_UNKNOWN: `columns` names a heading that the table does not have, or a field that
// does not exist.
core::Result<std::unique_ptr<RecordReader>> OpenRecords(std::string bytes,
                                                        const ImportOptions& options);

}  // namespace crosswalk::imports
