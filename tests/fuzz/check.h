// SPDX-License-Identifier: Apache-2.0
// What a fuzz target holds true of every input.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace crosswalk::fuzz {

// Ends the program, which the fuzzer takes for a crash, where `holds` is false.
inline void Check(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << std::endl;
  std::abort();
}

}  // namespace crosswalk::fuzz
