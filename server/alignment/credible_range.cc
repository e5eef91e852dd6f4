// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/credible_range.h"

#include <algorithm>
#include <iterator>

namespace crosswalk::alignment {

CredibleRange FindCredibleRange(const std::vector<double>& probabilities, double mass) {
  const auto best = static_cast<std::size_t>(std::distance(
      probabilities.begin(), std::max_element(probabilities.begin(), probabilities.end())));
  CredibleRange range{best, best, probabilities[best]};
  while (range.mass < mass && (range.low > 0 || range.high + 1 < probabilities.size())) {
    const double below = range.low > 0 ? probabilities[range.low - 1] : -1.0;
    const double above =
        range.high + 1 < probabilities.size() ? probabilities[range.high + 1] : -1.0;
    if (below > above) {
      --range.low;
    } else {
      ++range.high;
    }
    range.mass += std::max(below, above);
  }
  return range;
}

}  // namespace crosswalk::alignment
