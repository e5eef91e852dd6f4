// SPDX-License-Identifier: Apache-2.0
#include "tools/bench/process_memory.h"

#include <fstream>
#include <sstream>

namespace crosswalk::bench {

std::optional<ProcessMemory> ReadProcessMemory(const std::string& status_file) {
  std::ifstream file(status_file);
  ProcessMemory memory;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string name;
    std::int64_t kibibytes = 0;
    if (!(fields >> name >> kibibytes)) continue;
    if (name == "VmRSS:") memory.resident = kibibytes * 1024;
    if (name == "VmHWM:") memory.peak = kibibytes * 1024;
    if (name == "RssAnon:") memory.anonymous = kibibytes * 1024;
  }
  if (memory.resident == 0) return std::nullopt;
  return memory;
}

}  // namespace crosswalk::bench
