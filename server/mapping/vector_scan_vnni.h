// SPDX-License-Identifier: Apache-2.0
// What vector_scan.h offers, for processors that multiply bytes and add four products up in one
// instruction (AVX-512 VNNI), which Highway 1.0.3 does not use yet. Sums of integers:
// the same results. Private to vector_scan.cc.
#pragma once

#include "server/mapping/vector_scan.h"

#include <cstdint>
#include <span>

namespace crosswalk::mapping::vnni {

// Whether this processor and system run the others.
bool IsSupported();

void CompareRows(const QueryVectors& queries, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products);

void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products);

}  // namespace crosswalk::mapping::vnni
