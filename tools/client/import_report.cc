// SPDX-License-Identifier: Apache-2.0
#include "tools/client/import_report.h"

#include "tools/client/calling.h"
#include "tools/client/json_output.h"
#include "tools/client/text_layout.h"
#include "tools/client/vocabulary.h"

#include <algorithm>

namespace crosswalk::client {
namespace {

// Paths that are told; more would bury the rest, and --json has them all.
constexpr std::size_t kMostPaths = 40;

}  // namespace

void ImportReport::Take(const v1::ImportCredentialsResponse& response) {
  for (const v1::ImportResult& result : response.results()) {
    last_record_ = std::max(last_record_, result.record());
    for (const std::string& path : result.unheld_fields()) ++records_by_unheld_path_[path];
    if (!json_ && !result.violations().empty()) Tell(result);
  }
  whole_.MergeFrom(response);
  if (!screen_.err_is_terminal) return;
  screen_.err << "\r" << SafeText(file_) << ": " << Counted(last_record_, "record") << " ..."
              << std::flush;
  has_progress_ = true;
}

void ImportReport::ClearProgress() {
  if (has_progress_) screen_.err << "\r\033[K";
  has_progress_ = false;
}

void ImportReport::Tell(const v1::ImportResult& result) {
  ClearProgress();
  for (const v1::ImportViolation& violation : result.violations()) {
    screen_.err << "crosswalk: " << SafeText(file_) << ':';
    if (violation.line() > 0) screen_.err << violation.line() << ':';
    if (violation.column() > 0) screen_.err << violation.column() << ':';
    screen_.err << ' ';
    if (!violation.field().empty()) screen_.err << SafeText(violation.field()) << ": ";
    screen_.err << SafeText(violation.message()) << " [" << SafeText(violation.reason()) << "]\n";
  }
}

void ImportReport::TellUnheld() const {
  if (records_by_unheld_path_.empty()) return;
  screen_.err << "crosswalk: note: " << SafeText(file_)
              << ": what a credential has no field for was not kept:\n";
  std::size_t told = 0;
  for (const auto& [path, records] : records_by_unheld_path_) {
    if (++told > kMostPaths) {
      screen_.err << "  and " << records_by_unheld_path_.size() - kMostPaths
                  << " more; --json names them\n";
      return;
    }
    screen_.err << "  " << SafeText(path);
    if (whole_.results_size() > 1) screen_.err << ", in " << Counted(records, "record");
    screen_.err << '\n';
  }
}

void ImportReport::Finish(bool is_whole) {
  ClearProgress();
  if (json_) {
    screen_.out << ToJson(whole_, JsonLayout::kIndented) << '\n';
    return;
  }
  ReportWarnings(whole_.warnings(), screen_);
  TellUnheld();
  if (!is_whole) return;
  const v1::ImportSummary& summary = whole_.summary();
  std::string sums;
  const auto add = [&sums](int number, const char* what) {
    if (number > 0) sums += ", " + std::to_string(number) + " " + what;
  };
  add(summary.created(), "created");
  add(summary.updated(), "updated");
  add(summary.unchanged(), "unchanged");
  add(summary.skipped(), "left alone");
  add(summary.resumed(), "answered before");
  add(summary.failed(), "failed");
  add(summary.published(), "published");
  screen_.out << SafeText(file_) << ": " << Counted(summary.records(), "record") << sums << '\n';
}

}  // namespace crosswalk::client
