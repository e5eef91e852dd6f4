// SPDX-License-Identifier: Apache-2.0
#include "server/search/concept_cache.h"

#include <utility>

namespace crosswalk::search {

std::shared_ptr<const core::Concept> ConceptCache::Find(index_schema::ConceptOrdinal node) const {
  const std::size_t index = node % places_.size();
  const std::lock_guard lock(MutexOf(index));
  const Place& place = places_[index];
  return place.node == node ? place.item : nullptr;
}

void ConceptCache::Put(index_schema::ConceptOrdinal node,
                       std::shared_ptr<const core::Concept> item) {
  const std::size_t index = node % places_.size();
  Place place{node, std::move(item)};
  const std::lock_guard lock(MutexOf(index));
  // What was there goes when the lock is gone.
  std::swap(places_[index], place);
}

}  // namespace crosswalk::search
