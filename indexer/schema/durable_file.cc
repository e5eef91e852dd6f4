// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>
#include <system_error>

namespace crosswalk::index_schema {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int value() const { return value_; }
  // Closes and tells what close(2) says, which is where some file systems report a failed write.
  int Close() {
    const int closed = ::close(value_);
    value_ = -1;
    return closed;
  }

 private:
  int value_;
};

}  // namespace

core::Status IoError(std::string_view action, const std::filesystem::path& path, int error_number) {
  return core::Unavailable("INDEX_IO", "cannot " + std::string(action) + " " + path.string() +
                                           ": " + std::generic_category().message(error_number));
}

core::Status WriteDurably(const std::filesystem::path& file, std::string_view bytes) {
  Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (descriptor.value() < 0) return IoError("create", file, errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor.value(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return IoError("write", file, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor.value()) != 0) return IoError("sync", file, errno);
  if (descriptor.Close() != 0) return IoError("close", file, errno);
  return {};
}

core::Status SyncPath(const std::filesystem::path& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.value() < 0) return IoError("open", path, errno);
  if (::fsync(descriptor.value()) != 0) return IoError("sync", path, errno);
  return {};
}

}  // namespace crosswalk::index_schema
