// SPDX-License-Identifier: Apache-2.0
// Words of the index that are close to a word that is not in it. Private to server/search.
#pragma once

#include "indexer/schema/label_file.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// Typing errors that a word of so many bytes is allowed: none below 4, one up to 7, two from 8.
// Elasticsearch's "fuzziness: AUTO" has the same steps one letter earlier; skills are short words,
// where one letter more often makes another word.
std::size_t AllowedErrors(std::size_t bytes);

struct CloseWord {
  index_schema::WordId word = 0;
  std::size_t errors = 0;       // Letters missing, added, wrong, or swapped with their neighbour.
  std::size_t occurrences = 0;  // In labels; 0 for a word of descriptions only.
};

// Up to `limit` words of the dictionary with at most `max_errors` errors between them and `folded`:
// fewest errors first, then those with the same first letter, then the most frequent. Counts bytes,
// which are letters in Latin script. Thread-safe.
std::vector<CloseWord> FindCloseWords(const index_schema::LabelFile& labels,
                                      std::string_view folded, std::size_t max_errors,
                                      std::size_t limit);

// Ranges of words that begin with something at most `max_errors` errors away from `folded`,
// ascending and disjoint. Thread-safe.
std::vector<index_schema::IdRange> FindClosePrefixes(const index_schema::LabelFile& labels,
                                                     std::string_view folded,
                                                     std::size_t max_errors);

}  // namespace crosswalk::search
