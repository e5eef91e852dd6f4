// SPDX-License-Identifier: Apache-2.0
// A text in several languages, and the one to show.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace crosswalk::core {

// Texts by BCP-47 language tag.
using LocalizedText = std::map<std::string, std::string>;

// The text in `language`, else in English, else in any language; empty where there is none.
// Thread-safe.
std::string PickText(const LocalizedText& texts, std::string_view language);

}  // namespace crosswalk::core
