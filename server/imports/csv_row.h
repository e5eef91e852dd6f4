// SPDX-License-Identifier: Apache-2.0
// One row of a table as a credential with at most one outcome.
#pragma once

#include "server/imports/csv_fields.h"
#include "server/imports/import_record.h"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::imports {

// What a table's columns hold.
struct CsvColumns {
  std::vector<std::string> headings;
  std::vector<std::optional<CsvColumnTarget>> targets;  // As many; nothing: not understood.

  // Index of the column of a field, or nothing.
  [[nodiscard]] std::optional<std::size_t> Find(CsvField field) const;
};

// A row or, where outcomes are left blank, what rows say of a credential as a whole.
struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;  // As many as headings; UTF-8, blanks around them removed.
};

// The credential that `row` tells of, with `problems` it has, each with its column. Only of the
// row: names and defaults are not filled in. Thread-safe.
registry::Credential ReadCsvRow(const CsvColumns& columns, const CsvRow& row,
                                const ImportOptions& options, std::vector<ImportProblem>& problems);

}  // namespace crosswalk::imports
