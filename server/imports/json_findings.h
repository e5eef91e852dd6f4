// SPDX-License-Identifier: Apache-2.0
// What is wrong with a JSON record and what of it has no home.
#pragma once

#include "frameworks/io/json_document.h"
#include "server/imports/import_record.h"
#include "server/imports/json_slices.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::imports {

// Collects findings of one record. Not thread-safe.
class JsonFindings {
 public:
  // Lines of values count from the slice's.
  explicit JsonFindings(const JsonSlice& slice) : line_(slice.line), column_(slice.column) {}

  void Fail(const io::JsonValue& value, std::string path, std::string reason, std::string message) {
    problems_.push_back({LineOf(value), 0, std::move(path), std::move(reason), std::move(message)});
  }
  // Of the record as a whole.
  void Fail(std::string path, std::string reason, std::string message) {
    problems_.push_back({line_, 0, std::move(path), std::move(reason), std::move(message)});
  }
  // A status about the text of the record with a "line" and "column" of its own.
  void FailSyntax(const core::Status& status);
  void NotHeld(std::string path) { unheld_.push_back(std::move(path)); }

  [[nodiscard]] bool has_problems() const { return !problems_.empty(); }
  [[nodiscard]] int LineOf(const io::JsonValue& value) const {
    return line_ + static_cast<int>(value.line()) - 1;
  }

  // Moves all into the record, paths that occur several times as one.
  void MoveTo(ImportRecord& record);

 private:
  int line_;
  int column_;
  std::vector<ImportProblem> problems_;
  std::vector<std::string> unheld_;
};

// The members of an object, of which some are taken; the others have no home.
class JsonMembers {
 public:
  // `object` of another type has no members, and is a problem. `path` leads to it, "" for the
  // record itself. Both the document and `findings` must outlive this.
  JsonMembers(const io::JsonValue& object, std::string path, JsonFindings& findings);

  [[nodiscard]] const std::string& path() const { return path_; }
  // The path of a member.
  [[nodiscard]] std::string PathOf(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  }

  // The first member of this name unless it is null; it counts as held from then on.
  std::optional<io::JsonValue> Take(std::string_view key);
  // A string, cleaned (core::CleanText), or a number or boolean in words; empty where there is
  // none. Another type is a problem.
  std::string TakeText(std::string_view key);
  // As TakeText, with line ends kept.
  std::string TakeLines(std::string_view key);
  // A member that may hold one value or a list of them.
  std::vector<std::pair<io::JsonValue, std::string>> TakeList(std::string_view key);
  // A member of which nothing is to be said: part of the format itself.
  void Skip(std::string_view key) { Take(key); }
  // Says that a member that was taken has no home after all.
  void NotHeld(std::string_view key) { findings_.NotHeld(PathOf(key)); }

  // Reports what was not taken. Call it once, at the end.
  void ReportRest();

 private:
  std::string TextOf(std::string_view key, bool lines);

  io::JsonValue object_;
  std::string path_;
  JsonFindings& findings_;
  std::vector<io::JsonValue> members_;
  std::vector<bool> taken_;
};

// The record of a slice that `read` makes a credential of: called with the findings and the root.
template <typename Read>
ImportRecord ReadRecord(const JsonSlice& slice, Read read) {
  ImportRecord record;
  JsonFindings findings(slice);
  const auto document = io::JsonDocument::Parse("record", slice.text);
  if (document.ok()) {
    record.credential = read(findings, document->root());
  } else {
    findings.FailSyntax(document.status());
  }
  findings.MoveTo(record);
  return record;
}

// "12.5" for a number as JSON has it.
std::string NumberText(double number);

}  // namespace crosswalk::imports
