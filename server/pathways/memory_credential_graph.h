// SPDX-License-Identifier: Apache-2.0
// A credential graph in memory.
#pragma once

#include "server/pathways/credential_graph.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::pathways {

// Thread-compatible: readers at the same time, or one writer. About 1 KB a credential of 15 skills.
class MemoryCredentialGraph final : public CredentialGraph {
 public:
  // Adds the node, in the place of one with its name.
  void Put(CredentialNode node);
  void Remove(std::string_view name);

  [[nodiscard]] NodePtr Find(std::string_view name) const override;
  [[nodiscard]] std::vector<NodePtr> TeachingAnyOf(std::span<const SkillId> skills,
                                                   std::size_t limit) const override;
  [[nodiscard]] std::vector<NodePtr> StackingInto(std::string_view name) const override;
  [[nodiscard]] std::vector<NodePtr> Requiring(std::string_view name) const override;
  [[nodiscard]] std::vector<NodePtr> OfIssuer(std::string_view issuer_id) const override;
  [[nodiscard]] std::size_t size() const override { return places_.size(); }

 private:
  using Group = std::vector<NodePtr>;  // By name: read far more often than changed.
  using Groups = std::map<std::string, Group, std::less<>>;
  // Where a node is kept; given to another when the node has gone.
  using Place = std::uint32_t;
  struct Slot {
    NodePtr node;
    std::size_t order = 0;  // Among those that teach as much: a hash, so that no name comes first.
  };

  static void Enter(Group& group, const NodePtr& node);
  static void Leave(Group& group, const NodePtr& node);
  static void Leave(Groups& groups, const std::string& key, const NodePtr& node);
  static std::vector<NodePtr> Members(const Groups& groups, std::string_view key);
  Place TakePlace(const NodePtr& node);

  std::map<std::string, Place, std::less<>> places_;  // By name.
  std::vector<Slot> slots_;                           // By place.
  std::vector<Place> free_;
  std::unordered_map<SkillId, std::vector<Place>> by_skill_;
  Groups stacking_;   // By what they stack into.
  Groups requiring_;  // By what they require.
  Groups issuers_;
};

}  // namespace crosswalk::pathways
