// SPDX-License-Identifier: Apache-2.0
// Keeps a second program from writing to the same registry.
#pragma once

#include "frameworks/core/status.h"

#include <string>

namespace crosswalk::registry {

// Holds "<path>.lock" locked as long as it lives. The system lets go of the lock when the process
// ends, however it ends; the file stays and says nothing by being there. It holds the process id of
// the last who had it. Movable.
class FileGuard {
 public:
  // Errors: FAILED_PRECONDITION (REGISTRY_IN_USE: another has it; the metadata "process" tells who,
  // where known), UNAVAILABLE (REGISTRY_IO).
  static core::Result<FileGuard> Lock(const std::string& path);

  FileGuard(FileGuard&& other) noexcept;
  FileGuard& operator=(FileGuard&&) = delete;
  FileGuard(const FileGuard&) = delete;
  FileGuard& operator=(const FileGuard&) = delete;
  ~FileGuard();

 private:
  explicit FileGuard(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace crosswalk::registry
