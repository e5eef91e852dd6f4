// SPDX-License-Identifier: Apache-2.0
// ESCO bundles as zip archives.
#include "frameworks/esco/bundle.h"
#include "frameworks/esco/esco_source.h"
#include "tests/fuzz/framework_check.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using crosswalk::esco::Bundle;
  auto bundle =
      Bundle::OpenZipBytes("bundle.zip", std::string(reinterpret_cast<const char*>(data), size));
  if (!bundle.ok()) return 0;
  std::vector<std::unique_ptr<Bundle>> bundles;
  bundles.push_back(std::move(bundle).value());
  crosswalk::core::Diagnostics diagnostics;
  const auto read = crosswalk::esco::MakeEscoSource(std::move(bundles), {})->Read(diagnostics);
  if (read.ok()) crosswalk::fuzz::CheckFramework(*read);
  return 0;
}
