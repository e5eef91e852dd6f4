// SPDX-License-Identifier: Apache-2.0
#include "server/registry/file_guard.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace crosswalk::registry {
namespace {

core::Status IoError(const std::string& file, int error) {
  std::array<char, 256> text{};
  return core::Unavailable("REGISTRY_IO", "could not lock '" + file +
                                              "': " + strerror_r(error, text.data(), text.size()) +
                                              "; check path and permissions");
}

std::string ProcessIn(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t length = pread(descriptor, text.data(), text.size(), 0);
  std::string process(text.data(), length < 0 ? 0 : static_cast<std::size_t>(length));
  process.erase(std::min(process.find_first_not_of("0123456789"), process.size()));
  return process;
}

}  // namespace

core::Result<FileGuard> FileGuard::Lock(const std::string& path) {
  const std::string file = path + ".lock";
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return IoError(file, errno);
  FileGuard guard(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return IoError(file, errno);
    const std::string process = ProcessIn(descriptor);
    return core::FailedPrecondition("REGISTRY_IN_USE",
                                    "another program has the registry '" + path + "' open" +
                                        (process.empty() ? "" : " (process " + process + ")") +
                                        "; stop it first")
        .WithMetadata("process", process);
  }
  const std::string process = std::to_string(getpid()) + "\n";
  // Only for the message above.
  if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, process.data(), process.size(), 0) < 0) {
    return IoError(file, errno);
  }
  return guard;
}

FileGuard::FileGuard(FileGuard&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileGuard::~FileGuard() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace crosswalk::registry
