// SPDX-License-Identifier: Apache-2.0
// BM25 over the term index with a length for each field. Xapian's own weighting knows one length a
// document, which here adds up all languages, alternative labels and the description: a label of
// two words would be judged by the length of its concept's description. So posting lists are read
// from Xapian and weighed here. Private to server/search.
#pragma once

#include "indexer/schema/label_file.h"
#include "indexer/schema/terms.h"
#include "server/search/vocabulary.h"

#include <xapian.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::search {

using index_schema::ConceptOrdinal;

// Weights by concept that many words add to; a dense table with a list of what was touched. Not
// thread-safe.
class ScoreTable {
 public:
  explicit ScoreTable(std::size_t concept_count) : values_(concept_count, 0.0F) {}

  void Add(ConceptOrdinal node, float value) { Touch(node) += value; }
  void RaiseTo(ConceptOrdinal node, float value) {
    float& current = Touch(node);
    if (value > current) current = value;
  }
  [[nodiscard]] float operator[](ConceptOrdinal node) const { return values_[node]; }
  // In the order of first touch.
  [[nodiscard]] const std::vector<ConceptOrdinal>& touched() const { return touched_; }
  void Clear() {
    for (const ConceptOrdinal node : touched_) values_[node] = 0.0F;
    touched_.clear();
  }

 private:
  float& Touch(ConceptOrdinal node) {
    float& value = values_[node];
    if (value == 0.0F) touched_.push_back(node);
    return value;
  }

  std::vector<float> values_;
  std::vector<ConceptOrdinal> touched_;
};

// Immutable, thread-safe. `labels` must outlive it.
class PostingScorer {
 public:
  explicit PostingScorer(const index_schema::LabelFile& labels);

  // Raises `scores` of every concept whose `field` in `language` has one of `forms` to `weight`
  // times the BM25 term weight without its idf: 0 < value < weight * (k1 + 1).
  // Throws Xapian::Error: call inside WithXapian.
  void Score(const Xapian::Database& database, std::span<const std::string> forms,
             index_schema::TextField field, LanguageIndex language, double weight,
             ScoreTable& scores) const;

  // BM25's inverse document frequency, always positive.
  [[nodiscard]] double InverseFrequency(std::size_t concepts_with_word) const;

 private:
  const index_schema::LabelFile& labels_;
  // Mean length of the fields that are not empty, by language and field.
  std::vector<std::array<double, index_schema::kTextFields.size()>> mean_length_;
};

}  // namespace crosswalk::search
