// SPDX-License-Identifier: Apache-2.0
// data/cognitive_model.json, as the program was built with it.
#pragma once

#include <string_view>

namespace crosswalk::alignment {

extern const std::string_view kCognitiveModelJson;

}  // namespace crosswalk::alignment
