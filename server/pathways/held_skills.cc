// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/held_skills.h"

#include <algorithm>
#include <tuple>

namespace crosswalk::pathways {
namespace {

// A skill taught in part counts this much of one taught wholly: more than half, since the outcomes
// under it are instances of it, and clearly less than all.
constexpr double kPartialStrength = 0.6;

// No skill of ESCO has as many below it; an odd framework must not hold up a request.
constexpr std::size_t kMostWalked = 1000;

// Skills at most kMostSkillSteps away along `relation`, with their distance, nearest first.
template <typename Visit>
void Walk(SkillId start, SkillGraph::Relation relation, const SkillGraph& graph, Visit visit) {
  // Few in frameworks as they are: a list is faster than a set.
  std::vector<SkillId> seen = {start};
  std::size_t begin = 0;
  for (int distance = 1; distance <= kMostSkillSteps; ++distance) {
    const std::size_t end = seen.size();
    if (begin == end) return;
    for (; begin < end; ++begin) {
      for (const SkillId other : graph.Related(seen[begin], relation)) {
        if (std::find(seen.begin(), seen.end(), other) != seen.end()) continue;
        if (seen.size() > kMostWalked) return;
        seen.push_back(other);
        visit(other, distance);
      }
    }
  }
}

// Everything that `skill` gives something for, itself first.
template <typename Visit>
void Spread(const TaughtSkill& skill, const SkillGraph& graph, Visit visit) {
  SkillMatch match{skill.skill, skill.skill, Kinship::kSame, 0, StrengthOf(skill), skill.evidence};
  const auto tell = [&](SkillId wanted, Kinship kinship, int distance) {
    match.wanted = wanted;
    match.kinship = kinship;
    match.distance = distance;
    visit(match);
  };
  if (skill.partial) {
    tell(skill.skill, Kinship::kBroader, 1);
  } else {
    tell(skill.skill, Kinship::kSame, 0);
  }
  Walk(skill.skill, SkillGraph::Relation::kBroader, graph,
       [&](SkillId other, int distance) { tell(other, Kinship::kNarrower, distance); });
  Walk(skill.skill, SkillGraph::Relation::kNarrower, graph,
       [&](SkillId other, int distance) { tell(other, Kinship::kBroader, distance); });
  for (const SkillId other : graph.Related(skill.skill, SkillGraph::Relation::kRelated)) {
    tell(other, Kinship::kRelated, 1);
  }
}

auto Rank(const SkillMatch& match) {
  return std::tuple(match.kinship, match.distance, -match.strength, match.held);
}

}  // namespace

double StrengthOf(const TaughtSkill& skill) {
  const double sure = skill.evidence == Evidence::kSuggested ? skill.confidence : 1.0;
  return skill.partial ? kPartialStrength * sure : sure;
}

double WeightOf(Kinship kinship) {
  switch (kinship) {
    case Kinship::kSame:
      return 1;
    case Kinship::kNarrower:
      return 0.9;
    case Kinship::kBroader:
      return 0.6;
    case Kinship::kRelated:
      return 0.3;
    case Kinship::kCompanion:
      return 0.3;
  }
  return 0;
}

void HeldSkills::Add(const TaughtSkill& skill) {
  const auto [entry, added] = held_.emplace(skill.skill, skill);
  if (!added) {
    if (StrengthOf(entry->second) >= StrengthOf(skill)) return;
    entry->second = skill;
  }
  Spread(skill, graph_, [&](const SkillMatch& match) {
    const auto [best, fresh] = reach_.emplace(match.wanted, match);
    if (!fresh && Rank(match) < Rank(best->second)) best->second = match;
  });
}

void HeldSkills::Add(const CredentialNode& node, const SkillEvidence& evidence) {
  for (const TaughtSkill& skill : node.skills) {
    if (evidence.Counts(skill)) Add(skill);
  }
}

std::optional<SkillMatch> HeldSkills::Match(SkillId wanted) const {
  const auto found = reach_.find(wanted);
  if (found == reach_.end()) return std::nullopt;
  return found->second;
}

std::vector<TaughtSkill> HeldSkills::skills() const {
  std::vector<TaughtSkill> result;
  result.reserve(held_.size());
  for (const auto& [id, skill] : held_) result.push_back(skill);
  std::sort(result.begin(), result.end(),
            [](const TaughtSkill& a, const TaughtSkill& b) { return a.skill < b.skill; });
  return result;
}

std::vector<SkillId> HeldSkills::Reach() const {
  std::vector<SkillId> result;
  result.reserve(reach_.size());
  for (const auto& [id, match] : reach_) result.push_back(id);
  std::sort(result.begin(), result.end());
  return result;
}

bool IsBetter(const SkillMatch& a, const SkillMatch& b) { return Rank(a) < Rank(b); }

Kinship Inverse(Kinship kinship) {
  if (kinship == Kinship::kNarrower) return Kinship::kBroader;
  return kinship == Kinship::kBroader ? Kinship::kNarrower : kinship;
}

SkillReach::SkillReach(const CredentialNode& node, const SkillEvidence& evidence,
                       const SkillGraph& graph) {
  for (const TaughtSkill& skill : node.skills) {
    if (!evidence.Counts(skill)) continue;
    Spread(skill, graph, [&](const SkillMatch& match) {
      std::vector<SkillMatch>& matches = matches_[match.wanted];
      // A skill that is both above and below, or related too, counts as the nearest.
      if (!matches.empty() && matches.back().held == match.held) {
        if (Rank(match) < Rank(matches.back())) matches.back() = match;
        return;
      }
      matches.push_back(match);
    });
    for (const SkillId other : graph.Related(skill.skill, SkillGraph::Relation::kCompanion)) {
      std::vector<SkillMatch>& matches = matches_[other];
      if (!matches.empty() && matches.back().held == skill.skill) continue;
      matches.push_back(
          {skill.skill, other, Kinship::kCompanion, 2, StrengthOf(skill), skill.evidence});
    }
  }
}

std::span<const SkillMatch> SkillReach::Matches(SkillId wanted) const {
  const auto found = matches_.find(wanted);
  if (found == matches_.end()) return {};
  return found->second;
}

std::vector<SkillId> SkillReach::Reached() const {
  std::vector<SkillId> result;
  result.reserve(matches_.size());
  for (const auto& [id, matches] : matches_) {
    const bool near = std::any_of(matches.begin(), matches.end(), [](const SkillMatch& match) {
      return match.kinship != Kinship::kCompanion;
    });
    if (near) result.push_back(id);
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<SkillId> NarrowerThan(SkillId skill, const SkillGraph& graph) {
  std::vector<SkillId> result;
  Walk(skill, SkillGraph::Relation::kNarrower, graph,
       [&](SkillId other, int) { result.push_back(other); });
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace crosswalk::pathways
