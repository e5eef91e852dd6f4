// SPDX-License-Identifier: Apache-2.0
// How good a ranking is, and the set that is cut from it, by the measures of the literature on
// skill extraction.
#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace crosswalk::eval {

// RP@k is R-Precision at k: right ones in the top k, divided by min(k, number of gold skills)
// (Decorte et al. 2022, https://arxiv.org/abs/2209.05987). nDCG@10 has gains of 0 and 1. MRR counts
// the first right one in the whole list.
inline constexpr std::array<std::string_view, 7> kMeasureNames = {
    "rp@1", "rp@5", "rp@10", "recall@50", "recall@200", "mrr", "ndcg@10"};

// Values in the order of kMeasureNames, each 0..1.
using Measures = std::array<double, kMeasureNames.size()>;

// Longest list that a measure looks at.
inline constexpr std::size_t kDepth = 200;

// REQUIRES: `gold` is not empty. `ranked` are URIs, best first, without doubles.
Measures Measure(std::span<const std::string> ranked, const std::set<std::string>& gold);

// Precision is the share of right skills among those committed to, recall the share of gold skills
// that are committed to, F1 their harmonic mean; all over the skills of all texts together. Silent
// is the share of the texts without gold for which nothing is committed to, NaN where there are
// none.
inline constexpr std::array<std::string_view, 4> kSetMeasureNames = {"precision", "recall", "f1",
                                                                     "silent"};

// Values in the order of kSetMeasureNames, each 0..1 or NaN.
using SetMeasures = std::array<double, kSetMeasureNames.size()>;

// Counts the skills that a model commits to, text by text.
class CommittedSets {
 public:
  // What is committed to for a text without gold is wrong.
  void Add(std::span<const std::string> committed, const std::set<std::string>& gold);
  // A share of no skills is 0.
  [[nodiscard]] SetMeasures Measure() const;

 private:
  std::size_t right_ = 0;
  std::size_t committed_ = 0;
  std::size_t gold_ = 0;
  std::size_t texts_without_gold_ = 0;
  std::size_t silent_ = 0;
};

// Suggestions of about the same confidence.
struct ReliabilityBin {
  std::size_t count = 0;
  double confidence = 0.0;  // Their mean, 0..1.
  double right = 0.0;       // Share of right ones, 0..1.
};

// Whether confidences mean what they say: ten bins of equal width.
class Reliability {
 public:
  static constexpr std::size_t kBins = 10;

  // `confidence` is 0..1.
  void Add(double confidence, bool right);
  // In rising order; those without a suggestion too.
  [[nodiscard]] std::array<ReliabilityBin, kBins> Bins() const;
  // Expected calibration error, 0..1: the mean distance between a bin's confidence and its share of
  // right ones, by count (Guo et al. 2017, https://arxiv.org/abs/1706.04599). 0 of nothing.
  [[nodiscard]] double Error() const;

 private:
  std::array<ReliabilityBin, kBins> sums_{};
};

}  // namespace crosswalk::eval
