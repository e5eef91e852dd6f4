// SPDX-License-Identifier: Apache-2.0
// Files of credentials in every format.
#include "server/imports/record_reader.h"
#include "server/registry/credential_check.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crosswalk;  // NOLINT(google-build-using-namespace): one function.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto ends = std::max(std::count(bytes.begin(), bytes.end(), '\n'),
                             std::count(bytes.begin(), bytes.end(), '\r'));
  for (const auto format : {imports::ImportFormat::kCsv, imports::ImportFormat::kJson,
                            imports::ImportFormat::kOpenBadges, imports::ImportFormat::kCase}) {
    imports::ImportOptions options;
    options.format = format;
    auto reader = imports::OpenRecords(bytes, options);
    if (!reader.ok()) continue;
    while (const auto record = (*reader)->Next()) {
      fuzz::Check(record->line >= 1 && record->line <= ends + 2, "lines are in the file");
      if (!record->problems.empty()) continue;
      fuzz::Check(registry::CheckCredential(record->credential).empty(),
                  "a record without problems may be kept");
    }
  }
  return 0;
}
