// SPDX-License-Identifier: Apache-2.0
// The few highest of many values, of those that may be, and the highest of each column. Private to
// server/mapping.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// Indices of the `limit` highest of the values above `floor`, in no order; of equal ones those that
// come first. Fewer where there are fewer. REQUIRES: limit > 0; no value is NaN.
std::vector<std::uint32_t> HighestAbove(float floor, const std::vector<float>& values,
                                        std::size_t limit);

// values[i] becomes `otherwise` where keep[i] is 0. REQUIRES: as many of both.
void KeepOnly(std::span<const std::uint8_t> keep, float otherwise, std::span<float> values);

// Values that RaiseToRows goes through side by side.
inline constexpr std::size_t kAbreast = 16;

// highest[i] becomes the highest of itself and values[row * highest.size() + i] for each of `rows`.
// REQUIRES: kAbreast divides highest.size(); `values` has the rows.
void RaiseToRows(std::span<const float> values, std::span<const std::uint32_t> rows,
                 std::span<float> highest);

}  // namespace crosswalk::mapping
