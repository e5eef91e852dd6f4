// SPDX-License-Identifier: Apache-2.0
// Inner products of a text's vector with the stored vectors of concepts, with the widest
// instructions that the processor has. Private to server/mapping.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// A vector to compare with, in 16-bit steps: value[i] = steps[i] * scale. Against int8 rows this
// loses nothing that could be noticed, and sums of integers come out the same on every processor
// and in any order.
struct QueryVector {
  std::vector<std::int16_t> steps;
  float scale = 0.0F;
};

// REQUIRES: values are finite. A vector of zeros has scale 0.
QueryVector MakeQueryVector(std::span<const float> values);

// products[i] = query · row i, where row i is rows[i * dimension, (i + 1) * dimension) * scales[i]
// and dimension = query.steps.size(). Thread-safe.
// REQUIRES: rows.size() == scales.size() * dimension, products.size() == scales.size().
void InnerProducts(const QueryVector& query, std::span<const std::int8_t> rows,
                   std::span<const float> scales, std::span<float> products);

}  // namespace crosswalk::mapping
