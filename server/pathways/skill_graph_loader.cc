// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/skill_graph_loader.h"

#include <optional>
#include <utility>
#include <vector>

namespace crosswalk::pathways {
namespace {

using core::ConceptType;
using core::RelationType;
using search::ConceptOrdinal;
using search::Direction;

bool IsSkill(const search::IndexSnapshot& snapshot, ConceptOrdinal node) {
  return snapshot.facts(node).type == ConceptType::kSkill;
}

// The skills that `node` has the relation to.
template <typename Add>
void ForEachSkill(const search::IndexSnapshot& snapshot, ConceptOrdinal node, RelationType type,
                  const std::vector<std::optional<SkillId>>& ids, Add add) {
  for (const ConceptOrdinal other : snapshot.Neighbours(node, type, Direction::kOutgoing)) {
    if (IsSkill(snapshot, other)) add(*ids[node], *ids[other]);
  }
}

core::Status AddRungs(const search::IndexSnapshot& snapshot,
                      const std::vector<std::string>& concept_names, SkillGraphBuilder& builder) {
  for (const core::Qualification& qualification : snapshot.qualifications()) {
    const auto node = snapshot.FindByUri(qualification.concept_uri);
    if (!node.ok()) return node.status();
    builder.AddRung({concept_names[*node], qualification.number, qualification.volume_hours});
  }
  return {};
}

}  // namespace

double SpecificityOf(core::ReuseLevel level) {
  switch (level) {
    case core::ReuseLevel::kTransversal:
      return 0.2;
    case core::ReuseLevel::kCrossSector:
      return 0.6;
    default:
      return 1;
  }
}

core::Result<std::shared_ptr<const SkillGraph>> LoadSkillGraph(
    const search::IndexSnapshot& snapshot, const std::vector<std::string>& concept_names,
    SkillNames& names) {
  SkillGraphBuilder builder;
  std::vector<std::optional<SkillId>> ids(snapshot.concept_count());
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    const ConceptType type = snapshot.facts(node).type;
    if (type != ConceptType::kSkill && type != ConceptType::kOccupation) continue;
    const SkillId id = names.Intern(concept_names[node]);
    ids[node] = id;
    if (type == ConceptType::kSkill) {
      builder.AddSkill(id, SpecificityOf(snapshot.facts(node).reuse_level));
    } else {
      builder.AddOccupation(id);
    }
  }
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    if (!ids[node].has_value()) continue;
    if (IsSkill(snapshot, node)) {
      ForEachSkill(snapshot, node, RelationType::kBroader, ids,
                   [&](SkillId from, SkillId to) { builder.AddBroader(from, to); });
      for (const RelationType type :
           {RelationType::kEssentialSkill, RelationType::kOptionalSkill}) {
        ForEachSkill(snapshot, node, type, ids,
                     [&](SkillId from, SkillId to) { builder.AddRelated(from, to); });
      }
    } else {
      ForEachSkill(snapshot, node, RelationType::kEssentialSkill, ids,
                   [&](SkillId from, SkillId to) { builder.AddEssential(from, to); });
      ForEachSkill(snapshot, node, RelationType::kOptionalSkill, ids,
                   [&](SkillId from, SkillId to) { builder.AddOptional(from, to); });
    }
  }
  if (core::Status status = AddRungs(snapshot, concept_names, builder); !status.ok()) return status;
  return std::shared_ptr<const SkillGraph>(std::make_shared<SkillGraph>(builder.Build()));
}

}  // namespace crosswalk::pathways
