// SPDX-License-Identifier: Apache-2.0
#include "server/search/concept_set.h"

#include "indexer/schema/terms.h"
#include "server/search/database_pool.h"
#include "server/search/xapian_fence.h"

#include <xapian.h>

#include <algorithm>
#include <string>

namespace crosswalk::search {
namespace {

template <typename T>
bool Allows(const std::vector<T>& allowed, const T& value) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

// Numbers of the frameworks with the filter's ids.
std::vector<std::uint16_t> FrameworkNumbers(const IndexSnapshot& snapshot,
                                            const std::vector<std::string>& ids) {
  std::vector<std::uint16_t> numbers;
  const auto& frameworks = snapshot.manifest().frameworks;
  for (std::size_t i = 0; i < frameworks.size(); ++i) {
    if (std::find(ids.begin(), ids.end(), frameworks[i].framework.id) != ids.end()) {
      numbers.push_back(static_cast<std::uint16_t>(i));
    }
  }
  return numbers;
}

void KeepMatchingFacts(const IndexSnapshot& snapshot, const ConceptFilter& filter,
                       ConceptSet& set) {
  if (filter.frameworks.empty() && filter.types.empty() && filter.skill_types.empty() &&
      filter.reuse_levels.empty()) {
    return;
  }
  const std::vector<std::uint16_t> frameworks = FrameworkNumbers(snapshot, filter.frameworks);
  const bool no_framework = !filter.frameworks.empty() && frameworks.empty();
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    const ConceptFacts& facts = snapshot.facts(node);
    const bool passes = !no_framework && Allows(frameworks, facts.framework) &&
                        Allows(filter.types, facts.type) &&
                        Allows(filter.skill_types, facts.skill_type) &&
                        Allows(filter.reuse_levels, facts.reuse_level);
    if (!passes) set.Remove(node);
  }
}

core::Result<ConceptSet> MembersOf(const IndexSnapshot& snapshot,
                                   const std::vector<std::string>& collections) {
  return WithXapian("read the members of a collection", [&] {
    ConceptSet members(snapshot.concept_count());
    const DatabasePool::Lease database = snapshot.databases().Borrow();
    for (const std::string& collection : collections) {
      const std::string term = index_schema::BooleanTerm(index_schema::kCollectionTerm, collection);
      for (auto posting = database->postlist_begin(term); posting != database->postlist_end(term);
           ++posting) {
        if (*posting - 1 < snapshot.concept_count()) members.Add(*posting - 1);
      }
    }
    return members;
  });
}

// `roots` and everything below them.
ConceptSet AtOrBelow(const IndexSnapshot& snapshot, const std::vector<ConceptOrdinal>& roots) {
  ConceptSet reached(snapshot.concept_count());
  std::vector<ConceptOrdinal> pending;
  const auto reach = [&](ConceptOrdinal node) {
    if (node >= snapshot.concept_count() || reached.Contains(node)) return;
    reached.Add(node);
    pending.push_back(node);
  };
  for (const ConceptOrdinal root : roots) reach(root);
  while (!pending.empty()) {
    const ConceptOrdinal node = pending.back();
    pending.pop_back();
    for (const ConceptOrdinal narrower :
         snapshot.Neighbours(node, core::RelationType::kBroader, Direction::kIncoming)) {
      reach(narrower);
    }
  }
  return reached;
}

ConceptSet SkillsOf(const IndexSnapshot& snapshot, const std::vector<ConceptOrdinal>& occupations,
                    bool essential_only) {
  ConceptSet skills(snapshot.concept_count());
  const auto add = [&](ConceptOrdinal occupation, core::RelationType type) {
    for (const ConceptOrdinal skill : snapshot.Neighbours(occupation, type, Direction::kOutgoing)) {
      skills.Add(skill);
    }
  };
  for (const ConceptOrdinal occupation : occupations) {
    add(occupation, core::RelationType::kEssentialSkill);
    if (!essential_only) add(occupation, core::RelationType::kOptionalSkill);
  }
  return skills;
}

}  // namespace

core::Result<ConceptSet> Passing(const IndexSnapshot& snapshot, const ConceptFilter& filter) {
  ConceptSet set(snapshot.concept_count(), true);
  KeepMatchingFacts(snapshot, filter, set);
  if (!filter.collections.empty()) {
    core::Result<ConceptSet> members = MembersOf(snapshot, filter.collections);
    if (!members.ok()) return members.status();
    set.IntersectWith(*members);
  }
  if (!filter.within.empty()) set.IntersectWith(AtOrBelow(snapshot, filter.within));
  if (!filter.occupations.empty()) {
    set.IntersectWith(SkillsOf(snapshot, filter.occupations, filter.essential_only));
  }
  return set;
}

}  // namespace crosswalk::search
