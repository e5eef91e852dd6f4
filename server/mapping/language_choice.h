// SPDX-License-Identifier: Apache-2.0
// Which language of the index an outcome is read in. Private to server/mapping.
#pragma once

#include "indexer/schema/words.h"
#include "server/mapping/label_words.h"

#include <span>
#include <string>
#include <string_view>

namespace crosswalk::mapping {

struct LanguageChoice {
  std::string language;
  // Whether it was declared, or at least a third of the words are of it. Else the text may be in a
  // language that is not indexed.
  bool recognised = false;
};

// `declared` where the index has it; else the language of the index with most function words and
// label words among `words`. Where nothing decides: English, else the index's first.
// REQUIRES: the index has a language.
LanguageChoice ChooseLanguage(std::span<const index_schema::Word> words, std::string_view declared,
                              const LabelWords& label_words);

}  // namespace crosswalk::mapping
