// SPDX-License-Identifier: Apache-2.0
// Located findings about input data: what a person needs to mend a record, and what decides whether
// a build may go on.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::core {

enum class Severity {
  kNote,     // Worth knowing; never fails a build.
  kWarning,  // A defect that leaves the record usable.
  kError,    // The record was left out.
};

// One finding.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string rule;  // Stable kebab-case name: "duplicate-uri", "dangling-relation", "bad-utf8".
  std::string file;  // Name of the file, or "bundle.zip!entry.csv".
  std::size_t line = 0;  // 1-based line where the record starts; 0 when there is none.
  std::string field;     // Column name or JSON pointer; may be empty.
  std::string subject;   // URI or id of the record; may be empty.
  std::string reason;    // What is wrong, in a sentence.

  // "file:line: error: field: reason (subject) [rule]".
  [[nodiscard]] std::string ToString() const;
};

// Collects findings. Keeps all counts, and the first `kept_per_rule` findings of each rule and
// severity, so that a broken file of a million rows does not exhaust memory. Not thread-safe.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t kept_per_rule = 20) : kept_per_rule_(kept_per_rule) {}

  void Add(Diagnostic diagnostic);

  [[nodiscard]] const std::vector<Diagnostic>& kept() const { return kept_; }
  [[nodiscard]] std::size_t Count(Severity severity) const;
  // Findings by "severity rule", for summaries.
  [[nodiscard]] const std::map<std::pair<Severity, std::string>, std::size_t>& counts() const {
    return counts_;
  }

 private:
  std::size_t kept_per_rule_;
  std::vector<Diagnostic> kept_;
  std::map<std::pair<Severity, std::string>, std::size_t> counts_;
};

}  // namespace crosswalk::core
