// SPDX-License-Identifier: Apache-2.0
// How far a build has come, for the person who waits for it.
#pragma once

#include "indexer/build/index_builder.h"

#include <chrono>
#include <ostream>
#include <string>

namespace crosswalk::indexer {

// On a terminal one line that is drawn over; elsewhere a line when a stage ends. Not thread-safe.
class ProgressDisplay {
 public:
  ProgressDisplay(std::ostream& out, bool is_terminal) : out_(out), is_terminal_(is_terminal) {}

  void Show(const index_builder::BuildProgress& progress);
  // Leaves the terminal's line, so that other output can follow.
  void Finish();

 private:
  std::ostream& out_;
  bool is_terminal_;
  std::string stage_;
  std::chrono::steady_clock::time_point begun_;
  bool line_open_ = false;
};

}  // namespace crosswalk::indexer
