// SPDX-License-Identifier: Apache-2.0
// A set of CSV files as the European Commission ships ESCO: a zip, or the folder it unpacks to.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::esco {

// One bundle. Not thread-safe.
class Bundle {
 public:
  // Unpacked bytes that one bundle may hold in all (official ones: 43 MB).
  static constexpr std::size_t kMaxTotalBytes = std::size_t{1} << 30;

  virtual ~Bundle() = default;

  // Opens a folder or a zip archive by what it is, not by its name. Errors: NOT_FOUND
  // (SOURCE_NOT_FOUND), INVALID_ARGUMENT (SOURCE_UNREADABLE: neither of the two, or a zip without
  // its central directory, which is how a broken download looks; SOURCE_TOO_LARGE).
  static core::Result<std::unique_ptr<Bundle>> Open(const std::filesystem::path& path);
  // The same for a zip archive in memory. `name` stands for it in messages.
  static core::Result<std::unique_ptr<Bundle>> OpenZipBytes(std::string name, std::string bytes);
  // A bundle of files in memory, by file name.
  static std::unique_ptr<Bundle> FromFiles(std::string name,
                                           std::map<std::string, std::string> files);

  // The bundle's own file or folder name, without the path.
  [[nodiscard]] const std::string& name() const { return name_; }
  // Names of the CSV files in it, without any folder inside the bundle, sorted. Of two files with
  // one name in different folders of a zip only the first counts.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  // How messages and the manifest call a file of this bundle: "bundle.zip!skills_en.csv".
  [[nodiscard]] std::string Locate(std::string_view file) const;

  // The bytes of one of files(). Errors: INVALID_ARGUMENT (SOURCE_UNREADABLE: damaged, encrypted or
  // gone; SOURCE_TOO_LARGE: more than io::kMaxFileBytes, or kMaxTotalBytes in all).
  core::Result<std::string> Read(const std::string& file);

 protected:
  Bundle(std::string name, std::string separator)
      : name_(std::move(name)), separator_(std::move(separator)) {}

  std::vector<std::string> files_;

 private:
  virtual core::Result<std::string> ReadBytes(const std::string& file) = 0;

  std::string name_;
  std::string separator_;
  std::size_t bytes_read_ = 0;
};

}  // namespace crosswalk::esco
