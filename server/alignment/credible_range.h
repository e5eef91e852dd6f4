// SPDX-License-Identifier: Apache-2.0
// The stretch of the ladder that an answer may be relied on for.
#pragma once

#include <cstddef>
#include <vector>

namespace crosswalk::alignment {

// Positions [low, high] on the ladder and the probability between them, both ends included.
struct CredibleRange {
  std::size_t low = 0;
  std::size_t high = 0;
  double mass = 0.0;
};

// Grows from the most likely position, to the likelier side first, until it holds `mass`.
// REQUIRES: `probabilities` is not empty.
CredibleRange FindCredibleRange(const std::vector<double>& probabilities, double mass);

}  // namespace crosswalk::alignment
