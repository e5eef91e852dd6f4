// SPDX-License-Identifier: Apache-2.0
// What tests of the readers share: files in a folder of their own, and what came of reading them.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::test {

// A folder under the system's temporary one that goes away with the object.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file, with the folders on the way to it, and returns its path.
  std::filesystem::path Write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

using Files = std::map<std::string, std::string>;

// The bytes of a zip archive with these files.
std::string ZipOf(const Files& files);

// A framework with the findings on the way.
struct Reading {
  core::Status status;       // Of opening or reading.
  core::FrameworkData data;  // Empty unless `status` is OK.
  core::Diagnostics diagnostics{1000};

  // The finding of this rule; a default one where there is none or more than one.
  [[nodiscard]] core::Diagnostic Only(std::string_view rule) const;
  // The concept with this URI; one without labels where there is none.
  [[nodiscard]] core::Concept Find(std::string_view uri) const;
  // The findings that are no notes, one a line.
  [[nodiscard]] std::string Complaints() const;
};

Reading ReadAll(core::Result<std::unique_ptr<core::FrameworkSource>> source);

// The folder of development data, or an empty path where this machine has none: $CROSSWALK_DATA,
// else "shared/data" beside the repository.
std::filesystem::path DataFolder();

}  // namespace crosswalk::test
