// SPDX-License-Identifier: Apache-2.0
// Completing labels as one types. Private to server/search.
#pragma once

#include "frameworks/core/status.h"
#include "indexer/schema/label_file.h"
#include "server/search/concept_set.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"
#include "server/search/vocabulary.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// Immutable, thread-safe. `snapshot` and `vocabulary` must outlive it.
class Suggester {
 public:
  Suggester(const IndexSnapshot& snapshot, const Vocabulary& vocabulary);

  // As SearchEngine::Suggest. `prefix` must be well-formed UTF-8.
  [[nodiscard]] core::Result<std::vector<Suggestion>> Suggest(const SuggestQuery& query) const;

 private:
  // A word to be found anywhere in a label.
  struct Wanted {
    std::vector<index_schema::IdRange> words;  // Ascending, disjoint.
    bool unfinished = false;
    bool mended = false;  // `words` are close to what was typed, which no label has.
  };
  struct Request;
  struct Found;

  // Labels that go on from a word border as `request` does, word by word, out of `places`, which
  // are sorted as LabelFile::Starts() is.
  void AddContinuations(const Request& request, std::span<const std::uint32_t> places,
                        double penalty, Found& found) const;
  // Labels that have all words in any order; close spellings for words that no label has.
  void AddInAnyOrder(const Request& request, Found& found) const;
  // What stands for each word of `request`; empty where a word has nothing close to it.
  [[nodiscard]] std::vector<Wanted> WantedWords(const Request& request) const;
  [[nodiscard]] Wanted WantFinished(const index_schema::Word& word, const Request& request) const;
  [[nodiscard]] Wanted WantUnfinished(const index_schema::Word& word) const;
  // Offers `label` with `penalty` on top of its own cost.
  void Offer(const Request& request, index_schema::LabelId label, double penalty,
             Found& found) const;

  [[nodiscard]] core::Result<Suggestion> Present(const Request& request,
                                                 index_schema::LabelId label) const;

  const IndexSnapshot& snapshot_;
  const index_schema::LabelFile& labels_;
  const Vocabulary& vocabulary_;
  std::vector<std::uint32_t> label_starts_;  // Places that begin a label, in the order of Starts().
  std::vector<float> popularity_;            // By concept, 0..1.
};

}  // namespace crosswalk::search
