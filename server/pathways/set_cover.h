// SPDX-License-Identifier: Apache-2.0
// Greedy weighted set cover. Private to server/pathways.
#pragma once

#include <cstddef>
#include <vector>

namespace crosswalk::pathways {

struct CoverSet {
  std::vector<std::size_t> items;  // Items that it covers, below the number of all.
  double cost = 1;                 // Greater than 0.
};

// Positions in `sets` of a cover of items 0 to `item_count` - 1, or of as many as can be covered by
// at most `max_sets`, in the order chosen: each covers most uncovered items for its cost; of equal
// ones the cheaper, then the earlier. Sets that the later ones made needless are left out again.
std::vector<std::size_t> GreedyCover(const std::vector<CoverSet>& sets, std::size_t item_count,
                                     std::size_t max_sets);

}  // namespace crosswalk::pathways
