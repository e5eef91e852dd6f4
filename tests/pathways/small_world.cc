// SPDX-License-Identifier: Apache-2.0
#include "tests/pathways/small_world.h"

#include <utility>

namespace crosswalk::test {
namespace {

// Hours of the rungs as the OQF's data has them; 0 where it has none.
constexpr int kVolumes[] = {40, 370, 0, 0, 650, 1000, 1300, 1950, 650, 0, 0, 0, 0};

registry::Requirement LinkTo(const std::string& text) {
  registry::Requirement link;
  if (text.starts_with("oqf:")) {
    link.qualification = std::string("frameworks/oqf/concepts/").append(text, 4);
  } else if (text.starts_with("words:")) {
    link.text = text.substr(6);
  } else {
    link.credential = std::string("credentials/").append(text);
  }
  return link;
}

}  // namespace

SmallWorld::SmallWorld() {
  int number = 0;
  for (const int volume : kVolumes) {
    ++number;
    pathways::Rung rung{
        std::string("frameworks/oqf/concepts/").append(std::to_string(number)), number, {}};
    if (volume > 0) rung.volume_hours = volume;
    builder_.AddRung(rung);
  }
}

std::vector<std::string> SmallWorld::NamesOf(const std::vector<pathways::SkillId>& ids) const {
  std::vector<std::string> result;
  for (const pathways::SkillId id : ids) result.push_back(names_.NameOf(id));
  return result;
}

SmallWorld& SmallWorld::Add(const CredentialSpec& spec) {
  registry::Credential credential;
  credential.name = std::string("credentials/").append(spec.id);
  credential.title["en"] = spec.id;
  credential.issuer.id = spec.issuer;
  credential.type = spec.type;
  if (spec.hours > 0) credential.hours = spec.hours;
  if (spec.level > 0) {
    credential.level.declared.emplace();
    credential.level.declared->number = spec.level;
  }
  for (const std::string& link : spec.stacks_into) credential.stacks_into.push_back(LinkTo(link));
  for (const std::string& link : spec.prerequisites) {
    credential.prerequisites.push_back(LinkTo(link));
  }
  for (const std::string& skill : spec.skills) {
    registry::Outcome& outcome = credential.outcomes.emplace_back();
    registry::OutcomeAlignment& alignment = outcome.alignments.emplace_back();
    alignment.concept_name = skill;
    alignment.relation = registry::MatchRelation::kExactMatch;
    alignment.source = registry::AlignmentSource::kDeclared;
  }
  credentials_.Put(pathways::NodeOf(credential, names_));
  return *this;
}

SmallWorld& SmallWorld::Broader(const std::string& narrower, const std::string& broader) {
  builder_.AddBroader(Id(narrower), Id(broader));
  return *this;
}

SmallWorld& SmallWorld::Related(const std::string& one, const std::string& other) {
  builder_.AddRelated(Id(one), Id(other));
  return *this;
}

SmallWorld& SmallWorld::Specific(const std::string& skill, double specificity) {
  builder_.AddSkill(Id(skill), specificity);
  return *this;
}

SmallWorld& SmallWorld::Occupation(const std::string& name,
                                   const std::vector<std::string>& essential,
                                   const std::vector<std::string>& optional) {
  builder_.AddOccupation(Id(name));
  for (const std::string& skill : essential) builder_.AddEssential(Id(name), Id(skill));
  for (const std::string& skill : optional) builder_.AddOptional(Id(name), Id(skill));
  return *this;
}

const pathways::SkillGraph& SmallWorld::skills() {
  if (!built_) skills_ = builder_.Build();
  built_ = true;
  return skills_;
}

std::string ShortName(const pathways::NodePtr& node) {
  return node->name.substr(std::string("credentials/").size());
}

}  // namespace crosswalk::test
