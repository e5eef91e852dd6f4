// SPDX-License-Identifier: Apache-2.0
// The part of Bundle that knows zip archives.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/esco/bundle.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::esco {

// Bundle::Open for a path that is not a folder.
core::Result<std::unique_ptr<Bundle>> OpenZipFile(const std::filesystem::path& path);

// Whether a file of this name (without folder) is a CSV file of the bundle.
bool IsCsvName(std::string_view name);

// The last component of `path`, also when it ends in a slash.
std::string BundleName(const std::filesystem::path& path);

}  // namespace crosswalk::esco
