// SPDX-License-Identifier: Apache-2.0
// The text of a concept that is shown as the match, with the matching stretches. Private to
// server/search.
#pragma once

#include "frameworks/core/concept.h"
#include "indexer/schema/label_file.h"
#include "server/search/query_words.h"
#include "server/search/search_engine.h"
#include "server/search/vocabulary.h"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::search {

// Sets `match.highlights` to the words of `match.text` that have a form of a query word in the
// language at `position` of query.languages. Stop words are not highlighted.
void Highlight(const ParsedQuery& query, const Vocabulary& vocabulary, std::size_t position,
               LabelMatch& match);

// The part of a description of `item` that has most of the query's words, with highlights; about
// 200 bytes, with an ellipsis where text was left out. Nothing where no description has any.
std::optional<LabelMatch> DescriptionMatch(const ParsedQuery& query, const Vocabulary& vocabulary,
                                           const core::Concept& item);

}  // namespace crosswalk::search
