// SPDX-License-Identifier: Apache-2.0
// A query as words and phrases. Private to server/search.
#pragma once

#include "indexer/schema/words.h"
#include "server/search/vocabulary.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// Words past this number are not searched: no label comes near it.
inline constexpr std::size_t kMaxQueryWords = 48;

struct QueryWord {
  index_schema::Word word;  // Its span is the place in the query as typed.
  bool stop = false;        // A function word in one of the languages.
  // Forms to look up, by position in ParsedQuery::languages.
  std::vector<std::vector<std::string>> forms;
  double weight = 0.0;  // How telling it is (inverse document frequency); 0 for unknown words.
};

struct ParsedQuery {
  std::vector<LanguageIndex> languages;
  std::vector<QueryWord> words;
  // Quoted stretches, as ascending positions in `words`. None is empty.
  std::vector<std::vector<std::size_t>> phrases;
};

// Splits `text` for a search in `languages`. Quotation marks are ", “ ” and « »; one that is never
// closed is ignored. Where all words are function words none is marked as such. Thread-safe.
ParsedQuery ParseQuery(std::string_view text, const Vocabulary& vocabulary,
                       std::vector<LanguageIndex> languages);

}  // namespace crosswalk::search
