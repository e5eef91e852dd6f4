// SPDX-License-Identifier: Apache-2.0
#include "server/search/popularity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace crosswalk::search {

std::vector<float> Popularity(const IndexSnapshot& snapshot) {
  std::vector<float> popularity(snapshot.concept_count());
  float most = 1.0F;
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    std::size_t users = 0;
    for (const core::RelationType type :
         {core::RelationType::kEssentialSkill, core::RelationType::kOptionalSkill}) {
      users += snapshot.Neighbours(node, type, Direction::kIncoming).size();
    }
    popularity[node] = std::log1p(static_cast<float>(users));
    most = std::max(most, popularity[node]);
  }
  for (float& value : popularity) value /= most;
  return popularity;
}

}  // namespace crosswalk::search
