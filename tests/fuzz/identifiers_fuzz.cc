// SPDX-License-Identifier: Apache-2.0
// Resource names, and the spellings of URIs that people paste.
#include "frameworks/core/resource_name.h"
#include "server/search/concept_uri.h"
#include "tests/fuzz/check.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using crosswalk::fuzz::Check;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto name = crosswalk::core::ParseConceptName(text); name.ok()) {
    Check(crosswalk::core::FormatConceptName(name->framework, name->id) == text,
          "a concept's name is written as it is read");
  }
  if (const auto framework = crosswalk::core::ParseFrameworkName(text); framework.ok()) {
    Check(crosswalk::core::FormatFrameworkName(*framework) == text,
          "a framework's name is written as it is read");
  }
  for (const std::string& uri : crosswalk::search::UrisForSpelling(text)) {
    Check(!uri.empty(), "no spelling stands for an empty URI");
  }
  crosswalk::search::LooksLikeUri(text);
  return 0;
}
