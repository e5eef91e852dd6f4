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
    std::string mended = MendWords(asked);
    if (mended != asked) corrected_ = std::move(mended);
  }
  const auto live = static_cast<float>(snapshot.columns().live());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    QueryWord& word = words_[i];
    const auto having = static_cast<float>(word.documents);
    word.weight = cursor != nullptr && i < cursor->weights.size()
                      ? cursor->weights[i]
                      : std::log(1.0F + live / (having + 1.0F));
    total_weight_ += word.weight;
    for (const auto& terms : word.terms) query_terms_.insert(terms.begin(), terms.end());
  }
  FindAllWords();
}

TextMatch::QueryWord TextMatch::LookUp(index_schema::Word word) {
  QueryWord result;
  for (const std::string& language : snapshot_.languages()) {
    Xapian::doccount most = 0;
    result.terms.push_back(forms_.TermsOf(word, language));
    for (const std::string& term : result.terms.back()) {
      most = std::max(most, database_.get_termfreq(term));
    }
    result.documents += most;
  }
  result.word = std::move(word);
  return result;
}

void TextMatch::Read(std::vector<index_schema::Word> words) {
  for (index_schema::Word& word : words) {
    const bool repeated = std::any_of(words_.begin(), words_.end(), [&](const QueryWord& known) {
      return known.word.folded == word.folded;
    });
    if (!repeated) words_.push_back(LookUp(std::move(word)));
  }
}

std::string TextMatch::MendWords(const std::string& text) {
  std::string mended = text;
  // From the last to the first, so that places before stay.
  for (auto word = words_.rbegin(); word != words_.rend(); ++word) {
    if (word->documents > 0) continue;
    const std::string better = Mend(word->word);
    if (better.empty()) continue;
    const text::Span span = word->word.span;
    mended.replace(span.begin, span.end - span.begin, better);
    *word = LookUp(index_schema::SplitWords(better).front());
  }
  return mended;
}

std::string TextMatch::Mend(const index_schema::Word& word) {
  const unsigned errors = AllowedErrors(word.folded.size());
  if (errors == 0) return {};
  const std::string better = database_.get_spelling_suggestion(word.folded, errors);
  if (better.empty()) return {};
  const auto words = index_schema::SplitWords(better);
  // The dictionary keeps words whose last document has gone.
  if (words.size() != 1 || LookUp(words.front()).documents == 0) return {};
  return better;
}

ScoredDocuments TextMatch::Postings(const std::string& term, const ScoredDocuments* among) const {
  ScoredDocuments postings;
  Xapian::PostingIterator posting = database_.postlist_begin(term);
  const Xapian::PostingIterator end = database_.postlist_end(term);
  if (among == nullptr) {
    for (; posting != end; ++posting) {
      postings.push_back({*posting, static_cast<float>(posting.get_wdf())});
    }
    return postings;
  }
  for (const ScoredDocument& document : *among) {
    if (posting == end) break;
    if (*posting < document.id) posting.skip_to(document.id);
    if (posting != end && *posting == document.id) {
      postings.push_back({document.id, static_cast<float>(posting.get_wdf())});
    }
  }
  return postings;
}

ScoredDocuments TextMatch::Documents(const QueryWord& word, const ScoredDocuments* among) const {
  ScoredDocuments result;
  for (const std::vector<std::string>& terms : word.terms) {
    ScoredDocuments of_language;
    for (const std::string& term : terms) {
      ScoredDocuments postings = Postings(term, among);
      of_language =
          of_language.empty() ? std::move(postings) : UniteGreatest(of_language, postings);
    }
    result = result.empty() ? std::move(of_language) : Unite(result, of_language);
  }
  for (ScoredDocument& document : result) {
    const auto length = static_cast<float>(snapshot_.columns().row(document.id).words);
    const float norm = kSaturation * (1 - kLengthShare + kLengthShare * length / kAverageWords);
    document.score = word.weight * document.score / (document.score + norm);
  }
  return result;
}

void TextMatch::FindAllWords() {
  std::vector<const QueryWord*> rarest_first;
  for (const QueryWord& word : words_) rarest_first.push_back(&word);
  // By weight, which stays from page to page: sums of another order would differ.
  std::stable_sort(rarest_first.begin(), rarest_first.end(),
                   [](const QueryWord* a, const QueryWord* b) { return a->weight > b->weight; });
  for (std::size_t i = 0; i < rarest_first.size(); ++i) {
    all_ = i == 0 ? Documents(*rarest_first[i], nullptr)
                  : Intersect(all_, Documents(*rarest_first[i], &all_));
    if (all_.empty()) return;
  }
}

ScoredDocuments TextMatch::AnyWord() const {
  ScoredDocuments any;
  for (const QueryWord& word : words_) any = Unite(any, Documents(word, nullptr));
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
