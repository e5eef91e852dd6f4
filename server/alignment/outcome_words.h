// SPDX-License-Identifier: Apache-2.0
// An outcome as the level model reads it: folded words with their place in the text.
#pragma once

#include "frameworks/text/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::alignment {

struct OutcomeWord {
  std::string folded;          // [a-z0-9]+: lower case, accents removed, ligatures taken apart.
  text::Span span;             // Where it stands in the text.
  bool starts_clause = false;  // First word, or the first one after , ; : . ( or ).
};

// The words of `text` in order. tools/alignment/outcome_words.py does the same; a test compares the
// two. Thread-safe.
std::vector<OutcomeWord> SplitOutcome(std::string_view text);

// The parts of `text` between separators, without empty ones. Thread-safe.
std::vector<std::string> SplitAt(std::string_view text, char separator);

// "a, b and c", with `last` (" and ") before the last of `items`. Thread-safe.
std::string JoinItems(const std::vector<std::string>& items, std::string_view last);

}  // namespace crosswalk::alignment
