// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/skill_graph.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace crosswalk::pathways {
namespace {

void SortUnique(std::vector<SkillId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  ids.shrink_to_fit();
}

}  // namespace

double SkillGraph::Specificity(SkillId skill) const {
  const Skill* found = Find(skill);
  return found == nullptr ? 1.0 : found->specificity;
}

std::span<const SkillId> SkillGraph::Related(SkillId skill, Relation relation) const {
  const Skill* found = Find(skill);
  if (found == nullptr) return {};
  switch (relation) {
    case Relation::kBroader:
      return found->broader;
    case Relation::kNarrower:
      return found->narrower;
    case Relation::kRelated:
      return found->related;
    case Relation::kCompanion:
      return found->companions;
    case Relation::kOccupation:
      return found->occupations;
  }
  return {};
}

std::span<const SkillId> SkillGraph::EssentialSkills(SkillId occupation) const {
  const auto found = occupations_.find(occupation);
  if (found == occupations_.end()) return {};
  return found->second.essential;
}

std::span<const SkillId> SkillGraph::OptionalSkills(SkillId occupation) const {
  const auto found = occupations_.find(occupation);
  if (found == occupations_.end()) return {};
  return found->second.optional;
}

const Rung* SkillGraph::FindRung(std::string_view qualification) const {
  const auto found = std::find_if(rungs_.begin(), rungs_.end(),
                                  [&](const Rung& rung) { return rung.name == qualification; });
  return found == rungs_.end() ? nullptr : &*found;
}

const Rung* SkillGraph::FindRung(int number) const {
  const auto found = std::find_if(rungs_.begin(), rungs_.end(),
                                  [&](const Rung& rung) { return rung.number == number; });
  return found == rungs_.end() ? nullptr : &*found;
}

SkillGraph::Skill& SkillGraphBuilder::Know(SkillId id) {
  const auto place = static_cast<std::size_t>(id);
  if (place >= graph_.skills_.size()) graph_.skills_.resize(place + 1);
  graph_.skills_[place].known = true;
  return graph_.skills_[place];
}

SkillGraphBuilder& SkillGraphBuilder::AddSkill(SkillId skill, double specificity) {
  Know(skill).specificity = specificity;
  return *this;
}

SkillGraphBuilder& SkillGraphBuilder::AddBroader(SkillId narrower, SkillId broader) {
  if (narrower == broader) return *this;
  Know(narrower).broader.push_back(broader);
  Know(broader).narrower.push_back(narrower);
  return *this;
}

SkillGraphBuilder& SkillGraphBuilder::AddRelated(SkillId one, SkillId other) {
  if (one == other) return *this;
  Know(one).related.push_back(other);
  Know(other).related.push_back(one);
  return *this;
}

SkillGraphBuilder& SkillGraphBuilder::AddOccupation(SkillId occupation) {
  graph_.occupations_[occupation];
  return *this;
}

SkillGraphBuilder& SkillGraphBuilder::AddEssential(SkillId occupation, SkillId skill) {
  graph_.occupations_[occupation].essential.push_back(skill);
  Know(skill).occupations.push_back(occupation);
  return *this;
}

SkillGraphBuilder& SkillGraphBuilder::AddOptional(SkillId occupation, SkillId skill) {
  graph_.occupations_[occupation].optional.push_back(skill);
  Know(skill);
  return *this;
}

SkillGraphBuilder& SkillGraphBuilder::AddRung(Rung rung) {
  graph_.rungs_.push_back(std::move(rung));
  return *this;
}

void SkillGraphBuilder::FindCompanions() {
  std::unordered_map<SkillId, std::size_t> together;
  for (std::size_t i = 0; i < graph_.skills_.size(); ++i) {
    SkillGraph::Skill& skill = graph_.skills_[i];
    const auto id = static_cast<SkillId>(i);
    together.clear();
    for (const SkillId occupation : skill.occupations) {
      for (const SkillId other : graph_.occupations_[occupation].essential) ++together[other];
    }
    together.erase(id);
    std::vector<std::pair<double, SkillId>> ranked;
    for (const auto& [other, count] : together) {
      const auto all =
          static_cast<double>(skill.occupations.size() * Know(other).occupations.size());
      const double company = static_cast<double>(count) / (std::sqrt(all) + 1);
      if (company >= kLeastCompany) ranked.emplace_back(-company, other);
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(ranked.size(), kMostCompanions));
    for (const auto& [company, other] : ranked) skill.companions.push_back(other);
    SortUnique(skill.companions);
  }
}

SkillGraph SkillGraphBuilder::Build() {
  for (SkillGraph::Skill& skill : graph_.skills_) {
    for (auto* list : {&skill.broader, &skill.narrower, &skill.related, &skill.occupations}) {
      SortUnique(*list);
    }
  }
  for (auto& [id, occupation] : graph_.occupations_) {
    SortUnique(occupation.essential);
    SortUnique(occupation.optional);
    std::vector<SkillId> only;
    std::set_difference(occupation.optional.begin(), occupation.optional.end(),
                        occupation.essential.begin(), occupation.essential.end(),
                        std::back_inserter(only));
    occupation.optional = std::move(only);
  }
  FindCompanions();
  std::sort(graph_.rungs_.begin(), graph_.rungs_.end(),
            [](const Rung& a, const Rung& b) { return a.number < b.number; });
  return std::exchange(graph_, SkillGraph());
}

}  // namespace crosswalk::pathways
