// SPDX-License-Identifier: Apache-2.0
// A file's bytes, memory-mapped. Private to this module.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

namespace crosswalk::index_schema {

// Read-only, shared with other processes. The file must not be truncated while it is mapped, which
// the files of a published generation never are. Thread-safe.
class MappedFile {
 public:
  // DATA_LOSS / INDEX_CORRUPT where the file is missing or is not a regular file, UNAVAILABLE /
  // INDEX_IO where the system refuses.
  static core::Result<MappedFile> Open(const std::filesystem::path& file);

  MappedFile(MappedFile&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&&) = delete;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  // Starts on a page border.
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}

  const char* data_;
  std::size_t size_;
};

}  // namespace crosswalk::index_schema
