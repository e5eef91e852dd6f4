// SPDX-License-Identifier: Apache-2.0
// Words that say nothing about a skill.
#pragma once

#include <string_view>

namespace crosswalk::search {

// Whether the folded `word` is a function word in `language` (BCP-47; English and French are
// known, other languages have none). Thread-safe.
bool IsStopWord(std::string_view word, std::string_view language);

}  // namespace crosswalk::search
