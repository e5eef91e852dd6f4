// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/memory_credential_graph.h"

#include <algorithm>
#include <utility>

namespace crosswalk::pathways {
namespace {

bool ByName(const NodePtr& a, const NodePtr& b) { return a->name < b->name; }

}  // namespace

void MemoryCredentialGraph::Put(CredentialNode node) {
  Remove(node.name);
  const auto added = std::make_shared<const CredentialNode>(std::move(node));
  nodes_.emplace(added->name, added);
  for (const TaughtSkill& taught : added->skills) Enter(by_skill_[taught.skill], added);
  for (const auto& link : added->stacks_into) {
    if (!link.credential.empty()) Enter(stacking_[link.credential], added);
  }
  for (const auto& link : added->prerequisites) {
    if (!link.credential.empty()) Enter(requiring_[link.credential], added);
  }
  Enter(issuers_[added->issuer.id], added);
}

void MemoryCredentialGraph::Remove(std::string_view name) {
  const auto found = nodes_.find(name);
  if (found == nodes_.end()) return;
  const NodePtr node = found->second;
  for (const TaughtSkill& taught : node->skills) {
    const auto group = by_skill_.find(taught.skill);
    if (group == by_skill_.end()) continue;
    Leave(group->second, node);
    if (group->second.empty()) by_skill_.erase(group);
  }
  for (const auto& link : node->stacks_into) Leave(stacking_, link.credential, node);
  for (const auto& link : node->prerequisites) Leave(requiring_, link.credential, node);
  Leave(issuers_, node->issuer.id, node);
  nodes_.erase(found);
}

void MemoryCredentialGraph::Enter(Group& group, const NodePtr& node) {
  const auto place = std::lower_bound(group.begin(), group.end(), node, ByName);
  if (place == group.end() || (*place)->name != node->name) group.insert(place, node);
}

void MemoryCredentialGraph::Leave(Group& group, const NodePtr& node) {
  const auto place = std::lower_bound(group.begin(), group.end(), node, ByName);
  if (place != group.end() && (*place)->name == node->name) group.erase(place);
}

void MemoryCredentialGraph::Leave(Groups& groups, const std::string& key, const NodePtr& node) {
  const auto group = groups.find(key);
  if (group == groups.end()) return;
  Leave(group->second, node);
  if (group->second.empty()) groups.erase(group);
}

std::vector<NodePtr> MemoryCredentialGraph::Members(const Groups& groups, std::string_view key) {
  const auto group = groups.find(key);
  if (group == groups.end()) return {};
  return group->second;
}

NodePtr MemoryCredentialGraph::Find(std::string_view name) const {
  const auto found = nodes_.find(name);
  return found == nodes_.end() ? nullptr : found->second;
}

std::vector<NodePtr> MemoryCredentialGraph::TeachingAnyOf(std::span<const SkillId> skills,
                                                          std::size_t limit) const {
  std::vector<SkillId> asked(skills.begin(), skills.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  // How many of the skills each teaches, and how many teach that many.
  std::unordered_map<const CredentialNode*, std::pair<const NodePtr*, std::size_t>> found;
  for (const SkillId skill : asked) {
    const auto group = by_skill_.find(skill);
    if (group == by_skill_.end()) continue;
    for (const NodePtr& node : group->second) {
      auto& entry = found[node.get()];
      entry.first = &node;
      ++entry.second;
    }
  }
  std::vector<std::size_t> teaching(asked.size() + 1, 0);
  for (const auto& [key, entry] : found) ++teaching[entry.second];
  // Only those that may be among the first `limit` are put in order.
  std::size_t least = asked.size(), enough = 0;
  while (least > 1 && (enough += teaching[least]) < limit) --least;
  std::vector<std::pair<const NodePtr*, std::size_t>> ranked;
  for (const auto& [key, entry] : found) {
    if (entry.second >= least) ranked.push_back(entry);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : (*a.first)->name < (*b.first)->name;
  });
  std::vector<NodePtr> result;
  for (std::size_t i = 0; i < std::min(limit, ranked.size()); ++i) {
    result.push_back(*ranked[i].first);
  }
  return result;
}

std::vector<NodePtr> MemoryCredentialGraph::StackingInto(std::string_view name) const {
  return Members(stacking_, name);
}

std::vector<NodePtr> MemoryCredentialGraph::Requiring(std::string_view name) const {
  return Members(requiring_, name);
}

std::vector<NodePtr> MemoryCredentialGraph::OfIssuer(std::string_view issuer_id) const {
  return Members(issuers_, issuer_id);
}

}  // namespace crosswalk::pathways
