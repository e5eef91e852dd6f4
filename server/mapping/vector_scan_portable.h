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

// steps[i] = bytes[i] = values[i] * factor, rounded to the nearest, from the middle to the even
// one. Returns their sum. REQUIRES: as many of all; the products are within -127 and 127.
std::int32_t RoundToSteps(std::span<const float> values, float factor,
                          std::span<std::int16_t> steps, std::span<std::int8_t> bytes);

}  // namespace crosswalk::mapping::portable
