// SPDX-License-Identifier: Apache-2.0
// A vector whose values begin on the border of a cache line: loads that lie across two lines take
// twice as long.
#pragma once

#include <boost/align/aligned_allocator.hpp>

#include <vector>

namespace crosswalk::text {

template <typename T>
using AlignedVector = std::vector<T, boost::alignment::aligned_allocator<T, 64>>;

}  // namespace crosswalk::text
