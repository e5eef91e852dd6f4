// SPDX-License-Identifier: Apache-2.0
// Skills of a generation by name, for searching credentials.
#pragma once

#include "server/catalogue/search_query.h"
#include "server/rpc/loaded_generation.h"

#include <string>
#include <vector>

namespace crosswalk::rpc {

// Immutable, thread-safe. `generation` and its `names` must outlive it.
class FrameworkSkills : public catalogue::SkillExpansion {
 public:
  FrameworkSkills(const LoadedGeneration& generation, const std::vector<std::string>& names)
      : generation_(generation), names_(names) {}

  [[nodiscard]] std::vector<std::string> Narrower(const std::string& skill) const override;
  // What the framework calls essential or optional for the skill, and for what it is.
  [[nodiscard]] std::vector<std::string> Related(const std::string& skill) const override;
  [[nodiscard]] std::vector<std::string> Broader(const std::string& skill) const override;

  [[nodiscard]] const std::string& Name(search::ConceptOrdinal node) const { return names_[node]; }

 private:
  const LoadedGeneration& generation_;
  const std::vector<std::string>& names_;
};

}  // namespace crosswalk::rpc
