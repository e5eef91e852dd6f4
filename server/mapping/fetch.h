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
  constexpr std::size_t kCacheLine = 64;
  const std::span<const std::byte> bytes = std::as_bytes(values);
  for (std::size_t i = 0; i < bytes.size(); i += kCacheLine) hwy::Prefetch(&bytes[i]);
  // Values may begin within a line, and then they end in one more.
  if (!bytes.empty()) hwy::Prefetch(&bytes.back());
}

}  // namespace crosswalk::mapping
