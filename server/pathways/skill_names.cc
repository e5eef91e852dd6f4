// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/skill_names.h"

namespace crosswalk::pathways {

SkillId SkillNames::Intern(std::string_view name) {
  if (const std::optional<SkillId> known = Find(name)) return *known;
  const std::unique_lock lock(mutex_);
  // Another thread may have been first.
  if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  const auto id = static_cast<SkillId>(names_.size());
  by_name_.emplace(names_.emplace_back(name), id);
  return id;
}

std::optional<SkillId> SkillNames::Find(std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

const std::string& SkillNames::NameOf(SkillId id) const {
  const std::shared_lock lock(mutex_);
  return names_[static_cast<std::size_t>(id)];
}

std::size_t SkillNames::size() const {
  const std::shared_lock lock(mutex_);
  return names_.size();
}

}  // namespace crosswalk::pathways
