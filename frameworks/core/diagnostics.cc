// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/diagnostics.h"

#include <utility>

namespace crosswalk::core {
namespace {

const char* SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

}  // namespace

std::string Diagnostic::ToString() const {
  std::string text = file;
  if (line != 0) text += ":" + std::to_string(line);
  text += std::string(": ") + SeverityName(severity) + ": ";
  if (!field.empty()) text += field + ": ";
  text += reason;
  if (!subject.empty()) text += " (" + subject + ")";
  text += " [" + rule + "]";
  return text;
}

void Diagnostics::Add(Diagnostic diagnostic) {
  std::size_t& count = counts_[{diagnostic.severity, diagnostic.rule}];
  ++count;
  if (count <= kept_per_rule_) kept_.push_back(std::move(diagnostic));
}

std::size_t Diagnostics::Count(Severity severity) const {
  std::size_t total = 0;
  for (const auto& [key, count] : counts_) {
    if (key.first == severity) total += count;
  }
  return total;
}

}  // namespace crosswalk::core
