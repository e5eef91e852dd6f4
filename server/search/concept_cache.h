// SPDX-License-Identifier: Apache-2.0
// Concepts that were read lately. Private to server/search.
#pragma once

#include "frameworks/core/concept.h"
#include "indexer/schema/label_file.h"

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace crosswalk::search {

// Each concept has one place, which it shares with others: the last one put there stays. Reading a
// concept from the index takes some ten microseconds, most of them to unpack and parse it, and
// answers name the same few thousand again and again. Thread-safe.
class ConceptCache {
 public:
  // REQUIRES: places > 0. A concept of ESCO in two languages takes about 3 kB.
  explicit ConceptCache(std::size_t places) : places_(places) {}

  // nullptr where it is not there.
  [[nodiscard]] std::shared_ptr<const core::Concept> Find(index_schema::ConceptOrdinal node) const;
  void Put(index_schema::ConceptOrdinal node, std::shared_ptr<const core::Concept> item);

 private:
  struct Place {
    index_schema::ConceptOrdinal node = 0;
    std::shared_ptr<const core::Concept> item;  // nullptr: empty.
  };

  std::mutex& MutexOf(std::size_t place) const { return mutexes_[place % mutexes_.size()]; }

  mutable std::array<std::mutex, 16> mutexes_;  // Each guards every sixteenth place.
  std::vector<Place> places_;
};

}  // namespace crosswalk::search
