// SPDX-License-Identifier: Apache-2.0
// How near a concept comes to the nearest phrase of an outcome. Private to server/mapping.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// The phrases of an outcome: up to kLongest tokens in a row. A phrase's vector is the weighted mean
// of its tokens' unit vectors; its length is worked out once, so that a concept's cosine with every
// phrase takes one addition and one product each. Immutable; thread-safe.
class PhraseWindows {
 public:
  static constexpr std::size_t kLongest = 6;

  PhraseWindows() = default;
  // `tokens` are unit vectors of `dimension`, one after the other; `weights`, what each counts for,
  // all alike where there are none. REQUIRES: a weight for each token, or none.
  PhraseWindows(std::span<const float> tokens, std::size_t dimension,
                std::span<const float> weights = {});

  // The highest cosine of a phrase with a concept, from the concept's inner products with the
  // tokens; 0 for none. REQUIRES: one similarity a token.
  [[nodiscard]] float Highest(std::span<const float> similarities) const;

 private:
  std::vector<float> weights_;  // By token.
  // 1 / |sum of the weighted unit vectors| of the phrase of n + 1 tokens from token t, at t *
  // kLongest + n.
  std::vector<float> inverse_lengths_;
};

}  // namespace crosswalk::mapping
