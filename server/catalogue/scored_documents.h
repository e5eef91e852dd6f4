// SPDX-License-Identifier: Apache-2.0
// Documents with what each has of a query. Private to server/catalogue.
#pragma once

#include "server/catalogue/columns.h"

#include <vector>

namespace crosswalk::catalogue {

struct ScoredDocument {
  DocumentId id = 0;
  float score = 0;
};

// Ascending ids, each once.
using ScoredDocuments = std::vector<ScoredDocument>;

// Those in both, with the sum of scores.
ScoredDocuments Intersect(const ScoredDocuments& a, const ScoredDocuments& b);
// Those in either, with the sum of scores.
ScoredDocuments Unite(const ScoredDocuments& a, const ScoredDocuments& b);
// Those in either, with the greater score.
ScoredDocuments UniteGreatest(const ScoredDocuments& a, const ScoredDocuments& b);

// Collects documents in any order. Thread-compatible.
class DocumentCollector {
 public:
  // For ids below `end`.
  explicit DocumentCollector(std::size_t end) : marks_((end + 63) / 64), scores_(end) {}

  [[nodiscard]] bool Takes(DocumentId id) const { return id < scores_.size(); }
  // Keeps the greatest score of a document. REQUIRES: Takes(id), score > 0.
  void Raise(DocumentId id, float score) {
    marks_[id / 64] |= std::uint64_t{1} << (id % 64);
    if (scores_[id] < score) scores_[id] = score;
  }
  // What was collected; the collector is empty then.
  ScoredDocuments Take();

 private:
  std::vector<std::uint64_t> marks_;  // A bit a document.
  std::vector<float> scores_;
};

}  // namespace crosswalk::catalogue
