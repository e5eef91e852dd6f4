// SPDX-License-Identifier: Apache-2.0
#include "server/search/search_engine.h"

#include "frameworks/core/text.h"
#include "indexer/schema/words.h"
#include "server/search/concept_set.h"
#include "server/search/database_pool.h"
#include "server/search/full_text_search.h"
#include "server/search/label_text.h"
#include "server/search/posting_scorer.h"
#include "server/search/stop_words.h"
#include "server/search/suggester.h"
#include "server/search/vocabulary.h"
#include "server/search/xapian_fence.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace crosswalk::search {
namespace {

// Different words of a text that the mapper's candidates are looked up by: an outcome is a
// sentence; more words cost time and tell little.
constexpr std::size_t kMostCandidateWords = 64;

// `text` with every ill-formed byte as U+FFFD, so that what is answered from it is well-formed.
std::string WellFormed(std::string_view text) {
  std::string out;
  while (const std::optional<std::size_t> bad = core::FindInvalidUtf8(text)) {
    out.append(text.substr(0, *bad)).append("\uFFFD");
    text.remove_prefix(*bad + 1);
  }
  return out.append(text);
}

class IndexSearchEngine final : public SearchEngine {
 public:
  explicit IndexSearchEngine(std::shared_ptr<const IndexSnapshot> snapshot)
      : snapshot_(std::move(snapshot)),
        vocabulary_(snapshot_->labels()),
        scorer_(snapshot_->labels()),
        full_text_(*snapshot_, vocabulary_, scorer_),
        suggester_(*snapshot_, vocabulary_) {}

  [[nodiscard]] core::Result<SearchAnswer> Search(const SearchQuery& query) const override {
    SearchQuery checked = query;
    checked.text = WellFormed(query.text);
    return full_text_.Search(checked);
  }

  [[nodiscard]] core::Result<std::vector<Suggestion>> Suggest(
      const SuggestQuery& query) const override {
    SuggestQuery checked = query;
    checked.prefix = WellFormed(query.prefix);
    return suggester_.Suggest(checked);
  }

  [[nodiscard]] core::Result<SearchAnswer> List(const ConceptFilter& filter, std::size_t offset,
                                                std::size_t limit) const override {
    core::Result<ConceptSet> passing = Passing(*snapshot_, filter);
    if (!passing.ok()) return passing.status();
    SearchAnswer answer;
    for (const ConceptOrdinal node : snapshot_->labels().ByLabel()) {
      if (!passing->Contains(node)) continue;
      const std::uint64_t position = answer.total_estimate++;
      if (position < offset || answer.hits.size() >= limit) continue;
      core::Result<core::Concept> item = snapshot_->Load(node);
      if (!item.ok()) return item.status();
      SearchHit& hit = answer.hits.emplace_back();
      hit.node = node;
      hit.item = std::move(item).value();
      hit.matched = PreferredLabel(hit.item, {});
    }
    return answer;
  }

  [[nodiscard]] std::vector<TellingWord> TellingWords(std::span<const index_schema::Word> words,
                                                      std::string_view language) const override {
    std::vector<TellingWord> telling;
    const std::vector<LanguageIndex> languages = vocabulary_.Find(language);
    if (languages.empty()) return telling;
    for (const index_schema::Word& word : words) {
      if (IsStopWord(word.folded, vocabulary_.Tag(languages.front()))) continue;
      std::vector<std::string> forms = vocabulary_.Forms(word, languages.front());
      std::vector<index_schema::WordId> ids = vocabulary_.WordsWithForms(forms, languages.front());
      telling.push_back({word.span, std::move(forms), std::move(ids)});
    }
    return telling;
  }

  [[nodiscard]] core::Result<std::vector<std::vector<float>>> WeighWords(
      std::span<const TellingWord> words, std::string_view language,
      std::span<const std::vector<index_schema::TextField>> groups) const override {
    std::vector<std::vector<float>> weights(groups.size(),
                                            std::vector<float>(snapshot_->concept_count(), 0.0F));
    const std::vector<LanguageIndex> languages = vocabulary_.Find(language);
    if (languages.empty()) return weights;
    core::Result<bool> read = WithXapian("look up words", [&] {
      const DatabasePool::Lease database = snapshot_->databases().Borrow();
      ScoreTable word_scores(snapshot_->concept_count());
      for (const TellingWord* const word : DifferentWords(words)) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
          for (const index_schema::TextField field : groups[group]) {
            word_scores.Clear();
            scorer_.Score(*database, word->forms, field, languages.front(), 1.0, word_scores);
            Add(word_scores, weights[group]);
          }
        }
      }
      return true;
    });
    if (!read.ok()) return read.status();
    return weights;
  }

 private:
  // The first of those with the same forms, in order.
  static std::vector<const TellingWord*> DifferentWords(std::span<const TellingWord> words) {
    std::vector<const TellingWord*> different;
    for (const TellingWord& word : words) {
      if (different.size() == kMostCandidateWords) break;
      const bool again =
          std::any_of(different.begin(), different.end(),
                      [&word](const TellingWord* other) { return other->forms == word.forms; });
      if (!again) different.push_back(&word);
    }
    return different;
  }

  // Adds what one word in one field is worth.
  void Add(const ScoreTable& word_scores, std::vector<float>& weights) const {
    const auto idf = static_cast<float>(scorer_.InverseFrequency(word_scores.touched().size()));
    for (const ConceptOrdinal node : word_scores.touched()) {
      weights[node] += idf * word_scores[node];
    }
  }

  const std::shared_ptr<const IndexSnapshot> snapshot_;
  const Vocabulary vocabulary_;
  const PostingScorer scorer_;
  const FullTextSearch full_text_;
  const Suggester suggester_;
};

}  // namespace

std::unique_ptr<SearchEngine> SearchEngine::Create(std::shared_ptr<const IndexSnapshot> snapshot) {
  return std::make_unique<IndexSearchEngine>(std::move(snapshot));
}

}  // namespace crosswalk::search
