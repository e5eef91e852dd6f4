// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/word_forms.h"

#include "indexer/schema/terms.h"
#include "server/catalogue/terms.h"

#include <xapian.h>

namespace crosswalk::catalogue {

std::vector<std::string> WordForms::Of(const index_schema::Word& word,
                                       const std::string& language) {
  auto found = stemmers_.find(language);
  if (found == stemmers_.end()) {
    Xapian::Stem stem{std::string(index_schema::StemmerName(language))};
    found =
        stemmers_.emplace(language, [stem](const std::string& text) { return stem(text); }).first;
  }
  return index_schema::StemForms(word, language, found->second);
}

std::vector<std::string> WordForms::TermsOf(const index_schema::Word& word,
                                            const std::string& language) {
  std::vector<std::string> terms = Of(word, language);
  for (std::string& term : terms) term.insert(0, WordTermPrefix(language));
  return terms;
}

}  // namespace crosswalk::catalogue
