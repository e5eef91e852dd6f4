// SPDX-License-Identifier: Apache-2.0
// data/words_ranker.json, compiled in. Private to server/mapping.
#pragma once

#include <string_view>

namespace crosswalk::mapping {

extern const std::string_view kWordsRankerJson;

}  // namespace crosswalk::mapping
