// SPDX-License-Identifier: Apache-2.0
// A stretch of a text.
#pragma once

#include <cstddef>

namespace crosswalk::text {

// Half-open range of UTF-8 byte offsets [begin, end) into the text it speaks of, on character
// borders.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace crosswalk::text
