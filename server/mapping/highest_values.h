// SPDX-License-Identifier: Apache-2.0
// The few highest of many values. Private to server/mapping.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace crosswalk::mapping {

// Indices of the `limit` highest of the values above `floor`, in no order; of equal ones those that
// come first. Fewer where there are fewer. REQUIRES: limit > 0; no value is NaN.
std::vector<std::uint32_t> HighestAbove(float floor, const std::vector<float>& values,
                                        std::size_t limit);

}  // namespace crosswalk::mapping
