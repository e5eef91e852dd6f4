// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/continuation.h"

#include <algorithm>
#include <cmath>

namespace crosswalk::pathways {
namespace {

// Scores of declared steps, before levels and prerequisites: who awards a credential knows best
// what it counts toward; that another asks for it says a little less.
constexpr double kStackScore = 1.0;
constexpr double kPrerequisiteScore = 0.9;
// A declared step that goes down is probably a mistake, or a change of field.
constexpr double kDeclaredFall = 0.7;
// A prerequisite of a declared step that is not held can be earned first.
constexpr double kDeclaredMissing = 0.7;
// What is asked in words may or may not be met.
constexpr double kInWords = 0.95;
// A step that nobody declared is never as good as one that somebody did.
constexpr double kDiscoveredScore = 0.9;
// Of two shares of overlap the larger says more: a micro-credential inside a diploma shares all of
// its own skills and few of the diploma's.
constexpr double kLargerShare = 0.7;
// One shared skill by chance is common; it must be a telling one.
constexpr double kLeastShared = 0.5;

double LevelFactor(const LevelSpan& from, const LevelSpan& to, bool& falls) {
  falls = false;
  if (from.number == 0 || to.number == 0) return 0.85;
  const int rise = to.number - from.number;
  if (rise < 0) {
    // Ranges that touch do not contradict a step on one level.
    falls = std::max(to.high, to.number) < std::min(from.low, from.number);
    return 0.75;
  }
  if (rise == 0) return 0.9;
  if (rise <= 2) return 1;
  return rise <= 4 ? 0.8 : 0.6;
}

// The declaration with the requirement on `name`, or nullptr.
const registry::Requirement* FindLink(const std::vector<registry::Requirement>& links,
                                      std::string_view name) {
  const auto found = std::find_if(links.begin(), links.end(),
                                  [&](const auto& link) { return link.credential == name; });
  return found == links.end() ? nullptr : &*found;
}

// How sure it is that the other side has a skill, given that this side has it. Both suggestions
// come from one model that read alike outcomes alike, so that they are right or wrong together.
double Sureness(double strength) { return std::sqrt(strength); }

// Weight of a skill in comparisons.
double Telling(const TaughtSkill& taught, const SkillGraph& graph) {
  return graph.Specificity(taught.skill) * StrengthOf(taught);
}

// The shared skills, and how much the two have in common.
void Overlap(const SkillReach& reach, const SkillGraph& graph, const SkillEvidence& evidence,
             Step& step) {
  // Of each skill of `from`, in its order: how much of it the target has.
  std::vector<double> of_each(step.from->skills.size(), 0);
  const auto position = [&](SkillId skill) {
    const auto& skills = step.from->skills;
    const auto found =
        std::lower_bound(skills.begin(), skills.end(), skill,
                         [](const TaughtSkill& taught, SkillId id) { return taught.skill < id; });
    return static_cast<std::size_t>(found - skills.begin());
  };
  double target_all = 0, target_had = 0;
  for (const TaughtSkill& taught : step.target->skills) {
    if (!evidence.Counts(taught)) continue;
    const double telling = Telling(taught, graph);
    target_all += telling;
    const SkillMatch* best = nullptr;
    for (const SkillMatch& match : reach.Matches(taught.skill)) {
      if (best == nullptr || IsBetter(match, *best)) best = &match;
      double& had = of_each[position(match.held)];
      had = std::max(had, WeightOf(Inverse(match.kinship)) * Sureness(StrengthOf(taught)));
    }
    if (best == nullptr) continue;
    target_had += telling * WeightOf(best->kinship) * Sureness(best->strength);
    step.shared.push_back(*best);
  }
  double from_all = 0, from_had = 0;
  for (std::size_t i = 0; i < of_each.size(); ++i) {
    const TaughtSkill& taught = step.from->skills[i];
    if (!evidence.Counts(taught)) continue;
    from_all += Telling(taught, graph);
    from_had += Telling(taught, graph) * of_each[i];
  }
  const double of_target = target_all > 0 ? target_had / target_all : 0;
  const double of_from = from_all > 0 ? from_had / from_all : 0;
  step.factors.overlap = kLargerShare * std::max(of_target, of_from) +
                         (1 - kLargerShare) * std::min(of_target, of_from);
}

}  // namespace

LevelSpan LevelOf(const CredentialNode& node, const SkillGraph& graph) {
  const auto number = [&](const std::string& name, int otherwise) {
    const Rung* rung = name.empty() ? nullptr : graph.FindRung(name);
    return rung == nullptr ? otherwise : rung->number;
  };
  LevelSpan span;
  span.number = number(node.qualification, node.level_number);
  span.low = number(node.level_low, span.number);
  span.high = number(node.level_high, span.number);
  return span;
}

Step Compare(const NodePtr& from, const SkillReach& reach, const NodePtr& target,
             const SkillGraph& graph, const SkillEvidence& evidence) {
  Step step;
  step.from = from;
  step.target = target;
  if (const auto* link = FindLink(from->stacks_into, target->name)) {
    step.declared_stack = true;
    step.words = link->text;
  }
  if (const auto* link = FindLink(target->prerequisites, from->name)) {
    step.declared_prerequisite = true;
    if (step.words.empty()) step.words = link->text;
  }
  step.level_from = LevelOf(*from, graph).number;
  step.level_to = LevelOf(*target, graph).number;

  Overlap(reach, graph, evidence, step);
  const auto telling = [&](const SkillMatch& match) {
    return WeightOf(match.kinship) * graph.Specificity(match.wanted) * Sureness(match.strength);
  };
  std::stable_sort(step.shared.begin(), step.shared.end(),
                   [&](const auto& a, const auto& b) { return telling(a) > telling(b); });
  double telling_sum = 0;
  for (const SkillMatch& match : step.shared) telling_sum += telling(match);
  if (telling_sum < kLeastShared) step.factors.overlap = 0;
  return step;
}

double MostScore(const Step& step) {
  if (step.declared_stack) return kStackScore;
  if (step.declared_prerequisite) return kPrerequisiteScore;
  // The root: half the skills in common is already a strong link, and scores of paths multiply.
  return kDiscoveredScore * std::sqrt(step.factors.overlap);
}

void Judge(const Holdings& holdings, const StepRules& rules, Step& step) {
  const SkillGraph& graph = holdings.graph();
  const CredentialNode& target = *step.target;
  step.gained.clear();
  for (const TaughtSkill& taught : target.skills) {
    if (holdings.evidence().Counts(taught) && !holdings.skills().Has(taught.skill)) {
      step.gained.push_back(taught.skill);
    }
  }
  step.prerequisites = holdings.Check(target);
  step.hours = target.hours;
  step.hours_credited = holdings.CreditToward(target);
  if (step.hours) step.hours_added = *step.hours - *step.hours_credited;

  int missing = 0, in_words = 0;
  for (const PrerequisiteState& prerequisite : step.prerequisites) {
    missing += prerequisite.state == PrerequisiteState::State::kMissing;
    in_words += prerequisite.state == PrerequisiteState::State::kInWords;
  }
  bool falls = false;
  step.factors.level = LevelFactor(LevelOf(*step.from, graph), LevelOf(target, graph), falls);
  if (step.declared()) step.factors.level = falls ? kDeclaredFall : 1.0;
  step.factors.prerequisites =
      std::pow(kDeclaredMissing, missing) * (in_words > 0 ? kInWords : 1.0);
  // What is held counts toward the target: the more of its hours, the nearer it is.
  step.factors.hours = 1;
  if (!step.declared() && step.hours && *step.hours > 0) {
    step.factors.hours = 0.9 + 0.1 * std::min(1.0, *step.hours_credited / *step.hours);
  }

  step.obstacles.clear();
  if (!step.declared()) {
    if (step.factors.overlap < rules.min_overlap) {
      step.obstacles.push_back(Obstacle::kTooLittleInCommon);
    }
    if (falls) step.obstacles.push_back(Obstacle::kLevelFalls);
    if (missing > 0) step.obstacles.push_back(Obstacle::kPrerequisiteMissing);
    if (step.gained.empty() && step.level_to <= holdings.level()) {
      step.obstacles.push_back(Obstacle::kNothingNew);
    }
  }
  step.score =
      MostScore(step) * step.factors.level * step.factors.prerequisites * step.factors.hours;
}

}  // namespace crosswalk::pathways
