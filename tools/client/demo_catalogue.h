// SPDX-License-Identifier: Apache-2.0
// The sample catalogue, tools/client/demo/catalogue.jsonl, as it was when the program was built.
#pragma once

#include <string_view>

namespace crosswalk::client {

// A credential's document a line, UTF-8. Lives as long as the program.
std::string_view DemoCatalogue();

}  // namespace crosswalk::client
