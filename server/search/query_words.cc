// SPDX-License-Identifier: Apache-2.0
#include "server/search/query_words.h"

#include "server/search/stop_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crosswalk::search {
namespace {

struct QuotationMarks {
  std::string_view open;
  std::string_view close;
};

constexpr std::array<QuotationMarks, 3> kQuotationMarks = {
    {{"\"", "\""}, {"\u201C", "\u201D"}, {"\u00AB", "\u00BB"}}};

// Stretches of `text` between quotation marks, ascending.
std::vector<text::Span> QuotedStretches(std::string_view text) {
  std::vector<text::Span> stretches;
  std::size_t at = 0;
  while (at < text.size()) {
    bool opened = false;
    for (const QuotationMarks& marks : kQuotationMarks) {
      if (!text.substr(at).starts_with(marks.open)) continue;
      const std::size_t begin = at + marks.open.size();
      const std::size_t end = text.find(marks.close, begin);
      if (end == std::string_view::npos) continue;
      stretches.push_back({begin, end});
      at = end + marks.close.size();
      opened = true;
      break;
    }
    if (!opened) ++at;
  }
  return stretches;
}

bool IsStopWord(const std::string& word, const Vocabulary& vocabulary,
                const std::vector<LanguageIndex>& languages) {
  return std::any_of(languages.begin(), languages.end(), [&](LanguageIndex language) {
    return search::IsStopWord(word, vocabulary.Tag(language));
  });
}

}  // namespace

ParsedQuery ParseQuery(std::string_view text, const Vocabulary& vocabulary,
                       std::vector<LanguageIndex> languages) {
  ParsedQuery query;
  query.languages = std::move(languages);
  std::vector<index_schema::Word> words = index_schema::SplitWords(text);
  if (words.size() > kMaxQueryWords) words.resize(kMaxQueryWords);
  for (index_schema::Word& word : words) {
    QueryWord& added = query.words.emplace_back();
    added.word = std::move(word);
    added.stop = IsStopWord(added.word.folded, vocabulary, query.languages);
    for (const LanguageIndex language : query.languages) {
      added.forms.push_back(vocabulary.Forms(added.word, language));
    }
  }
  const bool only_stop_words = std::all_of(query.words.begin(), query.words.end(),
                                           [](const QueryWord& word) { return word.stop; });
  if (only_stop_words) {
    for (QueryWord& word : query.words) word.stop = false;
  }
  for (const text::Span& stretch : QuotedStretches(text)) {
    std::vector<std::size_t> phrase;
    for (std::size_t i = 0; i < query.words.size(); ++i) {
      const text::Span& span = query.words[i].word.span;
      if (span.begin >= stretch.begin && span.end <= stretch.end) phrase.push_back(i);
    }
    if (!phrase.empty()) query.phrases.push_back(std::move(phrase));
  }
  return query;
}

}  // namespace crosswalk::search
