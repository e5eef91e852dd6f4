// SPDX-License-Identifier: Apache-2.0
// The dictionary of an index by stem, and what is known of its languages. Private to server/search.
#pragma once

#include "indexer/schema/label_file.h"
#include "indexer/schema/words.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// Index into LabelFile::languages().
using LanguageIndex = std::size_t;

// Immutable, thread-safe. `labels` must outlive it.
class Vocabulary {
 public:
  explicit Vocabulary(const index_schema::LabelFile& labels);

  // The asked languages that the index has, in order and without doubles; "en-CA" asks for "en"
  // where the index lacks "en-CA". All languages where `asked` is empty or names none it has.
  [[nodiscard]] std::vector<LanguageIndex> Choose(const std::vector<std::string>& asked) const;
  // The one language that `asked` names, or none.
  [[nodiscard]] std::vector<LanguageIndex> Find(std::string_view asked) const;
  [[nodiscard]] const std::string& Tag(LanguageIndex language) const {
    return labels_.languages()[language];
  }

  // Forms of `word` in the index's terms.
  [[nodiscard]] std::vector<std::string> Forms(const index_schema::Word& word,
                                               LanguageIndex language) const;
  // Words of the dictionary that have one of `forms` in `language`, ascending.
  [[nodiscard]] std::vector<index_schema::WordId> WordsWithForms(std::span<const std::string> forms,
                                                                 LanguageIndex language) const;
  // Whether a word of the dictionary is a function word in `language`.
  [[nodiscard]] bool IsStopWord(index_schema::WordId word, LanguageIndex language) const {
    return stop_words_[language][word];
  }

 private:
  struct StemEntry {
    std::size_t hash = 0;  // Of the form.
    index_schema::WordId word = 0;
  };

  const index_schema::LabelFile& labels_;
  std::vector<std::vector<StemEntry>> by_form_;  // By language; sorted by hash, then word.
  std::vector<std::vector<bool>> stop_words_;    // By language, then word.
};

}  // namespace crosswalk::search
