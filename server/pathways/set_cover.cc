// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/set_cover.h"

#include <algorithm>
#include <optional>

namespace crosswalk::pathways {
namespace {

// Drops, from the first on, every set whose items others of the chosen cover too.
void DropNeedless(const std::vector<CoverSet>& sets, std::size_t item_count,
                  std::vector<std::size_t>& chosen) {
  std::vector<int> times(item_count, 0);
  for (const std::size_t set : chosen) {
    for (const std::size_t item : sets[set].items) ++times[item];
  }
  for (std::size_t i = 0; i < chosen.size();) {
    const auto& items = sets[chosen[i]].items;
    const bool needless =
        std::all_of(items.begin(), items.end(), [&](std::size_t item) { return times[item] > 1; });
    if (!needless) {
      ++i;
      continue;
    }
    for (const std::size_t item : items) --times[item];
    chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

std::vector<std::size_t> GreedyCover(const std::vector<CoverSet>& sets, std::size_t item_count,
                                     std::size_t max_sets) {
  std::vector<bool> covered(item_count, false);
  std::vector<std::size_t> chosen;
  const auto gain = [&](const CoverSet& set) {
    return std::count_if(set.items.begin(), set.items.end(),
                         [&](std::size_t item) { return !covered[item]; });
  };
  while (chosen.size() < max_sets) {
    std::optional<std::size_t> best;
    double best_worth = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const auto closes = gain(sets[i]);
      if (closes == 0) continue;
      const double worth = static_cast<double>(closes) / sets[i].cost;
      const bool better =
          !best || worth > best_worth || (worth == best_worth && sets[i].cost < sets[*best].cost);
      if (!better) continue;
      best = i;
      best_worth = worth;
    }
    if (!best) break;
    chosen.push_back(*best);
    for (const std::size_t item : sets[*best].items) covered[item] = true;
  }
  DropNeedless(sets, item_count, chosen);
  return chosen;
}

}  // namespace crosswalk::pathways
