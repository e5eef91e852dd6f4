// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/step_finder.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace crosswalk::pathways {
namespace {

constexpr std::size_t kMostBehind = 500;

}  // namespace

const std::vector<Step>& StepFinder::From(const NodePtr& node) {
  const auto [entry, added] = steps_.try_emplace(node->name);
  if (!added) return entry->second;
  std::vector<NodePtr> targets;
  std::unordered_set<const CredentialNode*> known = {node.get()};
  const auto add = [&](NodePtr target) {
    if (target != nullptr && known.insert(target.get()).second) {
      targets.push_back(std::move(target));
    }
  };
  for (const registry::Requirement& link : node->stacks_into) {
    if (!link.credential.empty()) add(credentials_.Find(link.credential));
  }
  for (NodePtr& target : credentials_.Requiring(node->name)) add(std::move(target));
  const SkillReach reach(*node, evidence_, skills_);
  if (!declared_only_) {
    std::vector<NodePtr> found = credentials_.TeachingAnyOf(reach.Reached(), max_candidates_ + 1);
    truncated_ |= found.size() > max_candidates_;
    found.resize(std::min(found.size(), max_candidates_));
    for (NodePtr& target : found) add(std::move(target));
  }
  std::vector<Step>& steps = entry->second;
  for (const NodePtr& target : targets) {
    Step step = Compare(node, reach, target, skills_, evidence_);
    if (step.declared() || step.factors.overlap >= min_overlap_) steps.push_back(std::move(step));
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    const double most_a = MostScore(a), most_b = MostScore(b);
    return most_a != most_b ? most_a > most_b : a.target->name < b.target->name;
  });
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
