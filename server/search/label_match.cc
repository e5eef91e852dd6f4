// SPDX-License-Identifier: Apache-2.0
#include "server/search/label_match.h"

#include "indexer/schema/words.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace crosswalk::search {
namespace {

using index_schema::Word;

// Two lines of a terminal or a result list.
constexpr std::size_t kSnippetBytes = 200;
constexpr std::string_view kEllipsis = "\u2026";

// A word of a text that a query word matches.
struct Hit {
  text::Span span;
  std::size_t query_word = 0;
};

std::vector<Hit> FindHits(const ParsedQuery& query, const Vocabulary& vocabulary,
                          std::size_t position, const std::vector<Word>& words) {
  std::vector<Hit> hits;
  for (const Word& word : words) {
    const std::vector<std::string> forms = vocabulary.Forms(word, query.languages[position]);
    for (std::size_t i = 0; i < query.words.size(); ++i) {
      const QueryWord& asked = query.words[i];
      const std::vector<std::string>& asked_forms = asked.forms[position];
      const bool same = std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
        return std::find(asked_forms.begin(), asked_forms.end(), form) != asked_forms.end();
      });
      if (asked.stop || !same) continue;
      hits.push_back({word.span, i});
      break;
    }
  }
  return hits;
}

// Where the snippet begins: the word from which most different query words are within reach.
std::size_t SnippetBegin(const std::vector<Word>& words, const std::vector<Hit>& hits) {
  std::size_t best_begin = 0;
  std::size_t best_count = 0;
  for (std::size_t first = 0; first < hits.size(); ++first) {
    const std::size_t begin = hits[first].span.begin;
    std::set<std::size_t> within;
    for (std::size_t i = first; i < hits.size() && hits[i].span.end <= begin + kSnippetBytes; ++i) {
      within.insert(hits[i].query_word);
    }
    if (within.size() > best_count) {
      best_count = within.size();
      best_begin = begin;
    }
  }
  // A few words of what comes before make it readable.
  constexpr std::size_t lead = 40;
  std::size_t snippet_begin = best_begin;
  for (const Word& word : words) {
    if (word.span.begin + lead >= best_begin) {
      snippet_begin = word.span.begin;
      break;
    }
  }
  return std::min(snippet_begin, best_begin);
}

LabelMatch Snippet(const std::string& description, const std::vector<Word>& words,
                   const std::vector<Hit>& hits) {
  LabelMatch match;
  match.kind = LabelKind::kDescription;
  std::size_t begin = 0;
  std::size_t end = description.size();
  if (description.size() > kSnippetBytes) {
    begin = SnippetBegin(words, hits);
    if (begin <= words.front().span.begin) begin = 0;
    end = begin;
    for (const Word& word : words) {
      if (word.span.begin >= begin && word.span.end <= begin + kSnippetBytes) end = word.span.end;
    }
    if (end == words.back().span.end) end = description.size();
  }
  if (begin > 0) match.text.append(kEllipsis);
  const std::size_t shift = match.text.size();
  match.text.append(description, begin, end - begin);
  if (end < description.size()) match.text.append(kEllipsis);
  for (const Hit& hit : hits) {
    if (hit.span.begin >= begin && hit.span.end <= end) {
      match.highlights.push_back({hit.span.begin - begin + shift, hit.span.end - begin + shift});
    }
  }
  return match;
}

}  // namespace

void Highlight(const ParsedQuery& query, const Vocabulary& vocabulary, std::size_t position,
               LabelMatch& match) {
  match.highlights.clear();
  for (const Hit& hit :
       FindHits(query, vocabulary, position, index_schema::SplitWords(match.text))) {
    match.highlights.push_back(hit.span);
  }
}

std::optional<LabelMatch> DescriptionMatch(const ParsedQuery& query, const Vocabulary& vocabulary,
                                           const core::Concept& item) {
  for (std::size_t position = 0; position < query.languages.size(); ++position) {
    const std::string& language = vocabulary.Tag(query.languages[position]);
    const core::LabelSet* set = item.FindLabels(language);
    if (set == nullptr) continue;
    for (const std::string* description : {&set->description, &set->definition, &set->scope_note}) {
      const std::vector<Word> words = index_schema::SplitWords(*description);
      const std::vector<Hit> hits = FindHits(query, vocabulary, position, words);
      if (hits.empty()) continue;
      LabelMatch match = Snippet(*description, words, hits);
      match.language = language;
      return match;
    }
  }
  return std::nullopt;
}

}  // namespace crosswalk::search
