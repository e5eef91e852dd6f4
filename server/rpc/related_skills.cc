// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/related_skills.h"

#include "server/rpc/filter_reader.h"

#include <algorithm>
#include <set>

namespace crosswalk::rpc {
namespace {

using core::RelationType;
using search::Direction;
using Nodes = std::vector<search::ConceptOrdinal>;

Nodes Step(search::ConceptOrdinal node, RelationType type, Direction direction,
           const LoadedGeneration& generation) {
  const auto neighbours = generation.snapshot().Neighbours(node, type, direction);
  return {neighbours.begin(), neighbours.end()};
}

Nodes Siblings(search::ConceptOrdinal node, const LoadedGeneration& generation) {
  std::set<search::ConceptOrdinal> found;
  for (const auto above : Step(node, RelationType::kBroader, Direction::kOutgoing, generation)) {
    const Nodes below = Step(above, RelationType::kBroader, Direction::kIncoming, generation);
    found.insert(below.begin(), below.end());
  }
  found.erase(node);
  return {found.begin(), found.end()};
}

Nodes Related(search::ConceptOrdinal node, v1::SkillRelation relation,
              const LoadedGeneration& generation) {
  switch (relation) {
    case v1::SKILL_RELATION_ESSENTIAL:
      return Step(node, RelationType::kEssentialSkill, Direction::kOutgoing, generation);
    case v1::SKILL_RELATION_OPTIONAL:
      return Step(node, RelationType::kOptionalSkill, Direction::kOutgoing, generation);
    case v1::SKILL_RELATION_ESSENTIAL_FOR:
      return Step(node, RelationType::kEssentialSkill, Direction::kIncoming, generation);
    case v1::SKILL_RELATION_OPTIONAL_FOR:
      return Step(node, RelationType::kOptionalSkill, Direction::kIncoming, generation);
    case v1::SKILL_RELATION_BROADER:
      return Step(node, RelationType::kBroader, Direction::kOutgoing, generation);
    case v1::SKILL_RELATION_NARROWER:
      return Step(node, RelationType::kBroader, Direction::kIncoming, generation);
    case v1::SKILL_RELATION_SIBLING:
      return Siblings(node, generation);
    default:
      return {};
  }
}

bool IsSkill(search::ConceptOrdinal node, v1::SkillRelation relation,
             const LoadedGeneration& generation) {
  const core::ConceptType type = generation.snapshot().facts(node).type;
  return type == core::ConceptType::kSkill ||
         (relation == v1::SKILL_RELATION_BROADER && type == core::ConceptType::kSkillGroup);
}

}  // namespace

std::vector<v1::SkillRelation> ReadSkillRelations(
    const google::protobuf::RepeatedField<int>& values, RequestCheck& check) {
  check.LimitCount("relations", static_cast<std::size_t>(values.size()), kMostFilterValues);
  std::set<int> asked;
  for (int i = 0; i < values.size(); ++i) {
    if (values[i] == 0 || !v1::SkillRelation_IsValid(values[i])) {
      check.Add("VALUE_UNKNOWN", FieldPath("relations", static_cast<std::size_t>(i)),
                "takes one of the named values");
    }
    asked.insert(values[i]);
  }
  std::vector<v1::SkillRelation> result;
  for (int value = v1::SkillRelation_MIN + 1; value <= v1::SkillRelation_MAX; ++value) {
    if (asked.empty() || asked.contains(value)) {
      result.push_back(static_cast<v1::SkillRelation>(value));
    }
  }
  return result;
}

core::Result<std::vector<RelatedSkill>> FindRelatedSkills(
    search::ConceptOrdinal node, const std::vector<v1::SkillRelation>& relations,
    const LoadedGeneration& generation) {
  std::vector<RelatedSkill> result;
  std::set<search::ConceptOrdinal> seen = {node};
  for (const v1::SkillRelation relation : relations) {
    Nodes kept;
    for (const search::ConceptOrdinal other : Related(node, relation, generation)) {
      if (IsSkill(other, relation, generation) && seen.insert(other).second) kept.push_back(other);
    }
    auto items = generation.SortForBrowsing(kept);
    if (!items.ok()) return items.status();
    for (core::Concept& item : *items) result.push_back({std::move(item), relation});
  }
  return result;
}

}  // namespace crosswalk::rpc
