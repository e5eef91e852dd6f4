// SPDX-License-Identifier: Apache-2.0
#include "indexer/progress_display.h"

#include <cmath>
#include <iomanip>
#include <map>
#include <sstream>
#include <string_view>

namespace crosswalk::indexer {
namespace {

constexpr int kBarCells = 24;
// An estimate from less than this is worth nothing.
constexpr double kFirstEstimateAfter = 2.0;

std::string_view Describe(std::string_view stage) {
  static const std::map<std::string_view, std::string_view> kNames = {
      {"read", "reading sources"},       {"validate", "validating"},
      {"index", "indexing concepts"},    {"encode", "encoding texts"},
      {"publish", "checksums, publish"},
  };
  const auto found = kNames.find(stage);
  return found == kNames.end() ? stage : found->second;
}

}  // namespace

void ProgressDisplay::Show(const index_builder::BuildProgress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (progress.stage != stage_) {
    Finish();
    stage_ = progress.stage;
    begun_ = now;
  }
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::ostringstream line;
  line << std::left << std::setw(20) << Describe(progress.stage) << std::fixed
       << std::setprecision(1);
  if (!is_terminal_) {
    if (progress.fraction < 1.0) return;
    if (progress.total != 0) line << progress.total << " in ";
    out_ << line.str() << seconds << " s\n" << std::flush;
    return;
  }
  const int filled = static_cast<int>(std::lround(progress.fraction * kBarCells));
  for (int cell = 0; cell < kBarCells; ++cell) line << (cell < filled ? "█" : "░");
  line << std::right << std::setw(4) << std::lround(progress.fraction * 100) << " %";
  if (progress.total != 0) line << "  " << progress.done << " of " << progress.total;
  if (progress.fraction < 1.0 && progress.fraction > 0.0 && seconds > kFirstEstimateAfter) {
    line << ", " << std::lround(seconds / progress.fraction * (1.0 - progress.fraction))
         << " s left";
  } else {
    line << ", " << seconds << " s";
  }
  out_ << '\r' << line.str() << "\x1b[K" << std::flush;
  line_open_ = true;
}

void ProgressDisplay::Finish() {
  if (line_open_) out_ << '\n' << std::flush;
  line_open_ = false;
}

}  // namespace crosswalk::indexer
