// SPDX-License-Identifier: Apache-2.0
// The texts of a hit that show why it is one. Private to server/catalogue.
#pragma once

#include "server/catalogue/search_query.h"
#include "server/catalogue/text_match.h"

#include <vector>

namespace crosswalk::catalogue {

// The title that has most words of the query, where one has any, and the outcome or description
// that has the most different ones. Of a text of more than kSnippetBytes the part around the most
// words.
inline constexpr std::size_t kSnippetBytes = 300;
std::vector<MatchedText> MatchedTexts(const registry::Credential& credential, TextMatch& match);

}  // namespace crosswalk::catalogue
