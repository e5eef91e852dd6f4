// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/framework_skills.h"

#include "frameworks/core/resource_name.h"

#include <optional>
#include <set>

namespace crosswalk::rpc {
namespace {

using core::RelationType;
using search::ConceptOrdinal;
using search::Direction;

std::optional<ConceptOrdinal> Find(const std::string& name, const LoadedGeneration& generation) {
  const auto parsed = core::ParseConceptName(name);
  if (!parsed.ok()) return std::nullopt;
  const auto node = generation.snapshot().FindByName(parsed->framework, parsed->id);
  if (!node.ok()) return std::nullopt;
  return *node;
}

bool IsSkill(ConceptOrdinal node, const LoadedGeneration& generation) {
  const core::ConceptType type = generation.snapshot().facts(node).type;
  return type == core::ConceptType::kSkill || type == core::ConceptType::kSkillGroup;
}

}  // namespace

std::vector<std::string> FrameworkSkills::Narrower(const std::string& skill) const {
  std::vector<std::string> names;
  const auto root = Find(skill, generation_);
  if (!root) return names;
  std::vector<bool> reached(names_.size());
  reached[*root] = true;
  std::vector<ConceptOrdinal> pending = {*root};
  while (!pending.empty()) {
    const ConceptOrdinal node = pending.back();
    pending.pop_back();
    for (const ConceptOrdinal below :
         generation_.snapshot().Neighbours(node, RelationType::kBroader, Direction::kIncoming)) {
      if (reached[below]) continue;
      reached[below] = true;
      pending.push_back(below);
      names.push_back(Name(below));
    }
  }
  return names;
}

std::vector<std::string> FrameworkSkills::Related(const std::string& skill) const {
  std::set<ConceptOrdinal> found;
  const auto node = Find(skill, generation_);
  if (!node) return {};
  for (const RelationType type : {RelationType::kEssentialSkill, RelationType::kOptionalSkill}) {
    for (const Direction direction : {Direction::kOutgoing, Direction::kIncoming}) {
      for (const ConceptOrdinal other : generation_.snapshot().Neighbours(*node, type, direction)) {
        if (IsSkill(other, generation_)) found.insert(other);
      }
    }
  }
  std::vector<std::string> names;
  for (const ConceptOrdinal other : found) names.push_back(Name(other));
  return names;
}

std::vector<std::string> FrameworkSkills::Broader(const std::string& skill) const {
  std::vector<std::string> names;
  const auto node = Find(skill, generation_);
  if (!node) return names;
  for (const ConceptOrdinal above :
       generation_.snapshot().Neighbours(*node, RelationType::kBroader, Direction::kOutgoing)) {
    names.push_back(Name(above));
  }
  return names;
}

}  // namespace crosswalk::rpc
