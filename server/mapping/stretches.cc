// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/stretches.h"

#include <cmath>

namespace crosswalk::mapping {

std::vector<float> StretchVectors(std::span<const float> tokens, std::size_t dimension,
                                  std::span<const float> weights) {
  const std::size_t count = (weights.size() + kStretch / 2) / kStretch;
  if (count < 2) return {};
  std::vector<float> vectors(count * dimension);
  for (std::size_t stretch = 0; stretch < count; ++stretch) {
    const std::span<float> vector = std::span(vectors).subspan(stretch * dimension, dimension);
    const std::size_t end = (stretch + 1) * weights.size() / count;
    for (std::size_t token = stretch * weights.size() / count; token < end; ++token) {
      for (std::size_t i = 0; i < dimension; ++i) {
        vector[i] += weights[token] * tokens[token * dimension + i];
      }
    }
    float squares = 0.0F;
    for (const float value : vector) squares += value * value;
    if (squares == 0.0F) continue;
    for (float& value : vector) value /= std::sqrt(squares);
  }
  return vectors;
}

}  // namespace crosswalk::mapping
