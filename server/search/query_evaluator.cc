// SPDX-License-Identifier: Apache-2.0
#include "server/search/query_evaluator.h"

#include "indexer/schema/terms.h"
#include "server/search/spelling.h"

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::search {
namespace {

using index_schema::IdRange;
using index_schema::TextField;
using index_schema::WordId;

// What a word is worth by where it stands; set on the judged queries of
// tests/search/search_quality_test.cc.
struct FieldWeight {
  TextField field;
  double weight;
};
constexpr std::array<FieldWeight, 4> kFieldWeights = {{{TextField::kPreferred, 1.0},
                                                       {TextField::kAlternative, 0.8},
                                                       {TextField::kHidden, 0.5},
                                                       {TextField::kDescription, 0.3}}};

// An unknown word shorter than this stands for too many to complete it.
constexpr std::size_t kLeastCompleted = 3;
// Completions taken, the most frequent first.
constexpr std::size_t kMostCompletions = 24;
// Close spellings tried until one is known in the query's languages.
constexpr std::size_t kMostCloseWords = 8;
// Shortest part of a word that was written without its blank, and how often labels must have it.
constexpr std::size_t kLeastPart = 3;
constexpr std::size_t kLeastPartOccurrences = 3;

index_schema::Word MakeWord(std::string_view text) {
  return {std::string(text), std::string(text), {0, text.size()}};
}

}  // namespace

void QueryEvaluator::Score(const Xapian::Database& database, const ParsedQuery& query,
                           const QueryWord& word, ScoreTable& scores) const {
  for (std::size_t i = 0; i < query.languages.size(); ++i) {
    for (const FieldWeight& item : kFieldWeights) {
      scorer_.Score(database, word.forms[i], item.field, query.languages[i], item.weight, scores);
    }
  }
}

Tally QueryEvaluator::LookUp(const Xapian::Database& database, ParsedQuery& query) const {
  Tally tally(labels_.concept_count());
  tally.mended.resize(query.words.size());
  ScoreTable scores(labels_.concept_count());
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    QueryWord& word = query.words[i];
    if (word.stop) continue;
    scores.Clear();
    Score(database, query, word, scores);
    if (scores.touched().empty()) {
      Complete(query, word);
      Score(database, query, word, scores);
    }
    if (scores.touched().empty()) {
      tally.mended[i] = Mend(database, query, word.word.folded);
      continue;
    }
    word.weight = scorer_.InverseFrequency(scores.touched().size());
    tally.total += word.weight;
    const auto weight = static_cast<float>(word.weight);
    for (const ConceptOrdinal node : scores.touched()) {
      tally.weight.Add(node, weight * scores[node]);
      tally.covered.Add(node, weight);
    }
  }
  return tally;
}

void QueryEvaluator::Complete(const ParsedQuery& query, QueryWord& word) const {
  if (word.word.folded.size() < kLeastCompleted) return;
  const IdRange range = labels_.WordsWithPrefix(word.word.folded);
  std::vector<std::pair<std::size_t, WordId>> completions;  // Occurrences, word.
  for (WordId id = range.begin; id < range.end; ++id) {
    completions.emplace_back(labels_.StartsWith({id, id + 1}).size(), id);
  }
  std::sort(completions.begin(), completions.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (completions.size() > kMostCompletions) completions.resize(kMostCompletions);
  for (const auto& [occurrences, id] : completions) {
    const index_schema::Word completion = MakeWord(labels_.WordText(id));
    for (std::size_t i = 0; i < query.languages.size(); ++i) {
      for (std::string& form : vocabulary_.Forms(completion, query.languages[i])) {
        std::vector<std::string>& forms = word.forms[i];
        if (std::find(forms.begin(), forms.end(), form) == forms.end()) {
          forms.push_back(std::move(form));
        }
      }
    }
  }
}

std::optional<std::string> QueryEvaluator::Mend(const Xapian::Database& database,
                                                const ParsedQuery& query,
                                                std::string_view word) const {
  const std::vector<CloseWord> close =
      FindCloseWords(labels_, word, AllowedErrors(word.size()), kMostCloseWords);
  const auto known_with = [&](std::size_t least, std::size_t most) -> std::optional<std::string> {
    for (const CloseWord& item : close) {
      const std::string_view text = labels_.WordText(item.word);
      const bool in_range = item.errors >= least && item.errors <= most;
      if (in_range && IsKnown(database, query, text)) return std::string(text);
    }
    return std::nullopt;
  };
  // A missing blank is likelier than two wrong letters.
  if (auto one_error = known_with(0, 1)) return one_error;
  if (auto parts = Split(word)) return parts;
  return known_with(2, AllowedErrors(word.size()));
}

std::optional<std::string> QueryEvaluator::Split(std::string_view word) const {
  std::optional<std::string> best;
  std::size_t best_occurrences = 0;
  const auto occurrences_of = [this](std::string_view part) -> std::size_t {
    const std::optional<WordId> id = labels_.FindWord(part);
    return id ? labels_.StartsWith({*id, *id + 1}).size() : 0;
  };
  for (std::size_t cut = kLeastPart; cut + kLeastPart <= word.size(); ++cut) {
    const std::size_t occurrences =
        std::min(occurrences_of(word.substr(0, cut)), occurrences_of(word.substr(cut)));
    if (occurrences >= kLeastPartOccurrences && occurrences > best_occurrences) {
      best_occurrences = occurrences;
      best = std::string(word.substr(0, cut)).append(" ").append(word.substr(cut));
    }
  }
  return best;
}

bool QueryEvaluator::IsKnown(const Xapian::Database& database, const ParsedQuery& query,
                             std::string_view word) const {
  for (const LanguageIndex language : query.languages) {
    for (const std::string& form : vocabulary_.Forms(MakeWord(word), language)) {
      for (const TextField field : index_schema::kTextFields) {
        if (database.term_exists("Z" + index_schema::TextPrefix(field, vocabulary_.Tag(language)) +
                                 form)) {
          return true;
        }
      }
    }
  }
  return false;
}

ConceptSet QueryEvaluator::WithPhrases(const Xapian::Database& database,
                                       const ParsedQuery& query) const {
  std::vector<Xapian::Query> phrases;
  for (const std::vector<std::size_t>& phrase : query.phrases) {
    std::vector<Xapian::Query> readings;
    for (const LanguageIndex language : query.languages) {
      for (const TextField field : index_schema::kTextFields) {
        const std::string prefix = index_schema::TextPrefix(field, vocabulary_.Tag(language));
        std::vector<std::string> terms;
        for (const std::size_t word : phrase) {
          terms.push_back(prefix + query.words[word].word.folded);
        }
        readings.emplace_back(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                              static_cast<Xapian::termcount>(terms.size()));
      }
    }
    phrases.emplace_back(Xapian::Query::OP_OR, readings.begin(), readings.end());
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, phrases.begin(), phrases.end()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  ConceptSet set(labels_.concept_count());
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  for (Xapian::MSetIterator match = matches.begin(); match != matches.end(); ++match) {
    if (*match - 1 < labels_.concept_count()) set.Add(*match - 1);
  }
  return set;
}

}  // namespace crosswalk::search
