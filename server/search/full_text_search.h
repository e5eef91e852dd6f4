// SPDX-License-Identifier: Apache-2.0
// Full-text search over labels and descriptions. Private to server/search.
#pragma once

#include "frameworks/core/status.h"
#include "indexer/schema/label_file.h"
#include "server/search/concept_set.h"
#include "server/search/index_snapshot.h"
#include "server/search/label_ranker.h"
#include "server/search/posting_scorer.h"
#include "server/search/query_evaluator.h"
#include "server/search/query_words.h"
#include "server/search/search_engine.h"
#include "server/search/vocabulary.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// Immutable, thread-safe. What it is made of must outlive it.
class FullTextSearch {
 public:
  FullTextSearch(const IndexSnapshot& snapshot, const Vocabulary& vocabulary,
                 const PostingScorer& scorer);

  // As SearchEngine::Search. `query.text` must be well-formed UTF-8.
  [[nodiscard]] core::Result<SearchAnswer> Search(const SearchQuery& query) const;

 private:
  struct Ranked {
    ConceptOrdinal node = 0;
    double score = 0.0;
  };
  // A query with what the index has of it.
  struct Reading {
    ParsedQuery query;
    Tally tally;
    ConceptSet passing;          // Filter and phrases.
    std::string corrected_text;  // Empty where the text stands as it is.
  };

  // Concepts in `passing` that `text` names by URI, resource name or code, in ascending ordinal.
  [[nodiscard]] core::Result<std::vector<ConceptOrdinal>> Identified(
      std::string_view text, const ConceptSet& passing) const;
  // Parses and looks up `text`, with unknown words mended and phrases that nothing has read as
  // words.
  [[nodiscard]] core::Result<Reading> Read(std::string text,
                                           const std::vector<LanguageIndex>& languages,
                                           const ConceptSet& passing) const;
  // What matches well enough, best first.
  [[nodiscard]] std::vector<Ranked> Rank(const Reading& reading) const;
  [[nodiscard]] core::Result<SearchHit> Present(const Reading& reading, const LabelRanker& ranker,
                                                const Ranked& ranked) const;

  const IndexSnapshot& snapshot_;
  const index_schema::LabelFile& labels_;
  const Vocabulary& vocabulary_;
  QueryEvaluator evaluator_;
  std::vector<float> popularity_;  // By concept, 0..1.
};

}  // namespace crosswalk::search
