// SPDX-License-Identifier: Apache-2.0
// Fixed-width little-endian records and aligned arrays: the parts that relations.bin,
// vectors.bin and pieces.bin are made of. Private to this module.
#pragma once

#include "frameworks/core/status.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace crosswalk::index_schema {

static_assert(std::endian::native == std::endian::little,
              "the binary files of a generation are mapped as they are, in little-endian order");

// Arrays start on borders of a cache line, which suits every SIMD load.
inline constexpr std::size_t kSectionAlignment = 64;

// Appends to a byte string.
class BinaryWriter {
 public:
  template <typename T>
  void Put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }

  // Overwrites what was put at `offset`. REQUIRES: offset + sizeof(T) <= size().
  template <typename T>
  void PutAt(std::size_t offset, const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::memcpy(bytes_.data() + offset, &value, sizeof(T));
  }

  void PutBytes(std::string_view bytes) { bytes_.append(bytes); }

  // Zeros up to the next section border; returns the offset of the section.
  std::size_t BeginSection() {
    bytes_.resize((bytes_.size() + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment);
    return bytes_.size();
  }

  template <typename T>
  void PutArray(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }

  void Reserve(std::size_t size) { bytes_.reserve(size); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// The T at `offset`, or nothing where it does not fit.
template <typename T>
std::optional<T> ReadAt(std::string_view bytes, std::size_t offset) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

// DATA_LOSS / INDEX_CORRUPT: the file `name` is damaged, and how.
inline core::Status Corrupt(std::string_view name, std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT", std::string(name) + " is damaged: " + std::string(what));
}

// The header that `bytes` start with, or Corrupt where it has another magic or version, or the file
// another size. `kind` is the file's in words. REQUIRES: Header has magic, version and file_bytes.
template <typename Header>
core::Result<Header> ReadHeader(std::string_view bytes, std::string_view name,
                                std::string_view magic, std::uint32_t version,
                                std::string_view kind) {
  const auto header = ReadAt<Header>(bytes, 0);
  if (!header || std::string_view(header->magic.data(), header->magic.size()) != magic) {
    return Corrupt(name, "it does not start as a " + std::string(kind) + " file does");
  }
  if (header->version != version) {
    return Corrupt(name, "unknown version " + std::to_string(header->version));
  }
  if (header->file_bytes != bytes.size()) {
    return Corrupt(name, "it should have " + std::to_string(header->file_bytes) + " bytes, not " +
                             std::to_string(bytes.size()));
  }
  return *header;
}

// `count` values of T at `offset`, or nothing where they do not fit or are not aligned. REQUIRES:
// `bytes` starts on a border of kSectionAlignment or at least of T.
template <typename T>
std::optional<std::span<const T>> ArrayAt(std::string_view bytes, std::uint64_t offset,
                                          std::uint64_t count) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (offset > bytes.size() || offset % alignof(T) != 0) return std::nullopt;
  if (count > (bytes.size() - offset) / sizeof(T)) return std::nullopt;
  return std::span<const T>(reinterpret_cast<const T*>(bytes.data() + offset),
                            static_cast<std::size_t>(count));
}

}  // namespace crosswalk::index_schema
