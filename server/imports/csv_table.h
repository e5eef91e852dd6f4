// SPDX-License-Identifier: Apache-2.0
// The rows of a table, and which field each of its columns holds.
#pragma once

#include "frameworks/core/status.h"
#include "server/imports/csv_row.h"

#include <string_view>
#include <variant>
#include <vector>

namespace crosswalk::imports {

struct CsvTable {
  CsvColumns columns;
  // In order: a row as it can be read further, or what is wrong with it as a row.
  std::vector<std::variant<CsvRow, ImportProblem>> rows;
};

// Splits `text`, UTF-8 but for single wrong bytes, into rows. The separator is the comma, semicolon
// or tab that the header has most, or that a first line "sep=;" names. Blank rows are left out, and
// a row that is not as wide as the header is wrong, unless the difference is blank. Errors:
// INVALID_ARGUMENT (IMPORT_HEADER_INVALID, IMPORT_COLUMN_UNKNOWN). Thread-safe.
core::Result<CsvTable> ReadCsvTable(std::string_view text, const ImportOptions& options);

}  // namespace crosswalk::imports
