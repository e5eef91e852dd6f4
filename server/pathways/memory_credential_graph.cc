// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/memory_credential_graph.h"

#include <algorithm>
#include <utility>

namespace crosswalk::pathways {

void MemoryCredentialGraph::Put(CredentialNode node) {
  Remove(node.name);
  const auto added = std::make_shared<const CredentialNode>(std::move(node));
  nodes_.emplace(added->name, added);
  for (const TaughtSkill& taught : added->skills) by_skill_[taught.skill].insert(added);
  for (const auto& link : added->stacks_into) {
    if (!link.credential.empty()) stacking_[link.credential].insert(added);
  }
  for (const auto& link : added->prerequisites) {
    if (!link.credential.empty()) requiring_[link.credential].insert(added);
  }
  issuers_[added->issuer.id].insert(added);
}

void MemoryCredentialGraph::Remove(std::string_view name) {
  const auto found = nodes_.find(name);
  if (found == nodes_.end()) return;
  const NodePtr node = found->second;
  for (const TaughtSkill& taught : node->skills) {
    const auto group = by_skill_.find(taught.skill);
    if (group == by_skill_.end()) continue;
    group->second.erase(node);
    if (group->second.empty()) by_skill_.erase(group);
  }
  for (const auto& link : node->stacks_into) Leave(stacking_, link.credential, node);
  for (const auto& link : node->prerequisites) Leave(requiring_, link.credential, node);
  Leave(issuers_, node->issuer.id, node);
  nodes_.erase(found);
}

void MemoryCredentialGraph::Leave(Groups& groups, const std::string& key, const NodePtr& node) {
  const auto group = groups.find(key);
  if (group == groups.end()) return;
  group->second.erase(node);
  if (group->second.empty()) groups.erase(group);
}

std::vector<NodePtr> MemoryCredentialGraph::Members(const Groups& groups, std::string_view key) {
  const auto group = groups.find(key);
  if (group == groups.end()) return {};
  return {group->second.begin(), group->second.end()};
}

NodePtr MemoryCredentialGraph::Find(std::string_view name) const {
  const auto found = nodes_.find(name);
  return found == nodes_.end() ? nullptr : found->second;
}

std::vector<NodePtr> MemoryCredentialGraph::TeachingAnyOf(std::span<const SkillId> skills,
                                                          std::size_t limit) const {
  std::unordered_map<const CredentialNode*, std::pair<NodePtr, int>> found;
  std::vector<SkillId> asked(skills.begin(), skills.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (const SkillId skill : asked) {
    const auto group = by_skill_.find(skill);
    if (group == by_skill_.end()) continue;
    for (const NodePtr& node : group->second) {
      auto& entry = found[node.get()];
      if (entry.second++ == 0) entry.first = node;
    }
  }
  std::vector<std::pair<NodePtr, int>> ranked;
  ranked.reserve(found.size());
  for (auto& [key, entry] : found) ranked.push_back(std::move(entry));
  const auto better = [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first->name < b.first->name;
  };
  const std::size_t kept = std::min(limit, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                    ranked.end(), better);
  std::vector<NodePtr> result;
  result.reserve(kept);
  for (std::size_t i = 0; i < kept; ++i) result.push_back(std::move(ranked[i].first));
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
