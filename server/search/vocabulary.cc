// SPDX-License-Identifier: Apache-2.0
#include "server/search/vocabulary.h"

#include "indexer/schema/terms.h"
#include "server/search/stop_words.h"

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>

namespace crosswalk::search {
namespace {

using index_schema::WordId;

// A stemmer for one thread: Xapian's keep state.
index_schema::StemFunction MakeStemmer(const std::string& language) {
  return [stem = Xapian::Stem(std::string(index_schema::StemmerName(language)))](
             const std::string& word) { return stem(word); };
}

std::size_t Hash(const std::string& form) { return std::hash<std::string>{}(form); }

}  // namespace

Vocabulary::Vocabulary(const index_schema::LabelFile& labels) : labels_(labels) {
  for (const std::string& language : labels.languages()) {
    const index_schema::StemFunction stem = MakeStemmer(language);
    std::vector<StemEntry>& entries = by_form_.emplace_back();
    std::vector<bool>& stops = stop_words_.emplace_back(labels.word_count(), false);
    for (WordId id = 0; id < labels.word_count(); ++id) {
      const std::string text(labels.WordText(id));
      stops[id] = search::IsStopWord(text, language);
      const index_schema::Word word{text, text, {0, text.size()}};
      for (const std::string& form : index_schema::StemForms(word, language, stem)) {
        entries.push_back({Hash(form), id});
      }
    }
    std::sort(entries.begin(), entries.end(), [](const StemEntry& a, const StemEntry& b) {
      return std::tie(a.hash, a.word) < std::tie(b.hash, b.word);
    });
  }
}

std::vector<LanguageIndex> Vocabulary::Find(std::string_view asked) const {
  const std::vector<std::string>& known = labels_.languages();
  for (const std::string_view tag : {asked, asked.substr(0, asked.find('-'))}) {
    const auto found = std::find(known.begin(), known.end(), tag);
    if (found != known.end()) {
      return {static_cast<LanguageIndex>(std::distance(known.begin(), found))};
    }
  }
  return {};
}

std::vector<LanguageIndex> Vocabulary::Choose(const std::vector<std::string>& asked) const {
  std::vector<LanguageIndex> chosen;
  for (const std::string& tag : asked) {
    for (const LanguageIndex language : Find(tag)) {
      if (std::find(chosen.begin(), chosen.end(), language) == chosen.end()) {
        chosen.push_back(language);
      }
    }
  }
  if (chosen.empty()) {
    chosen.resize(labels_.languages().size());
    std::iota(chosen.begin(), chosen.end(), LanguageIndex{0});
  }
  return chosen;
}

std::vector<std::string> Vocabulary::Forms(const index_schema::Word& word,
                                           LanguageIndex language) const {
  return index_schema::StemForms(word, Tag(language), MakeStemmer(Tag(language)));
}

std::vector<WordId> Vocabulary::WordsWithForms(std::span<const std::string> forms,
                                               LanguageIndex language) const {
  std::vector<WordId> words;
  const std::vector<StemEntry>& entries = by_form_[language];
  for (const std::string& form : forms) {
    const std::size_t hash = Hash(form);
    auto entry = std::lower_bound(
        entries.begin(), entries.end(), hash,
        [](const StemEntry& item, std::size_t value) { return item.hash < value; });
    for (; entry != entries.end() && entry->hash == hash; ++entry) words.push_back(entry->word);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace crosswalk::search
