// SPDX-License-Identifier: Apache-2.0
#include "frameworks/io/source_file.h"

#include "frameworks/core/sha256.h"

#include <fstream>
#include <system_error>
#include <utility>

namespace crosswalk::io {

core::Result<std::string> ReadSourceFile(const std::filesystem::path& path, std::size_t max_bytes) {
  const std::string name = path.string();
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return SourceNotFound(name);
  if (!std::filesystem::is_regular_file(status))
    return SourceUnreadable(name, "not a regular file");
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return SourceUnreadable(name, error.message());
  if (size > max_bytes) return SourceTooLarge(name, max_bytes);

  std::ifstream stream(path, std::ios::binary);
  if (!stream) return SourceUnreadable(name, "it cannot be opened; check its permissions");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<std::size_t>(stream.gcount()) != bytes.size()) {
    return SourceUnreadable(name, "it ended early");
  }
  return bytes;
}

core::SourceFile DescribeSource(std::string name, std::string_view bytes) {
  return {std::move(name), core::Sha256Hex(bytes), bytes.size()};
}

core::Status SourceNotFound(std::string_view name) {
  core::Status status =
      core::NotFound("SOURCE_NOT_FOUND", "'" + std::string(name) + "' does not exist");
  return status.WithMetadata("file", std::string(name));
}

core::Status SourceUnreadable(std::string_view name, std::string_view why) {
  core::Status status = core::InvalidArgument(
      "SOURCE_UNREADABLE", "'" + std::string(name) + "' cannot be read: " + std::string(why));
  return status.WithMetadata("file", std::string(name));
}

core::Status SourceTooLarge(std::string_view name, std::size_t max_bytes) {
  core::Status status = core::InvalidArgument(
      "SOURCE_TOO_LARGE", "'" + std::string(name) + "' is larger than the " +
                              std::to_string(max_bytes >> 20) + " MiB a framework's file may have");
  return status.WithMetadata("file", std::string(name));
}

}  // namespace crosswalk::io
