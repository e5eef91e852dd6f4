// SPDX-License-Identifier: Apache-2.0
// The records of a JSON file, each as its own text: a broken one does not spoil the others.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace crosswalk::imports {

struct JsonSlice {
  std::string_view text;  // Of the bytes given, without blanks around it; may be anything.
  int line = 1;           // 1-based, where it starts.
  int column = 1;         // 1-based, in bytes.
};

// The elements of a list, the lines of a file whose first line holds a whole value and is followed
// by others, or else all of `bytes`. Every byte that is no blank, bracket or comma of the list is
// in a slice: a list that does not end is in the last. `bytes` must outlive the result.
// Thread-safe.
std::vector<JsonSlice> SliceJson(std::string_view bytes);

}  // namespace crosswalk::imports
