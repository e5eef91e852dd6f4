// SPDX-License-Identifier: Apache-2.0
// The directory of the live index: one folder an index, and the file `current` with the name of the
// one that counts. Private to server/catalogue.
#pragma once

#include "frameworks/core/status.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace crosswalk::catalogue {

// Thread-compatible. Errors: UNAVAILABLE (CATALOGUE_IO).
class IndexHome {
 public:
  explicit IndexHome(std::filesystem::path directory) : directory_(std::move(directory)) {}

  core::Status Make();
  // The index that counts, or nothing.
  [[nodiscard]] std::optional<std::string> Present() const;
  // Where the next one is to be built; nothing lies there.
  [[nodiscard]] std::string NextPath() const;
  // Makes `path`, which NextPath gave, the one that counts: by a rename, so that after a crash
  // either counts.
  core::Status SetPresent(const std::string& path);
  // Removes all indexes but that one. What cannot be removed stays.
  void RemoveOthers();

 private:
  std::filesystem::path directory_;
};

}  // namespace crosswalk::catalogue
