// SPDX-License-Identifier: Apache-2.0
// The files under data/, as the program was built with them.
#pragma once

#include <string_view>

namespace crosswalk::alignment {

extern const std::string_view kCognitiveModelJson;  // data/cognitive_model.json
extern const std::string_view kCuesJson;            // data/cues.json
extern const std::string_view kLevelModelJson;      // data/level_model.json
extern const std::string_view kOutcomeQualityJson;  // data/outcome_quality.json

}  // namespace crosswalk::alignment
