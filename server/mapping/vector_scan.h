// SPDX-License-Identifier: Apache-2.0
// Inner products of a text's vector with the stored vectors of concepts, with the widest
// instructions that the processor has. Private to server/mapping.
#pragma once

#include "frameworks/text/aligned_vector.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// Vectors to compare with, in steps of -127 to 127: vector i is steps[i * dimension, (i + 1) *
// dimension) times scales[i]. That is as fine as the rows they are compared with, and sums of
// integers come out the same on every processor and in any order.
struct QueryVectors {
  std::size_t dimension = 0;
  text::AlignedVector<std::int16_t> steps;
  text::AlignedVector<std::int8_t> bytes;  // The steps, as some processors want them.
  std::vector<std::int32_t> sums;          // Of the steps of each vector.
  std::vector<float> scales;

  // REQUIRES: `more` has the same dimension, or one of the two is empty.
  void Append(const QueryVectors& more);

  [[nodiscard]] std::size_t size() const { return scales.size(); }
  [[nodiscard]] bool empty() const { return scales.empty(); }
};

// `values` are vectors of `dimension` one after the other. A vector of zeros has scale 0.
// REQUIRES: values are finite; dimension > 0 divides values.size() and is at most 65,536, so that
// sums fit 32 bits.
QueryVectors MakeQueryVectors(std::span<const float> values, std::size_t dimension);

// products[q * rows + i] = query q · row i, where row i is rows[i * dimension, (i + 1) * dimension)
// * scales[i]. Several queries take little longer than one: rows come from memory once.
// Thread-safe. REQUIRES: rows.size() == scales.size() * dimension, products.size() ==
// queries.size() * scales.size().
void CompareRows(const QueryVectors& queries, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products);

// products[i] = query i · row, which is `row` * scale. Thread-safe.
// REQUIRES: row.size() == dimension, products.size() == queries.size().
void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products);

}  // namespace crosswalk::mapping
