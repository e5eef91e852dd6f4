// SPDX-License-Identifier: Apache-2.0
// A concept as a Xapian document: terms, values and data of SCHEMA.md. Private to this module.
#pragma once

#include "frameworks/core/concept.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/words.h"

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::index_builder {

// Makes documents; remembers the stems it has seen, of which most words are. Not thread-safe.
class DocumentMaker {
 public:
  // Throws Xapian::Error.
  Xapian::Document Make(const core::Concept& node);

 private:
  struct Stemmer {
    Xapian::Stem stem;
    std::unordered_map<std::string, std::vector<std::string>> forms;  // By Word::lower.
  };

  Stemmer& StemmerFor(const std::string& language);
  void AddLabels(Xapian::Document& document, const core::LabelSet& labels);
  // Adds the words of `text`; returns the position after its last word.
  Xapian::termpos AddText(Xapian::Document& document, index_schema::TextField field,
                          const std::string& language, std::string_view text,
                          Xapian::termpos position);

  std::unordered_map<std::string, Stemmer> stemmers_;
};

}  // namespace crosswalk::index_builder
