// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace crosswalk::test {

// A folder under the system's temporary one that goes away with the object.
class TempFolder {
 public:
  // Throws std::runtime_error where there can be none.
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file, with the folders on the way to it, and returns its path. Throws
  // std::runtime_error where it cannot.
  std::filesystem::path Write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// The bytes of a file; empty where there is none.
std::string ReadBytes(const std::filesystem::path& file);

}  // namespace crosswalk::test
