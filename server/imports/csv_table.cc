// SPDX-License-Identifier: Apache-2.0
#include "server/imports/csv_table.h"

#include "frameworks/core/text.h"
#include "frameworks/esco/csv_scanner.h"

#include <algorithm>
#include <set>
#include <utility>

namespace crosswalk::imports {
namespace {

constexpr std::size_t kMaxColumns = 1000;

char SeparatorOf(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(header.begin(), header.end(), candidate) >
        std::count(header.begin(), header.end(), best)) {
      best = candidate;
    }
  }
  return best;
}

std::string Trimmed(std::string_view text) {
  // The no-break space that spreadsheets leave behind is two bytes.
  while (!text.empty()) {
    if (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' ||
        text.front() == '\r') {
      text.remove_prefix(1);
    } else if (text.starts_with("\xC2\xA0")) {
      text.remove_prefix(2);
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r') {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return std::string(text);
}

core::Status BadHeader(const std::string& why) {
  return core::InvalidArgument("IMPORT_HEADER_INVALID", "the table's first row: " + why);
}

std::string ListOf(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "'" : ", '") + name + "'";
  return list;
}

core::Result<CsvColumns> ReadHeader(std::vector<std::string> headings,
                                    const ImportOptions& options) {
  CsvColumns columns;
  columns.headings = std::move(headings);
  while (!columns.headings.empty() && columns.headings.back().empty()) columns.headings.pop_back();
  if (columns.headings.size() > kMaxColumns) return BadHeader("has more than 1000 columns");
  for (const std::string& heading : columns.headings) {
    if (core::FindInvalidUtf8(heading)) return BadHeader("is not UTF-8");
  }
  columns.targets.resize(columns.headings.size());
  std::vector<bool> given(columns.headings.size(), false);
  for (const auto& [heading, name] : options.columns) {
    if (core::FindInvalidUtf8(heading) || core::FindInvalidUtf8(name))
      return BadHeader("not UTF-8");
    const auto target = CsvFieldOf(name);
    const std::string folded = core::FoldText(heading);
    const auto found =
        std::find_if(columns.headings.begin(), columns.headings.end(),
                     [&](const std::string& one) { return core::FoldText(one) == folded; });
    if (!target || found == columns.headings.end()) {
      return core::InvalidArgument("IMPORT_COLUMN_UNKNOWN",
                                   target ? "there is no column '" + heading + "'; the table has " +
                                                ListOf(columns.headings)
                                          : "'" + name + "' is no field that a column can hold")
          .WithMetadata("column", heading)
          .WithMetadata("field", name);
    }
    const auto at = static_cast<std::size_t>(found - columns.headings.begin());
    columns.targets[at] = *target;
    given[at] = true;
  }
  // Headings that are understood by themselves hold what no given column holds already.
  for (std::size_t i = 0; i < columns.headings.size(); ++i) {
    if (given[i]) continue;
    const auto target = CsvFieldOfHeading(columns.headings[i]);
    bool is_given = false;
    for (std::size_t k = 0; k < given.size(); ++k) {
      is_given = is_given || (given[k] && target && columns.targets[k] == target);
    }
    if (target && !is_given) columns.targets[i] = target;
  }
  for (std::size_t i = 0; i < columns.targets.size(); ++i) {
    for (std::size_t k = i + 1; k < columns.targets.size(); ++k) {
      if (!columns.targets[i] || columns.targets[i] != columns.targets[k]) continue;
      return BadHeader("'" + columns.headings[i] + "' and '" + columns.headings[k] +
                       "' hold the same field; say which by a column mapping");
    }
  }
  if (!columns.Find(CsvField::kTitle)) {
    return BadHeader(
        "no column is known to hold the title; say which by a column mapping. It has " +
        ListOf(columns.headings));
  }
  return columns;
}

class TableReader {
 public:
  TableReader(std::string_view text, const ImportOptions& options) : options_(options) {
    if (text.starts_with("sep=") && text.size() > 4) {
      const std::size_t end = text.find('\n');
      separator_ = text[4];
      first_line_ = 1;
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    } else {
      separator_ = SeparatorOf(text);
    }
    text_ = text;
  }

  core::Result<CsvTable> Read() {
    if (separator_ == '"' || separator_ == '\n' || separator_ == '\r' || separator_ == ' ') {
      return BadHeader("the separator that the line above names cannot be one");
    }
    esco::CsvScanner scanner(text_, separator_);
    bool has_header = false;
    while (true) {
      const esco::CsvScanner::Outcome outcome = scanner.Advance();
      for (const esco::CsvScanner::Record& record : scanner.records()) {
        std::vector<std::string> cells;
        cells.reserve(record.field_count);
        for (std::size_t i = 0; i < record.field_count; ++i) {
          cells.push_back(Trimmed(scanner.Field(record.first_field + i)));
        }
        if (std::all_of(cells.begin(), cells.end(),
                        [](const std::string& cell) { return cell.empty(); })) {
          continue;
        }
        if (has_header) {
          AddRow(static_cast<int>(record.line) + first_line_, std::move(cells));
          continue;
        }
        core::Result<CsvColumns> columns = ReadHeader(std::move(cells), options_);
        if (!columns.ok()) return columns.status();
        table_.columns = *std::move(columns);
        has_header = true;
      }
      if (outcome == esco::CsvScanner::Outcome::kEnd) break;
      if (outcome != esco::CsvScanner::Outcome::kMalformed) continue;
      if (!has_header) return BadHeader("a quote stands where none may");
      table_.rows.emplace_back(ImportProblem{
          static_cast<int>(scanner.error_line()) + first_line_, 0, "", "ROW_QUOTE_INVALID",
          scanner.unterminated()
              ? "a quote that opens in this row is never closed"
              : "a quote stands where none may; inside a quoted cell it is written twice"});
    }
    if (!has_header) return BadHeader("there is none");
    return std::move(table_);
  }

 private:
  void AddRow(int line, std::vector<std::string> cells) {
    const std::vector<std::string>& headings = table_.columns.headings;
    while (cells.size() > headings.size() && cells.back().empty()) cells.pop_back();
    if (cells.size() != headings.size()) {
      table_.rows.emplace_back(ImportProblem{
          line, static_cast<int>(std::min(cells.size(), headings.size())) + 1, "",
          "ROW_WIDTH_INVALID",
          "the row has " + std::to_string(cells.size()) + " cells, the header " +
              std::to_string(headings.size()) + "; a cell with a separator in it must be quoted"});
      return;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool is_wrong = core::FindInvalidUtf8(cells[i]).has_value() ||
                            cells[i].find("\xEF\xBF\xBD") != std::string::npos;
      if (!is_wrong) continue;
      table_.rows.emplace_back(
          ImportProblem{line, static_cast<int>(i) + 1, headings[i], "TEXT_ENCODING_INVALID",
                        "the cell has bytes that are no text in the file's encoding"});
      return;
    }
    table_.rows.emplace_back(CsvRow{line, std::move(cells)});
  }

  const ImportOptions& options_;
  std::string_view text_;
  char separator_ = ',';
  int first_line_ = 0;  // Lines before text_.
  CsvTable table_;
};

}  // namespace

core::Result<CsvTable> ReadCsvTable(std::string_view text, const ImportOptions& options) {
  return TableReader(text, options).Read();
}

}  // namespace crosswalk::imports
