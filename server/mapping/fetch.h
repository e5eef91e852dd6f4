// SPDX-License-Identifier: Apache-2.0
// Memory that is asked for before it is read. Private to server/mapping.
#pragma once

#include <hwy/cache_control.h>

#include <cstddef>
#include <span>

namespace crosswalk::mapping {

// Asks for `values`, which will be read soon: what a candidate is compared with lies all over files
// of megabytes, and waiting for it takes longer than comparing.
template <typename T>
void Fetch(std::span<const T> values) {
  constexpr std::size_t kInCacheLine = 64 / sizeof(T);
  for (std::size_t i = 0; i < values.size(); i += kInCacheLine) hwy::Prefetch(values.data() + i);
}

}  // namespace crosswalk::mapping
