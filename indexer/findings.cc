// SPDX-License-Identifier: Apache-2.0
#include "indexer/findings.h"

#include <cstddef>
#include <string>

namespace crosswalk::indexer {
namespace {

constexpr std::size_t kExamplesPerRule = 5;

const char* Plural(core::Severity severity, std::size_t count) {
  switch (severity) {
    case core::Severity::kError:
      return count == 1 ? "error" : "errors";
    case core::Severity::kWarning:
      return count == 1 ? "warning" : "warnings";
    case core::Severity::kNote:
      return count == 1 ? "note" : "notes";
  }
  return "findings";
}

}  // namespace

void PrintFindings(const core::Diagnostics& diagnostics, std::ostream& out) {
  for (const core::Severity severity :
       {core::Severity::kError, core::Severity::kWarning, core::Severity::kNote}) {
    for (const auto& [key, count] : diagnostics.counts()) {
      if (key.first != severity) continue;
      out << count << ' ' << Plural(severity, count) << ": " << key.second << '\n';
      std::size_t shown = 0;
      for (const core::Diagnostic& finding : diagnostics.kept()) {
        if (finding.severity != severity || finding.rule != key.second) continue;
        if (shown == kExamplesPerRule) break;
        out << "  " << finding.ToString() << '\n';
        ++shown;
      }
      if (count > shown) out << "  ... and " << count - shown << " more\n";
    }
  }
}

}  // namespace crosswalk::indexer
