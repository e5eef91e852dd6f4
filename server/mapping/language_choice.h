// SPDX-License-Identifier: Apache-2.0
// Which language of the index an outcome is read in. Private to server/mapping.
#pragma once

#include "indexer/schema/words.h"
#include "server/mapping/label_words.h"

#include <span>
#include <string>
#include <string_view>

namespace crosswalk::mapping {

// `declared` where the index has it; else the language of the index with most function words and
// label words among `words`. Where nothing decides: English, else the index's first.
// REQUIRES: the index has a language.
std::string ChooseLanguage(std::span<const index_schema::Word> words, std::string_view declared,
                           const LabelWords& label_words);

}  // namespace crosswalk::mapping
