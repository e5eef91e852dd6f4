// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/text.h"
#include "frameworks/esco/csv_scanner.h"
#include "tools/client/outcome_input.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace crosswalk::client {
namespace {

struct Row {
  std::vector<std::string> cells;
  std::size_t line = 0;  // Where it starts.
};

char SeparatorOf(std::string_view bytes) {
  const std::string_view header = bytes.substr(0, bytes.find('\n'));
  char best = ',';
  for (char candidate : {';', '\t'}) {
    if (std::count(header.begin(), header.end(), candidate) >
        std::count(header.begin(), header.end(), best)) {
      best = candidate;
    }
  }
  return best;
}

core::Result<std::vector<Row>> ReadRows(std::string_view bytes, const std::string& source) {
  esco::CsvScanner scanner(bytes, SeparatorOf(bytes));
  std::vector<Row> rows;
  while (true) {
    const esco::CsvScanner::Outcome outcome = scanner.Advance();
    for (const esco::CsvScanner::Record& record : scanner.records()) {
      Row row;
      row.line = record.line;
      for (std::size_t i = 0; i < record.field_count; ++i) {
        row.cells.emplace_back(scanner.Field(record.first_field + i));
      }
      rows.push_back(std::move(row));
    }
    if (outcome == esco::CsvScanner::Outcome::kEnd) return rows;
    if (outcome == esco::CsvScanner::Outcome::kMalformed) {
      return InputError(source, scanner.error_line(),
                        scanner.unterminated()
                            ? "bad CSV: the quote that opens in this row is never closed"
                            : "bad CSV: a quote stands where none may; inside a quoted cell it is "
                              "written twice");
    }
  }
}

std::string ListOf(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += ", ";
    list += "'" + name + "'";
  }
  return list;
}

// Index of the column that `wanted` names or numbers.
std::optional<std::size_t> FindColumn(const std::vector<std::string>& header,
                                      const std::string& wanted) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (core::FoldText(header[i]) == core::FoldText(wanted)) return i;
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  if (error == std::errc() && end == wanted.data() + wanted.size() && number >= 1 &&
      number <= header.size()) {
    return number - 1;
  }
  return std::nullopt;
}

template <std::size_t N>
std::optional<std::size_t> FindUsual(const std::vector<std::string>& header,
                                     const std::array<const char*, N>& usual) {
  for (const char* name : usual) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (core::FoldText(header[i]) == name) return i;
    }
  }
  return std::nullopt;
}

// What people and exports call the columns, folded; the surest name first.
constexpr std::array<const char*, 14> kTextNames = {"text",
                                                    "outcome",
                                                    "outcome text",
                                                    "outcome_text",
                                                    "learning outcome",
                                                    "learning_outcome",
                                                    "learningoutcome",
                                                    "learning outcomes",
                                                    "fullstatement",
                                                    "full statement",
                                                    "statement",
                                                    "resultat d'apprentissage",
                                                    "resultat",
                                                    "texte"};
constexpr std::array<const char*, 8> kIdNames = {
    "id", "identifier", "outcome id", "outcome_id", "outcomeid", "code", "row_id", "identifiant"};
constexpr std::array<const char*, 5> kLanguageNames = {"language", "language_code", "lang",
                                                       "langue", "inlanguage"};

struct Columns {
  std::size_t text = 0;
  std::optional<std::size_t> id;
  std::optional<std::size_t> language;
};

core::Result<Columns> ChooseColumns(const Row& header, const std::string& source,
                                    const InputOptions& options) {
  Columns columns;
  std::optional<std::size_t> text = options.text_column.empty()
                                        ? FindUsual(header.cells, kTextNames)
                                        : FindColumn(header.cells, options.text_column);
  if (!text && options.text_column.empty() && header.cells.size() == 1) text = 0;
  if (!text) {
    const std::string what = options.text_column.empty()
                                 ? "which column holds the outcomes? Say --text-column"
                                 : "there is no column '" + options.text_column + "'";
    return InputError(source, header.line, what + "; the header has " + ListOf(header.cells));
  }
  columns.text = *text;
  const auto choose = [&](const std::string& wanted, auto usual,
                          std::optional<std::size_t>& column) {
    column = wanted.empty() ? usual() : FindColumn(header.cells, wanted);
    return wanted.empty() || column.has_value();
  };
  if (!choose(
          options.id_column, [&] { return FindUsual(header.cells, kIdNames); }, columns.id)) {
    return InputError(
        source, header.line,
        "there is no column '" + options.id_column + "'; the header has " + ListOf(header.cells));
  }
  if (!choose(
          options.language_column, [&] { return FindUsual(header.cells, kLanguageNames); },
          columns.language)) {
    return InputError(source, header.line,
                      "there is no column '" + options.language_column + "'; the header has " +
                          ListOf(header.cells));
  }
  return columns;
}

std::string CellAt(const Row& row, std::optional<std::size_t> column) {
  return column && *column < row.cells.size() ? row.cells[*column] : std::string();
}

}  // namespace

core::Result<OutcomeInput> ParseCsv(std::string_view bytes, const std::string& source,
                                    const InputOptions& options) {
  core::Result<std::vector<Row>> rows = ReadRows(bytes, source);
  if (!rows.ok()) return rows.status();
  OutcomeInput input;
  if (rows->empty()) return input;
  const core::Result<Columns> columns = ChooseColumns(rows->front(), source, options);
  if (!columns.ok()) return columns.status();
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const Row& row = (*rows)[i];
    InputOutcome outcome;
    outcome.text = CellAt(row, columns->text);
    if (core::CleanText(outcome.text).empty()) {
      input.notes.push_back(source + ":" + std::to_string(row.line) +
                            ": skipped, the cell of the outcome is empty");
      continue;
    }
    outcome.id = CellAt(row, columns->id);
    outcome.language = CellAt(row, columns->language);
    outcome.source = source;
    outcome.line = row.line;
    input.outcomes.push_back(std::move(outcome));
  }
  return input;
}

}  // namespace crosswalk::client
