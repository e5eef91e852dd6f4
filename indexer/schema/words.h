// SPDX-License-Identifier: Apache-2.0
// Words of a text as the index knows them. Builder and server split, fold and stem with these
// functions and nothing else, so that a word is written and asked for in the same form.
#pragma once

#include "frameworks/text/span.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

// Longer words are cut here; well under Xapian's limit of 245 bytes a term with any prefix.
inline constexpr std::size_t kMaxWordBytes = 64;

struct Word {
  std::string lower;   // Lower case, accents kept, NFC: what a stemmer expects.
  std::string folded;  // Lower case without accents, ligatures spelled out: what is compared.
  text::Span span;     // Where it stands in the text.
};

// The words of `text` in order. A word is a run of letters, digits and their marks; "c++" and "c#"
// keep their signs, an ideograph is a word by itself. Elided articles before an apostrophe (l', d',
// qu') and English endings after one ('s, 't) are left out, everything else is kept. Does not
// depend on the language. Never fails: ill-formed UTF-8 separates words. Thread-safe.
std::vector<Word> SplitWords(std::string_view text);

// One word in the stemmer's language to its stem.
using StemFunction = std::function<std::string(const std::string&)>;

// The forms under which `word` is indexed and looked up in `language`: folded stems, one or two.
// Where accents matter to the stemmer, the stem with accents is followed by the stem without, so
// that "formee" still finds "formée". British and American spellings of English are levelled
// ("colour", "analyze", "programme", "modelling"). `stem` is the language's Snowball stemmer.
std::vector<std::string> StemForms(const Word& word, std::string_view language,
                                   const StemFunction& stem);

}  // namespace crosswalk::index_schema
