// SPDX-License-Identifier: Apache-2.0
// Words to the terms they are indexed under, by language. Private to server/catalogue.
#pragma once

#include "indexer/schema/words.h"

#include <map>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// Not thread-safe; cheap to make.
class WordForms {
 public:
  // Forms of `word` in `language` (TermLanguage), one or two.
  std::vector<std::string> Of(const index_schema::Word& word, const std::string& language);
  // The terms of those.
  std::vector<std::string> TermsOf(const index_schema::Word& word, const std::string& language);

 private:
  std::map<std::string, index_schema::StemFunction> stemmers_;  // By language.
};

}  // namespace crosswalk::catalogue
