// SPDX-License-Identifier: Apache-2.0
// Small numbers for the resource names of skills and occupations, so that graphs compare and hash
// four bytes where names have sixty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace crosswalk::pathways {

// A concept's number in one SkillNames; says nothing in another.
enum class SkillId : std::uint32_t {};

// Thread-safe. Grows only: a number stands for its name as long as the table lives.
class SkillNames {
 public:
  // The number of `name`, a new one where it has none yet.
  SkillId Intern(std::string_view name);
  [[nodiscard]] std::optional<SkillId> Find(std::string_view name) const;
  // The name behind a number; valid as long as the table. REQUIRES: `id` is of this table.
  [[nodiscard]] const std::string& NameOf(SkillId id) const;
  [[nodiscard]] std::size_t size() const;

 private:
  mutable std::shared_mutex mutex_;
  std::deque<std::string> names_;                          // Stable addresses.
  std::unordered_map<std::string_view, SkillId> by_name_;  // Views of names_.
};

}  // namespace crosswalk::pathways
