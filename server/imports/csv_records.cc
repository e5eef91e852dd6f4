// SPDX-License-Identifier: Apache-2.0
#include "server/imports/csv_records.h"

#include "frameworks/core/text.h"
#include "server/imports/csv_table.h"
#include "server/imports/identity.h"
#include "server/imports/problem_reasons.h"
#include "server/imports/text_decoding.h"
#include "server/registry/credential_check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

namespace crosswalk::imports {
namespace {

constexpr CsvField kKeyFields[] = {CsvField::kCredentialId, CsvField::kExternalId,
                                   CsvField::kTitle};

// The rows of one credential.
struct Group {
  CsvRow row;                    // What its rows say of it as a whole; the first row's line.
  std::vector<int> first_lines;  // By column: the row that said it.
  std::vector<registry::Outcome> outcomes;
  std::map<std::pair<std::string, std::string>, int> outcome_lines;  // By code and text.
  bool has_broken_rows = false;
};

class CsvReader final : public RecordReader {
 public:
  CsvReader(CsvTable table, ImportOptions options)
      : columns_(std::move(table.columns)), options_(std::move(options)) {
    for (std::variant<CsvRow, ImportProblem>& row : table.rows) {
      if (auto* problem = std::get_if<ImportProblem>(&row)) {
        Refuse(problem->line, {std::move(*problem)});
      } else {
        Take(std::get<CsvRow>(std::move(row)));
      }
    }
    for (const Group& group : groups_) {
      if (group.first_lines.empty()) continue;  // All of its rows are wrong.
      records_.emplace(group.row.line, RecordOf(group));
    }
    next_ = records_.begin();
  }

  std::optional<ImportRecord> Next() override {
    if (next_ == records_.end()) return std::nullopt;
    ImportRecord record = std::move(next_->second);
    ++next_;
    record.number = ++number_;
    return record;
  }

  [[nodiscard]] ImportFormat format() const override { return ImportFormat::kCsv; }

 private:
  // A row that is wrong: a record of its own.
  void Refuse(int line, std::vector<ImportProblem> problems) {
    ImportRecord record;
    record.line = line;
    record.problems = std::move(problems);
    records_.emplace(line, std::move(record));
  }

  // What the rows of one credential have in common; empty where the row does not say.
  std::string KeyOf(const CsvRow& row) const {
    std::string issuer, key;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto& target = columns_.targets[i];
      if (!target) continue;
      const bool is_issuer =
          target->field == CsvField::kIssuerId || target->field == CsvField::kIssuerName;
      if (is_issuer && issuer.empty()) issuer = row.cells[i];
    }
    for (const CsvField field : kKeyFields) {
      for (std::size_t i = 0; i < row.cells.size() && key.empty(); ++i) {
        if (columns_.targets[i] && columns_.targets[i]->field == field && !row.cells[i].empty()) {
          key = std::to_string(static_cast<int>(field)) + ' ' + row.cells[i];
          if (field != CsvField::kCredentialId) key += '\n' + issuer;
        }
      }
    }
    return key;
  }

  void Take(CsvRow row) {
    const std::string key = KeyOf(row);
    std::optional<std::size_t> place = last_group_;
    if (!key.empty()) {
      const auto [found, is_new] = group_by_key_.emplace(key, groups_.size());
      if (is_new) groups_.emplace_back().row.line = row.line;
      place = found->second;
    }
    if (!place) {
      const std::size_t column = columns_.Find(CsvField::kTitle).value_or(0);
      return Refuse(row.line,
                    {{row.line, static_cast<int>(column) + 1, columns_.headings[column],
                      "FIELD_REQUIRED", "the row does not say of which credential it is"}});
    }
    last_group_ = place;
    Group& group = groups_[*place];
    std::vector<ImportProblem> problems;
    registry::Credential credential = ReadCsvRow(columns_, row, options_, problems);
    if (problems.empty()) CheckAgainst(group, row, credential, problems);
    if (!problems.empty()) {
      group.has_broken_rows = true;
      return Refuse(row.line, std::move(problems));
    }
    Merge(std::move(row), std::move(credential), group);
  }

  // What a row may not say in the light of earlier ones.
  void CheckAgainst(const Group& group, const CsvRow& row, const registry::Credential& credential,
                    std::vector<ImportProblem>& problems) const {
    const auto fail = [&](std::size_t column, std::string reason, std::string message) {
      problems.push_back({row.line, static_cast<int>(column) + 1, columns_.headings[column],
                          std::move(reason), std::move(message)});
    };
    for (std::size_t i = 0; i < group.first_lines.size(); ++i) {
      const auto& target = columns_.targets[i];
      if (!target || IsOfOutcome(target->field) || row.cells[i].empty() ||
          group.row.cells[i].empty() || group.row.cells[i] == row.cells[i]) {
        continue;
      }
      fail(i, "ROW_CONFLICT",
           "says something else of the same credential than line " +
               std::to_string(group.first_lines[i]));
    }
    const std::size_t column = columns_.Find(CsvField::kOutcome).value_or(0);
    if (credential.outcomes.empty()) {
      if (columns_.Find(CsvField::kOutcome)) {
        fail(column, "FIELD_REQUIRED", "the outcome is empty");
      } else if (!group.first_lines.empty()) {
        fail(columns_.Find(CsvField::kTitle).value_or(0), "ROW_DUPLICATE",
             "the credential is there already, on line " + std::to_string(group.row.line));
      }
      return;
    }
    const registry::Outcome& outcome = credential.outcomes.front();
    const auto twin = group.outcome_lines.find({outcome.code, outcome.text});
    if (twin != group.outcome_lines.end()) {
      fail(column, "ROW_DUPLICATE",
           "the credential has this outcome already, on line " + std::to_string(twin->second));
    }
    const auto has_id = [&](const registry::Outcome& other) { return other.id == outcome.id; };
    if (!outcome.id.empty() && std::any_of(group.outcomes.begin(), group.outcomes.end(), has_id)) {
      fail(columns_.Find(CsvField::kOutcomeId).value_or(column), "ID_INVALID",
           "must be unique in the credential");
    }
    if (group.outcomes.size() >= registry::kMaxListItems) {
      fail(column, "TOO_MANY_ITEMS",
           "a credential may have " + std::to_string(registry::kMaxListItems) + " outcomes");
    }
  }

  void Merge(CsvRow row, registry::Credential credential, Group& group) const {
    if (group.first_lines.empty()) {
      group.first_lines.assign(row.cells.size(), 0);
      group.row.cells.resize(row.cells.size());
      group.row.line = row.line;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const bool is_of_outcome = columns_.targets[i] && IsOfOutcome(columns_.targets[i]->field);
      if (is_of_outcome || row.cells[i].empty() || !group.row.cells[i].empty()) continue;
      group.row.cells[i] = std::move(row.cells[i]);
      group.first_lines[i] = row.line;
    }
    for (registry::Outcome& outcome : credential.outcomes) {
      group.outcome_lines.emplace(std::pair(outcome.code, outcome.text), row.line);
      group.outcomes.push_back(std::move(outcome));
    }
  }

  ImportRecord RecordOf(const Group& group) {
    ImportRecord record;
    record.line = group.row.line;
    record.is_incomplete = group.has_broken_rows;
    record.credential = ReadCsvRow(columns_, group.row, options_, record.problems);
    record.credential.outcomes = group.outcomes;
    registry::Credential& credential = record.credential;
    const std::string title = credential.title.empty() ? "" : credential.title.begin()->second;
    const std::string& number = credential.external_id;
    Complete(options_, IdFrom(number.empty() ? title : number), credential);
    for (ImportProblem& problem : record.problems) {
      if (problem.column > 0) {
        const int line = group.first_lines[static_cast<std::size_t>(problem.column) - 1];
        if (line > 0) problem.line = line;
      }
    }
    const auto fail = [&](CsvField field, std::string reason, std::string message) {
      const std::size_t column = columns_.Find(field).value_or(0);
      record.problems.push_back({record.line, static_cast<int>(column) + 1,
                                 columns_.headings[column], std::move(reason), std::move(message)});
    };
    if (title.empty()) fail(CsvField::kTitle, "FIELD_REQUIRED", "the credential has no title");
    if (record.problems.empty()) {
      for (const core::FieldViolation& violation : registry::CheckCredential(credential)) {
        record.problems.push_back(
            {record.line, 0, violation.field, ReasonOf(violation), violation.description});
      }
    }
    if (!credential.name.empty() && record.problems.empty()) {
      const auto [twin, is_new] = line_by_name_.emplace(credential.name, record.line);
      if (!is_new) {
        fail(CsvField::kTitle, "RECORD_DUPLICATE",
             "has the same name " + credential.name + " as the record on line " +
                 std::to_string(twin->second));
      }
    }
    for (std::size_t i = 0; i < columns_.headings.size(); ++i) {
      if (!columns_.targets[i] && !group.row.cells[i].empty()) {
        record.unheld_fields.push_back(columns_.headings[i]);
      }
    }
    return record;
  }

  CsvColumns columns_;
  ImportOptions options_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> group_by_key_;
  std::optional<std::size_t> last_group_;
  std::map<std::string, int> line_by_name_;
  std::multimap<int, ImportRecord> records_;  // By line.
  std::multimap<int, ImportRecord>::iterator next_;
  int number_ = 0;
};

}  // namespace

core::Result<std::unique_ptr<RecordReader>> OpenCsv(const std::string& bytes,
                                                    const ImportOptions& options) {
  core::Result<CsvTable> table = ReadCsvTable(DecodeText(bytes), options);
  if (!table.ok()) return table.status();
  return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(*std::move(table), options));
}

}  // namespace crosswalk::imports
