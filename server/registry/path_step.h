// SPDX-License-Identifier: Apache-2.0
// The path to the field that is being read: "outcomes[3].text".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace crosswalk::registry {

// Makes a path longer for as long as it lives. `path` must outlive it.
class PathStep {
 public:
  // To a member.
  PathStep(std::string& path, std::string_view name) : path_(path), length_(path.size()) {
    if (length_ > 0) path_ += '.';
    path_ += name;
  }
  // To an item of a list.
  PathStep(std::string& path, std::size_t index) : path_(path), length_(path.size()) {
    path_ += "[" + std::to_string(index) + "]";
  }
  ~PathStep() { path_.resize(length_); }
  PathStep(const PathStep&) = delete;
  PathStep& operator=(const PathStep&) = delete;

 private:
  std::string& path_;
  const std::size_t length_;
};

}  // namespace crosswalk::registry
