// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/text_match.h"

#include "server/catalogue/terms.h"
#include "server/search/stop_words.h"

#include <algorithm>
#include <cmath>

namespace crosswalk::catalogue {
namespace {

// BM25's customary constants; the length that counts as average is that of the sample catalogue.
constexpr float kSaturation = 1.2F;
constexpr float kLengthShare = 0.5F;
constexpr float kAverageWords = 120.0F;

// Typing errors allowed in a word of so many bytes, as in server/search/spelling.h.
unsigned AllowedErrors(std::size_t bytes) { return bytes < 4 ? 0 : bytes < 8 ? 1 : 2; }

bool IsStopWord(const index_schema::Word& word, const std::vector<std::string>& languages) {
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& language) {
    return search::IsStopWord(word.folded, language);
  });
}

void DropStopWords(std::vector<index_schema::Word>& words,
                   const std::vector<std::string>& languages) {
  const auto stop = [&](const index_schema::Word& word) { return IsStopWord(word, languages); };
  if (!std::all_of(words.begin(), words.end(), stop)) std::erase_if(words, stop);
  if (words.size() > kMostQueryWords) words.resize(kMostQueryWords);
}

}  // namespace

TextMatch::TextMatch(const std::string& text, const Snapshot& snapshot, Xapian::Database& database,
                     const PageCursor* cursor)
    : snapshot_(snapshot), database_(database) {
  const std::string& asked = cursor != nullptr ? cursor->text : text;
  if (cursor != nullptr && asked != text) corrected_ = asked;
  std::vector<index_schema::Word> words = index_schema::SplitWords(asked);
  DropStopWords(words, snapshot.languages());
  Read(std::move(words));
  if (cursor == nullptr) {
    std::string mended = asked;
    // From the last to the first, so that places before stay.
    for (auto word = words_.rbegin(); word != words_.rend(); ++word) {
      if (!word->documents.empty()) continue;
      const std::string better = Mend(word->word);
      if (better.empty()) continue;
      const text::Span& span = word->word.span;
      mended.replace(span.begin, span.end - span.begin, better);
      word->word = index_schema::SplitWords(better).front();
      word->documents = Documents(word->word);
    }
    if (mended != asked) corrected_ = mended;
  }
  const auto live = static_cast<float>(snapshot.columns().live());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto having = static_cast<float>(words_[i].documents.size());
    const float weight = cursor != nullptr && i < cursor->weights.size()
                             ? cursor->weights[i]
                             : std::log(1.0F + live / (having + 1.0F));
    Weigh(words_[i], weight);
    all_ = i == 0 ? words_[i].documents : Intersect(all_, words_[i].documents);
    for (const std::string& language : snapshot.languages()) {
      const auto terms = forms_.TermsOf(words_[i].word, language);
      query_terms_.insert(terms.begin(), terms.end());
    }
  }
}

void TextMatch::Read(std::vector<index_schema::Word> words) {
  for (index_schema::Word& word : words) {
    const bool repeated = std::any_of(words_.begin(), words_.end(), [&](const QueryWord& known) {
      return known.word.folded == word.folded;
    });
    if (repeated) continue;
    QueryWord& added = words_.emplace_back();
    added.word = std::move(word);
    added.documents = Documents(added.word);
  }
}

ScoredDocuments TextMatch::Documents(const index_schema::Word& word) {
  ScoredDocuments result;
  for (const std::string& language : snapshot_.languages()) {
    ScoredDocuments of_language;
    for (const std::string& term : forms_.TermsOf(word, language)) {
      ScoredDocuments postings;
      for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term);
           ++posting) {
        postings.push_back({*posting, static_cast<float>(posting.get_wdf())});
      }
      // A text's word is there under both of its forms, but counts once.
      of_language =
          of_language.empty() ? std::move(postings) : UniteGreatest(of_language, postings);
    }
    result = result.empty() ? std::move(of_language) : Unite(result, of_language);
  }
  return result;
}

std::string TextMatch::Mend(const index_schema::Word& word) {
  const unsigned errors = AllowedErrors(word.folded.size());
  if (errors == 0) return {};
  const std::string better = database_.get_spelling_suggestion(word.folded, errors);
  if (better.empty()) return {};
  const auto words = index_schema::SplitWords(better);
  // The dictionary keeps words whose last document has gone.
  if (words.size() != 1 || Documents(words.front()).empty()) return {};
  return better;
}

void TextMatch::Weigh(QueryWord& word, float weight) {
  word.weight = weight;
  total_weight_ += weight;
  for (ScoredDocument& document : word.documents) {
    const auto length = static_cast<float>(snapshot_.columns().row(document.id).words);
    const float norm = kSaturation * (1 - kLengthShare + kLengthShare * length / kAverageWords);
    document.score = weight * document.score / (document.score + norm);
  }
}

ScoredDocuments TextMatch::AnyWord() const {
  ScoredDocuments any;
  for (const QueryWord& word : words_) any = Unite(any, word.documents);
  return any;
}

std::vector<float> TextMatch::weights() const {
  std::vector<float> weights;
  for (const QueryWord& word : words_) weights.push_back(word.weight);
  return weights;
}

std::vector<text::Span> TextMatch::Highlights(const std::string& text, const std::string& tag) {
  std::vector<text::Span> spans;
  const std::string language = TermLanguage(tag);
  for (const index_schema::Word& word : index_schema::SplitWords(text)) {
    const auto terms = forms_.TermsOf(word, language);
    const bool matches = std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
      return query_terms_.contains(term);
    });
    if (matches) spans.push_back(word.span);
  }
  return spans;
}

}  // namespace crosswalk::catalogue
