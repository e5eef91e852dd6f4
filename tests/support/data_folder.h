// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace crosswalk::test {

// The folder of development data, or an empty path where this machine has none: $CROSSWALK_DATA,
// else "shared/data" beside the repository.
std::filesystem::path DataFolder();

}  // namespace crosswalk::test
