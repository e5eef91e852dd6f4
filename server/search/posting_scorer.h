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
#include <atomic>
#include <cstddef>
#include <shared_mutex>
#include <span>
#include <string>
#include <unordered_map>
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

// Thread-safe. `labels` must outlive it. What it has read and weighed it keeps, which all terms of
// ESCO in two languages together bring to some ten megabytes: a frequent word's list takes far
// longer to decode than to add up. Of terms that no concept has it keeps about as many as there are
// words in the dictionary. So all databases it is called with must have the same content.
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
  // A concept that has a term, and the term's weight there.
  struct Posting {
    ConceptOrdinal node = 0;
    float weight = 0.0F;
  };

  // Stays where it is as long as the scorer.
  const std::vector<Posting>& Postings(const Xapian::Database& database, std::string term,
                                       index_schema::TextField field, LanguageIndex language) const;
  [[nodiscard]] std::vector<Posting> Read(const Xapian::Database& database, const std::string& term,
                                          index_schema::TextField field,
                                          LanguageIndex language) const;

  const index_schema::LabelFile& labels_;
  // Mean length of the fields that are not empty, by language and field.
  std::vector<std::array<double, index_schema::kTextFields.size()>> mean_length_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::string, std::vector<Posting>> read_;  // Guarded by mutex_.
  // Terms kept that no concept has. Threads that read at once may keep one each too many.
  mutable std::atomic<std::size_t> empty_ = 0;
};

}  // namespace crosswalk::search
