// SPDX-License-Identifier: Apache-2.0
// How well the labels of a concept say what a query says. Private to server/search.
#pragma once

#include "indexer/schema/label_file.h"
#include "server/search/query_words.h"
#include "server/search/vocabulary.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace crosswalk::search {

struct LabelFit {
  index_schema::LabelId label = 0;
  // Above 0, at most about 2: how much of the query the label says, how little else it says, in
  // which order; whole-label matches stand apart above 1.
  double score = 0.0;
};

// Made for one query. Not thread-safe. `labels` and `vocabulary` must outlive it.
class LabelRanker {
 public:
  // `query`'s word weights must be set.
  LabelRanker(const index_schema::LabelFile& labels, const Vocabulary& vocabulary,
              const ParsedQuery& query);

  // The concept's label in one of the query's languages that fits best; nothing where no label has
  // a word of the query. Of equal labels the first in the order of languages, then of labels.
  [[nodiscard]] std::optional<LabelFit> Best(index_schema::ConceptOrdinal node) const;

 private:
  // A language of the query, with the query's words by word of the dictionary.
  struct Reading {
    LanguageIndex language = 0;
    double preference = 0.0;             // Added to the scores of labels in the language.
    std::vector<std::uint8_t> position;  // By WordId: 1 + position in the query; 0 for none.
  };

  [[nodiscard]] double Score(const index_schema::LabelRow& row, const Reading& reading) const;
  [[nodiscard]] bool IsWholeQuery(const index_schema::LabelRow& row) const;

  const index_schema::LabelFile& labels_;
  const Vocabulary& vocabulary_;
  std::vector<Reading> readings_;
  std::vector<double> weights_;  // By query word; they add up to 1. Stop words have 0.
  std::vector<std::optional<index_schema::WordId>> as_typed_;  // By query word.
};

}  // namespace crosswalk::search
