// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/credential_graph.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace crosswalk::pathways {
namespace {

constexpr std::string_view kEscoSkillPath = "://data.europa.eu/esco/skill/";
constexpr std::string_view kEscoConcepts = "frameworks/esco/concepts/";

std::string ConceptNameOf(const registry::OutcomeAlignment& alignment) {
  if (!alignment.concept_name.empty()) return alignment.concept_name;
  const std::size_t place = alignment.uri.find(kEscoSkillPath);
  if (place == std::string::npos) return alignment.uri;
  return std::string(kEscoConcepts) + alignment.uri.substr(place + kEscoSkillPath.size());
}

Evidence EvidenceOf(registry::AlignmentSource source) {
  switch (source) {
    case registry::AlignmentSource::kConfirmed:
      return Evidence::kConfirmed;
    case registry::AlignmentSource::kSuggested:
      return Evidence::kSuggested;
    default:
      return Evidence::kDeclared;
  }
}

// Ascending strength: wholly taught before in part, then who says so, then how surely.
auto Strength(const TaughtSkill& skill) {
  return std::tuple(!skill.partial, skill.evidence, skill.confidence);
}

void SetLevel(const registry::CredentialLevel& level, CredentialNode& node) {
  const auto [assertion, source] = registry::EffectiveLevelOf(level);
  if (assertion == nullptr) return;
  node.qualification = assertion->qualification;
  node.level_low = assertion->low;
  node.level_high = assertion->high;
  node.level_number = assertion->number;
  node.level_evidence = EvidenceOf(source);
}

}  // namespace

CredentialNode NodeOf(const registry::Credential& credential, SkillNames& names) {
  CredentialNode node;
  node.name = credential.name;
  node.title = credential.title;
  node.issuer = credential.issuer;
  node.type = credential.type;
  node.hours = credential.hours;
  node.stacks_into = credential.stacks_into;
  node.prerequisites = credential.prerequisites;
  SetLevel(credential.level, node);

  std::map<SkillId, TaughtSkill> skills;
  for (const registry::Outcome& outcome : credential.outcomes) {
    for (const registry::OutcomeAlignment& alignment : outcome.alignments) {
      if (alignment.relation == registry::MatchRelation::kRelatedMatch) continue;
      const std::string name = ConceptNameOf(alignment);
      if (name.empty()) continue;
      const TaughtSkill skill = {names.Intern(name), alignment.confidence.value_or(1.0),
                                 EvidenceOf(alignment.source),
                                 alignment.relation == registry::MatchRelation::kBroadMatch};
      const auto [entry, added] = skills.emplace(skill.skill, skill);
      if (!added && Strength(entry->second) < Strength(skill)) entry->second = skill;
    }
  }
  node.skills.reserve(skills.size());
  for (const auto& [id, skill] : skills) node.skills.push_back(skill);
  return node;
}

bool IsProgramme(registry::CredentialType type) {
  switch (type) {
    case registry::CredentialType::kCertificate:
    case registry::CredentialType::kDiploma:
    case registry::CredentialType::kDegree:
    case registry::CredentialType::kApprenticeship:
    case registry::CredentialType::kProgram:
      return true;
    default:
      return false;
  }
}

}  // namespace crosswalk::pathways
