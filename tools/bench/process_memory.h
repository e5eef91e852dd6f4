// SPDX-License-Identifier: Apache-2.0
// What a process has in memory, as Linux counts it. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace crosswalk::bench {

// Bytes. Pages of mapped files count while they are resident.
struct ProcessMemory {
  std::int64_t resident = 0;   // VmRSS
  std::int64_t peak = 0;       // VmHWM, since the process began.
  std::int64_t anonymous = 0;  // RssAnon: without mapped files, which the system may drop.
};

// Nothing if there is no such process. `status_file` is /proc/PID/status.
std::optional<ProcessMemory> ReadProcessMemory(const std::string& status_file);

}  // namespace crosswalk::bench
