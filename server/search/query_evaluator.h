// SPDX-License-Identifier: Apache-2.0
// The words of a query looked up in the index: what each concept has of them, and what stands in
// for words that no concept has. Private to server/search.
#pragma once

#include "indexer/schema/label_file.h"
#include "server/search/concept_set.h"
#include "server/search/posting_scorer.h"
#include "server/search/query_words.h"
#include "server/search/vocabulary.h"

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// What the words of a query add up to.
struct Tally {
  explicit Tally(std::size_t concept_count) : weight(concept_count), covered(concept_count) {}

  ScoreTable weight;   // By concept: sum over words of idf times the weight of the best field.
  ScoreTable covered;  // By concept: sum over words of idf.
  double total = 0.0;  // Sum of idf over all words of the query that the index knows.
  // By word of the query: what to search instead of a word that the index does not know.
  std::vector<std::optional<std::string>> mended;
};

// Immutable, thread-safe. What it is made of must outlive it. All methods throw Xapian::Error: call
// them inside WithXapian.
class QueryEvaluator {
 public:
  QueryEvaluator(const index_schema::LabelFile& labels, const Vocabulary& vocabulary,
                 const PostingScorer& scorer)
      : labels_(labels), vocabulary_(vocabulary), scorer_(scorer) {}

  // Looks up every word but stop words and sets its weight. A word that no concept has stands for
  // the words that begin with it, where there are any; else for a close spelling, in `mended`.
  [[nodiscard]] Tally LookUp(const Xapian::Database& database, ParsedQuery& query) const;

  // The concepts with all phrases of `query`, in one field each.
  [[nodiscard]] ConceptSet WithPhrases(const Xapian::Database& database,
                                       const ParsedQuery& query) const;

 private:
  // Adds what has a form of `word` to `scores`.
  void Score(const Xapian::Database& database, const ParsedQuery& query, const QueryWord& word,
             ScoreTable& scores) const;
  void Complete(const ParsedQuery& query, QueryWord& word) const;
  [[nodiscard]] std::optional<std::string> Mend(const Xapian::Database& database,
                                                const ParsedQuery& query,
                                                std::string_view word) const;
  // Two words of labels that make up `word`: "cyber security" for "cybersecurity".
  [[nodiscard]] std::optional<std::string> Split(std::string_view word) const;
  // Whether a concept has a form of `word` in one of the query's languages.
  [[nodiscard]] bool IsKnown(const Xapian::Database& database, const ParsedQuery& query,
                             std::string_view word) const;

  const index_schema::LabelFile& labels_;
  const Vocabulary& vocabulary_;
  const PostingScorer& scorer_;
};

}  // namespace crosswalk::search
