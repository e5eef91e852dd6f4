// SPDX-License-Identifier: Apache-2.0
// Sets of concepts by ordinal, and what a filter lets through. Private to server/search.
#pragma once

#include "frameworks/core/status.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace crosswalk::search {

// A set over ordinals 0..size-1, one bit each. Thread-compatible.
class ConceptSet {
 public:
  explicit ConceptSet(std::size_t size, bool full = false)
      : words_((size + 63) / 64, full ? ~std::uint64_t{0} : 0) {
    if (full && size % 64 != 0) words_.back() >>= 64 - size % 64;
  }

  [[nodiscard]] bool Contains(ConceptOrdinal node) const {
    return ((words_[node / 64] >> (node % 64)) & 1U) != 0;
  }
  [[nodiscard]] bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  void Add(ConceptOrdinal node) { words_[node / 64] |= std::uint64_t{1} << (node % 64); }
  void Remove(ConceptOrdinal node) { words_[node / 64] &= ~(std::uint64_t{1} << (node % 64)); }
  // REQUIRES: sets of the same size.
  void IntersectWith(const ConceptSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }

 private:
  std::vector<std::uint64_t> words_;
};

// The concepts that pass `filter`. Frameworks, collections and ordinals that do not exist let
// nothing through. Errors are those of reading the index.
core::Result<ConceptSet> Passing(const IndexSnapshot& snapshot, const ConceptFilter& filter);

}  // namespace crosswalk::search
