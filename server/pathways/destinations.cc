// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/destinations.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace crosswalk::pathways {
namespace {

constexpr std::size_t kFewestEssential = 3;
// Occupations whose coverage is worked out exactly; the rest share fewer skills.
constexpr std::size_t kMostExamined = 200;
// How sure a comparable qualification is, by who says so.
constexpr double kSuggestedLevel = 0.8;
// Hours that add up are not yet a programme.
constexpr double kTowardScore = 0.7;

bool Has(const std::vector<Destination>& found, const std::string& qualification) {
  return std::any_of(found.begin(), found.end(), [&](const Destination& destination) {
    return destination.qualification == qualification;
  });
}

void AddHoursToward(const Holdings& holdings, const DestinationRules& rules,
                    std::vector<Destination>& found) {
  const Rung* rung = holdings.graph().FindRung(holdings.level());
  if (rung == nullptr || !rung->volume_hours || Has(found, rung->name)) return;
  const double share = holdings.hours() / *rung->volume_hours;
  if (share < rules.min_hours_share) return;
  Destination toward;
  toward.kind = DestinationKind::kTowardQualification;
  toward.qualification = rung->name;
  toward.coverage = std::min(share, 1.0);
  toward.score = kTowardScore * *toward.coverage;
  found.push_back(std::move(toward));
}

Destination Cover(SkillId occupation, const Holdings& holdings) {
  Destination destination;
  destination.occupation = occupation;
  double covered = 0;
  const auto essential = holdings.graph().EssentialSkills(occupation);
  for (const SkillId skill : essential) {
    const auto match = holdings.skills().Match(skill);
    if (!match || match->kinship == Kinship::kRelated) {
      destination.missing.push_back(skill);
      continue;
    }
    ++destination.covered;
    covered += match->kinship == Kinship::kBroader ? 0.5 : 1.0;
  }
  destination.coverage = covered / static_cast<double>(essential.size());
  destination.score = *destination.coverage;
  return destination;
}

}  // namespace

std::vector<Destination> QualificationsOf(const Holdings& holdings, const DestinationRules& rules) {
  std::vector<Destination> found;
  if (holdings.nodes().empty()) return found;
  const NodePtr& last = holdings.nodes().back();
  for (const registry::Requirement& link : last->stacks_into) {
    if (link.qualification.empty() || Has(found, link.qualification)) continue;
    Destination declared;
    declared.kind = DestinationKind::kDeclaredQualification;
    declared.qualification = link.qualification;
    declared.words = link.text;
    declared.from = last;
    declared.score = 1;
    found.push_back(std::move(declared));
  }
  const Rung* rung = holdings.graph().FindRung(LevelOf(*last, holdings.graph()).number);
  if (rung != nullptr && IsProgramme(last->type) && !Has(found, rung->name)) {
    Destination awarded;
    awarded.kind = DestinationKind::kAwardedQualification;
    awarded.qualification = rung->name;
    awarded.from = last;
    awarded.score = last->level_evidence == Evidence::kSuggested ? kSuggestedLevel : 1;
    found.push_back(std::move(awarded));
  }
  AddHoursToward(holdings, rules, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  return found;
}

std::vector<Destination> OccupationsOf(const Holdings& holdings, const DestinationRules& rules) {
  const SkillGraph& graph = holdings.graph();
  std::unordered_map<SkillId, std::size_t> counts;
  for (const SkillId skill : holdings.skills().Reach()) {
    const auto match = holdings.skills().Match(skill);
    if (match->kinship == Kinship::kRelated) continue;
    for (const SkillId occupation : graph.Related(skill, SkillGraph::Relation::kOccupation)) {
      ++counts[occupation];
    }
  }
  std::vector<std::pair<double, SkillId>> examined;
  for (const auto& [occupation, count] : counts) {
    const std::size_t essential = graph.EssentialSkills(occupation).size();
    const double most = static_cast<double>(count) / static_cast<double>(essential);
    if (essential >= kFewestEssential && most >= rules.min_occupation_coverage) {
      examined.emplace_back(-most, occupation);
    }
  }
  std::sort(examined.begin(), examined.end());
  examined.resize(std::min(examined.size(), kMostExamined));
  std::vector<Destination> found;
  for (const auto& [most, occupation] : examined) {
    Destination destination = Cover(occupation, holdings);
    if (*destination.coverage >= rules.min_occupation_coverage) {
      found.push_back(std::move(destination));
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.occupation < b.occupation;
  });
  found.resize(std::min(found.size(), rules.max_occupations));
  return found;
}

std::vector<Destination> NearestOccupations(const Holdings& holdings) {
  DestinationRules any;
  any.min_occupation_coverage = 0;
  return OccupationsOf(holdings, any);
}

}  // namespace crosswalk::pathways
