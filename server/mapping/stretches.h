// SPDX-License-Identifier: Apache-2.0
// Stretches of an outcome: what it says in a few words at a time. Private to server/mapping.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// Words in a stretch, about.
inline constexpr std::size_t kStretch = 6;

// Divides a text into stretches of equal length, and answers the unit vector of each, the weighted
// sum of its tokens', one after the other; none where a single stretch would hold the whole text,
// and where tokens have no weights. `tokens` are unit vectors of `dimension`. REQUIRES: a weight
// for each token, or none.
std::vector<float> StretchVectors(std::span<const float> tokens, std::size_t dimension,
                                  std::span<const float> weights);

}  // namespace crosswalk::mapping
