// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/gap.h"

#include "server/pathways/set_cover.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

namespace crosswalk::pathways {
namespace {

// What a credential is taken to cost where its hours are not known: more than most short ones, so
// that silence does not pay.
constexpr double kUnknownHours = 100;

Coverage CoverageOf(const std::optional<SkillMatch>& match) {
  if (!match) return Coverage::kMissing;
  switch (match->kinship) {
    case Kinship::kSame:
      return Coverage::kExact;
    case Kinship::kNarrower:
      return Coverage::kNarrower;
    case Kinship::kBroader:
      return Coverage::kBroader;
    case Kinship::kRelated:
    case Kinship::kCompanion:
      return Coverage::kMissing;
  }
  return Coverage::kMissing;
}

void Count(Coverage coverage, GapRatio& ratio) {
  switch (coverage) {
    case Coverage::kExact:
      ++ratio.exact;
      break;
    case Coverage::kNarrower:
      ++ratio.narrower;
      break;
    case Coverage::kBroader:
      ++ratio.broader;
      break;
    case Coverage::kMissing:
      ++ratio.missing;
      break;
  }
}

GapRatio RatioOf(const std::vector<SkillId>& asked, const HeldSkills& held) {
  GapRatio ratio;
  for (const SkillId skill : asked) Count(CoverageOf(held.Match(skill)), ratio);
  return ratio;
}

// Held skills that match nothing asked.
std::vector<TaughtSkill> ExtraOf(const Gap& gap, const HeldSkills& held, const GapTarget& target,
                                 const SkillGraph& graph) {
  // A held skill is of use where it alone would cover something, even if another covers it better.
  std::vector<TaughtSkill> extra;
  if (gap.skills.empty()) return extra;
  for (const TaughtSkill& skill : held.skills()) {
    HeldSkills alone(graph);
    alone.Add(skill);
    const auto covers = [&](SkillId asked) {
      return CoverageOf(alone.Match(asked)) != Coverage::kMissing;
    };
    const bool of_use = std::any_of(target.essential.begin(), target.essential.end(), covers) ||
                        std::any_of(target.optional.begin(), target.optional.end(), covers);
    if (!of_use) extra.push_back(skill);
  }
  return extra;
}

// The closing set: what to close, who closes it, and the cover.
class Closing {
 public:
  Closing(const GapTarget& target, const CredentialGraph& credentials, const SkillGraph& graph,
          const GapRules& rules, Gap& gap)
      : target_(target), credentials_(credentials), graph_(graph), rules_(rules), gap_(gap) {}

  core::Status Close(Holdings holdings) {
    for (const GapSkill& skill : gap_.skills) {
      const bool wanted = skill.essential || rules_.close_optional;
      const bool open =
          skill.coverage == Coverage::kMissing || skill.coverage == Coverage::kBroader;
      if (wanted && open) to_close_.push_back(skill.skill);
    }
    if (to_close_.empty()) return {};
    if (core::Status status = CollectCandidates(holdings); !status.ok()) return status;
    std::set<std::size_t> closed;
    for (const std::size_t chosen : GreedyCover(sets_, to_close_.size(), rules_.max_credentials)) {
      ClosingCredential closing;
      closing.credential = candidates_[chosen];
      for (const std::size_t item : sets_[chosen].items) {
        if (closed.insert(item).second) closing.closes.push_back(to_close_[item]);
      }
      std::sort(closing.closes.begin(), closing.closes.end());
      closing.prerequisites = holdings.Check(*closing.credential);
      holdings.Add(closing.credential);
      closing.essential_coverage = RatioOf(target_.essential, holdings.skills()).value();
      gap_.closing.push_back(std::move(closing));
    }
    for (std::size_t i = 0; i < to_close_.size(); ++i) {
      if (!closed.contains(i)) gap_.unclosed.push_back(to_close_[i]);
    }
    return {};
  }

 private:
  core::Status CollectCandidates(const Holdings& holdings) {
    // What closes each open skill: itself and all that are narrower.
    std::unordered_map<SkillId, std::vector<std::size_t>> closes;
    std::vector<SkillId> closers;
    for (std::size_t i = 0; i < to_close_.size(); ++i) {
      std::vector<SkillId> ways = NarrowerThan(to_close_[i], graph_);
      ways.push_back(to_close_[i]);
      for (const SkillId way : ways) {
        closes[way].push_back(i);
        closers.push_back(way);
      }
    }
    std::vector<NodePtr> found = credentials_.TeachingAnyOf(closers, rules_.max_candidates + 1);
    gap_.truncated = found.size() > rules_.max_candidates;
    found.resize(std::min(found.size(), rules_.max_candidates));
    std::sort(found.begin(), found.end(),
              [](const NodePtr& a, const NodePtr& b) { return CheaperThen(*a, *b); });
    for (NodePtr& node : found) {
      if (rules_.cancelled && rules_.cancelled()) {
        return {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the analysis was cancelled"};
      }
      const bool is_target = target_.credential && target_.credential->name == node->name;
      if (is_target || holdings.Has(node->name)) continue;
      std::set<std::size_t> items;
      for (const TaughtSkill& taught : node->skills) {
        // What is taught in part closes nothing.
        if (!rules_.evidence.Counts(taught) || taught.partial) continue;
        const auto way = closes.find(taught.skill);
        if (way != closes.end()) items.insert(way->second.begin(), way->second.end());
      }
      if (items.empty()) continue;
      const double hours = std::max(node->hours.value_or(kUnknownHours), 0.01);
      sets_.push_back(
          {{items.begin(), items.end()}, rules_.cost == ClosingCost::kHours ? hours : 1.0});
      candidates_.push_back(std::move(node));
    }
    return {};
  }

  static bool CheaperThen(const CredentialNode& a, const CredentialNode& b) {
    const double hours_a = a.hours.value_or(kUnknownHours);
    const double hours_b = b.hours.value_or(kUnknownHours);
    return hours_a != hours_b ? hours_a < hours_b : a.name < b.name;
  }

  const GapTarget& target_;
  const CredentialGraph& credentials_;
  const SkillGraph& graph_;
  const GapRules& rules_;
  Gap& gap_;
  std::vector<SkillId> to_close_;
  std::vector<NodePtr> candidates_;
  std::vector<CoverSet> sets_;  // Of each candidate.
};

}  // namespace

double GapRatio::value() const {
  if (total() == 0) return 1;
  const double covered = static_cast<double>(exact + narrower) + 0.5 * static_cast<double>(broader);
  return covered / static_cast<double>(total());
}

GapTarget TargetOfOccupation(SkillId occupation, const SkillGraph& graph) {
  GapTarget target;
  const auto essential = graph.EssentialSkills(occupation);
  const auto optional = graph.OptionalSkills(occupation);
  target.essential.assign(essential.begin(), essential.end());
  target.optional.assign(optional.begin(), optional.end());
  return target;
}

GapTarget TargetOfCredential(const NodePtr& credential, const SkillGraph& graph,
                             const SkillEvidence& evidence) {
  GapTarget target;
  for (const TaughtSkill& taught : credential->skills) {
    if (evidence.Counts(taught)) target.essential.push_back(taught.skill);
  }
  target.credential = credential;
  target.level = LevelOf(*credential, graph).number;
  return target;
}

core::Result<Gap> AnalyzeGap(const std::vector<NodePtr>& held,
                             const std::vector<SkillId>& held_skills, const GapTarget& target,
                             const CredentialGraph& credentials, const SkillGraph& skills,
                             const GapRules& rules) {
  Holdings holdings(skills, rules.evidence);
  for (const NodePtr& node : held) holdings.Add(node);
  for (const SkillId skill : held_skills) holdings.Add(skill);
  Gap gap;
  for (const bool essential : {true, false}) {
    for (const SkillId skill : essential ? target.essential : target.optional) {
      const auto match = holdings.skills().Match(skill);
      const Coverage coverage = CoverageOf(match);
      gap.skills.push_back(
          {skill, essential, coverage, coverage == Coverage::kMissing ? std::nullopt : match});
      Count(coverage, essential ? gap.essential : gap.optional);
    }
  }
  gap.extra = ExtraOf(gap, holdings.skills(), target, skills);
  gap.level_held = holdings.level();
  gap.level_target = target.level;
  gap.hours_held = holdings.hours();
  if (target.credential) {
    gap.hours_target = target.credential->hours;
    gap.prerequisites = holdings.Check(*target.credential);
  } else if (const Rung* rung = skills.FindRung(target.level); rung && rung->volume_hours) {
    gap.hours_target = *rung->volume_hours;
  }
  if (core::Status status = Closing(target, credentials, skills, rules, gap).Close(holdings);
      !status.ok()) {
    return status;
  }
  return gap;
}

}  // namespace crosswalk::pathways
