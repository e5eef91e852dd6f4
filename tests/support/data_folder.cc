// SPDX-License-Identifier: Apache-2.0
#include "tests/support/data_folder.h"

#include <cstdlib>
#include <system_error>

namespace crosswalk::test {

namespace fs = std::filesystem;

fs::path DataFolder() {
  const char* named = std::getenv("CROSSWALK_DATA");
  const fs::path folder =
      named != nullptr ? fs::path(named) : fs::path(CROSSWALK_SOURCE_DIR) / "../shared/data";
  std::error_code error;
  return fs::is_directory(folder, error) ? folder : fs::path();
}

}  // namespace crosswalk::test
