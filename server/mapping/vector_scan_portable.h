// SPDX-License-Identifier: Apache-2.0
// What vector_scan.h offers, by Highway, with the widest instructions that the processor has.
// Private to vector_scan.cc.
#pragma once

#include "server/mapping/vector_scan.h"

#include <cstdint>
#include <span>

namespace crosswalk::mapping::portable {

void CompareRows(const QueryVectors& queries, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products);

void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products);

// steps[i] = values[i] * factor, rounded to the nearest, from the middle to the even one, and
// bytes[i] = steps[i] + kMiddle. REQUIRES: as many of all; the products are within -127 and 127.
void RoundToSteps(std::span<const float> values, float factor, std::span<std::int16_t> steps,
                  std::span<std::uint8_t> bytes);

}  // namespace crosswalk::mapping::portable
