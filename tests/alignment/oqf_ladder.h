// SPDX-License-Identifier: Apache-2.0
// The ladder of the OQF as the level model sees it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace crosswalk::alignment {

struct OqfLadder {
  OqfLadder() {
    for (int number = 1; number <= 13; ++number) {
      numbers.push_back(number);
      is_trade.push_back(number == 3 || number == 4);
    }
  }

  // The number of the first of the most probable qualifications.
  [[nodiscard]] int MostLikely(const std::vector<double>& probabilities) const {
    return numbers[static_cast<std::size_t>(
        std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin())];
  }

  std::vector<int> numbers;
  std::vector<bool> is_trade;
};

}  // namespace crosswalk::alignment
