// SPDX-License-Identifier: Apache-2.0
// What a benchmark measured, for a person and for machines. All functions are thread-safe.
#pragma once

#include "tools/bench/load.h"
#include "tools/bench/process_memory.h"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::bench {

struct Report {
  LoadOptions options;
  ServerIdentity server;
  std::vector<LoadResult> results;
  std::optional<ProcessMemory> memory;  // Of the server, after the load.
};

// A table, times in milliseconds, with one line for each sort of error below.
std::string FormatTable(const Report& report);

// One JSON object; docs/benchmarks.md documents its members.
std::string FormatJson(const Report& report);

}  // namespace crosswalk::bench
