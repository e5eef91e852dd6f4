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
  // Whether it was declared, there are one or two words, or at least a third of them are of it,
  // numbers aside. Else the text may be in a language that is not indexed; in one that shares many
  // words with an indexed one it is not found out.
  bool recognised = false;
};

// `declared` where the index has it; else the language of the index with most function words and
// label words among `words`. Where nothing decides: English, else the index's first.
// REQUIRES: the index has a language.
LanguageChoice ChooseLanguage(std::span<const index_schema::Word> words, std::string_view declared,
                              const LabelWords& label_words);

}  // namespace crosswalk::mapping
