// SPDX-License-Identifier: Apache-2.0
// The folder that holds generations: who may build in it, what is current, what is left over.
// Private to this module.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace crosswalk::index_builder {

// Holds the home for one build. The lock is the kernel's and ends with the process, however that
// ends. Not thread-safe.
class IndexHome {
 public:
  // Creates the home where it is missing, takes its lock and removes what killed builds left.
  // FAILED_PRECONDITION / BUILD_RUNNING where another build holds the lock.
  static core::Result<IndexHome> Open(const std::filesystem::path& home);

  IndexHome(IndexHome&& other) noexcept;
  IndexHome& operator=(IndexHome&&) = delete;
  IndexHome(const IndexHome&) = delete;
  IndexHome& operator=(const IndexHome&) = delete;
  ~IndexHome();

  // Where a build writes before it is published: beside the generations, so that publishing is a
  // rename within one file system.
  [[nodiscard]] std::filesystem::path staging() const;
  [[nodiscard]] std::filesystem::path scratch() const;

  // Published generations, newest first.
  [[nodiscard]] std::vector<std::filesystem::path> Generations() const;

  // Syncs what was staged, renames it to `id` and makes it current. Answers its new path.
  core::Result<std::filesystem::path> Publish(const std::string& id);
  // Removes all but the current and the newest generations, `keep` in all.
  core::Status Prune(std::size_t keep);

 private:
  IndexHome(std::filesystem::path home, int lock) : home_(std::move(home)), lock_(lock) {}

  core::Status RemoveLeftovers() const;

  std::filesystem::path home_;
  int lock_;
};

}  // namespace crosswalk::index_builder
