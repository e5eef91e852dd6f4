// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/step_finder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace crosswalk::pathways {
namespace {

constexpr std::size_t kMostBehind = 500;

}  // namespace

const std::vector<Step>& StepFinder::From(const NodePtr& node) {
  const auto [entry, added] = steps_.try_emplace(node->name);
  if (!added) return entry->second;
  std::map<std::string, NodePtr> targets;
  for (const registry::Requirement& link : node->stacks_into) {
    if (link.credential.empty()) continue;
    if (NodePtr target = credentials_.Find(link.credential)) targets.emplace(target->name, target);
  }
  for (NodePtr& target : credentials_.Requiring(node->name)) targets.emplace(target->name, target);
  const SkillReach reach(*node, evidence_, skills_);
  if (!declared_only_) {
    const std::vector<NodePtr> found =
        credentials_.TeachingAnyOf(reach.Reached(), max_candidates_ + 1);
    truncated_ |= found.size() > max_candidates_;
    for (std::size_t i = 0; i < std::min(found.size(), max_candidates_); ++i) {
      targets.emplace(found[i]->name, found[i]);
    }
  }
  targets.erase(node->name);
  for (const auto& [name, target] : targets) {
    Step step = Compare(node, reach, target, skills_, evidence_);
    if (step.declared() || step.factors.overlap >= min_overlap_) {
      entry->second.push_back(std::move(step));
    }
  }
  std::stable_sort(entry->second.begin(), entry->second.end(),
                   [](const Step& a, const Step& b) { return MostScore(a) > MostScore(b); });
  return entry->second;
}

const std::set<std::string>& StepFinder::BehindOf(const NodePtr& node) {
  const auto [entry, added] = behind_.try_emplace(node->name);
  if (!added) return entry->second;
  std::set<std::string>& behind = entry->second;
  std::vector<NodePtr> open = {node};
  while (!open.empty() && behind.size() < kMostBehind) {
    const NodePtr next = std::move(open.back());
    open.pop_back();
    std::vector<NodePtr> before = credentials_.StackingInto(next->name);
    for (const registry::Requirement& link : next->prerequisites) {
      if (link.credential.empty()) continue;
      if (NodePtr required = credentials_.Find(link.credential)) before.push_back(required);
    }
    for (NodePtr& other : before) {
      if (other->name != node->name && behind.insert(other->name).second) {
        open.push_back(std::move(other));
      }
    }
  }
  return behind;
}

}  // namespace crosswalk::pathways
