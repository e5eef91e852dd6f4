// SPDX-License-Identifier: Apache-2.0
// CASE packages.
#include "frameworks/case/case_source.h"
#include "tests/fuzz/framework_check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto source = crosswalk::case_format::MakeCaseSource("package.json", bytes);
  if (!source.ok()) return 0;
  crosswalk::core::Diagnostics diagnostics;
  const auto read = (*source)->Read(diagnostics);
  if (read.ok()) crosswalk::fuzz::CheckFramework(*read);
  const auto lines = std::count(bytes.begin(), bytes.end(), '\n');
  crosswalk::fuzz::CheckFindings(diagnostics, static_cast<std::size_t>(lines));
  return 0;
}
