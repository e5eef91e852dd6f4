// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/memory_credential_graph.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace crosswalk::pathways {
namespace {

bool ByName(const NodePtr& a, const NodePtr& b) { return a->name < b->name; }

}  // namespace

MemoryCredentialGraph::Place MemoryCredentialGraph::TakePlace(const NodePtr& node) {
  const Slot slot{node, std::hash<std::string>()(node->name)};
  if (free_.empty()) {
    slots_.push_back(slot);
    return static_cast<Place>(slots_.size() - 1);
  }
  const Place place = free_.back();
  free_.pop_back();
  slots_[place] = slot;
  return place;
}

void MemoryCredentialGraph::Put(CredentialNode node) {
  Remove(node.name);
  const auto added = std::make_shared<const CredentialNode>(std::move(node));
  const Place place = TakePlace(added);
  places_.emplace(added->name, place);
  for (const TaughtSkill& taught : added->skills) by_skill_[taught.skill].push_back(place);
  for (const auto& link : added->stacks_into) {
    if (!link.credential.empty()) Enter(stacking_[link.credential], added);
  }
  for (const auto& link : added->prerequisites) {
    if (!link.credential.empty()) Enter(requiring_[link.credential], added);
  }
  Enter(issuers_[added->issuer.id], added);
}

void MemoryCredentialGraph::Remove(std::string_view name) {
  const auto found = places_.find(name);
  if (found == places_.end()) return;
  const Place place = found->second;
  const NodePtr node = std::move(slots_[place].node);
  for (const TaughtSkill& taught : node->skills) {
    const auto group = by_skill_.find(taught.skill);
    std::erase(group->second, place);
    if (group->second.empty()) by_skill_.erase(group);
  }
  for (const auto& link : node->stacks_into) Leave(stacking_, link.credential, node);
  for (const auto& link : node->prerequisites) Leave(requiring_, link.credential, node);
  Leave(issuers_, node->issuer.id, node);
  free_.push_back(place);
  places_.erase(found);
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
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : slots_[found->second].node;
}

std::vector<NodePtr> MemoryCredentialGraph::TeachingAnyOf(std::span<const SkillId> skills,
                                                          std::size_t limit) const {
  std::vector<SkillId> asked(skills.begin(), skills.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  // How many of the skills each place teaches.
  std::vector<std::uint32_t> counts(slots_.size(), 0);
  std::vector<Place> found;
  for (const SkillId skill : asked) {
    const auto group = by_skill_.find(skill);
    if (group == by_skill_.end()) continue;
    for (const Place place : group->second) {
      if (counts[place]++ == 0) found.push_back(place);
    }
  }
  const auto better = [&](Place a, Place b) {
    if (counts[a] != counts[b]) return counts[a] > counts[b];
    if (slots_[a].order != slots_[b].order) return slots_[a].order < slots_[b].order;
    return slots_[a].node->name < slots_[b].node->name;
  };
  if (found.size() > limit) {
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(limit);
    std::nth_element(found.begin(), end, found.end(), better);
    found.erase(end, found.end());
  }
  std::sort(found.begin(), found.end(), better);
  std::vector<NodePtr> result;
  result.reserve(found.size());
  for (const Place place : found) result.push_back(slots_[place].node);
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
