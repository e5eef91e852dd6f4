// SPDX-License-Identifier: Apache-2.0
// The skills around a skill.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_check.h"

#include "crosswalk/v1/skill_service.pb.h"

#include <vector>

namespace crosswalk::rpc {

struct RelatedSkill {
  core::Concept item;
  v1::SkillRelation relation = v1::SKILL_RELATION_UNSPECIFIED;
};

// The asked relations in the order of the enum, all where none is asked; unknown ones are noted in
// `check`.
std::vector<v1::SkillRelation> ReadSkillRelations(
    const google::protobuf::RepeatedField<int>& values, RequestCheck& check);

// Every skill (and, above it, skill group) in one of the relations to `node`, by relation, then in
// browsing order. One that stands in several relations is there once, under the first.
core::Result<std::vector<RelatedSkill>> FindRelatedSkills(
    search::ConceptOrdinal node, const std::vector<v1::SkillRelation>& relations,
    const LoadedGeneration& generation);

}  // namespace crosswalk::rpc
