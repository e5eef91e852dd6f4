// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/phrase_windows.h"

#include <algorithm>
#include <cmath>

namespace crosswalk::mapping {

PhraseWindows::PhraseWindows(std::span<const float> tokens, std::size_t dimension,
                             std::span<const float> weights)
    : weights_(weights.begin(), weights.end()) {
  const std::size_t count = dimension == 0 ? 0 : tokens.size() / dimension;
  if (weights_.empty()) weights_.assign(count, 1.0F);
  inverse_lengths_.reserve(count * kLongest);
  std::vector<float> sum(dimension);
  for (std::size_t first = 0; first < count; ++first) {
    std::fill(sum.begin(), sum.end(), 0.0F);
    for (std::size_t n = 0; n < kLongest; ++n) {
      if (first + n >= count) {
        inverse_lengths_.push_back(0.0F);
        continue;
      }
      const std::span<const float> token = tokens.subspan((first + n) * dimension, dimension);
      const float weight = weights_[first + n];
      float squares = 0.0F;
      for (std::size_t i = 0; i < dimension; ++i) {
        sum[i] += weight * token[i];
        squares += sum[i] * sum[i];
      }
      inverse_lengths_.push_back(squares > 0.0F ? 1.0F / std::sqrt(squares) : 0.0F);
    }
  }
}

float PhraseWindows::Highest(std::span<const float> similarities) const {
  float highest = 0.0F;
  for (std::size_t first = 0; first < similarities.size(); ++first) {
    const float* inverse = inverse_lengths_.data() + first * kLongest;
    const std::size_t end = std::min(kLongest, similarities.size() - first);
    float sum = 0.0F;
    for (std::size_t n = 0; n < end; ++n) {
      sum += weights_[first + n] * similarities[first + n];
      highest = std::max(highest, sum * inverse[n]);
    }
  }
  return highest;
}

}  // namespace crosswalk::mapping
