// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/measures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace crosswalk::eval {

Measures Measure(std::span<const std::string> ranked, const std::set<std::string>& gold) {
  std::vector<bool> right;
  right.reserve(ranked.size());
  for (const std::string& uri : ranked) right.push_back(gold.contains(uri));
  const auto hits = [&right](std::size_t k) {
    const auto end = right.begin() + static_cast<std::ptrdiff_t>(std::min(k, right.size()));
    return static_cast<double>(std::count(right.begin(), end, true));
  };
  const auto r_precision = [&](std::size_t k) {
    return hits(k) / static_cast<double>(std::min(k, gold.size()));
  };
  const auto recall = [&](std::size_t k) { return hits(k) / static_cast<double>(gold.size()); };
  const auto discount = [](std::size_t index) {
    return 1.0 / std::log2(static_cast<double>(index) + 2.0);
  };

  const auto first = std::find(right.begin(), right.end(), true);
  const double reciprocal =
      first == right.end() ? 0.0 : 1.0 / static_cast<double>(first - right.begin() + 1);
  double gain = 0.0;
  double ideal = 0.0;
  for (std::size_t i = 0; i < 10; ++i) {
    if (i < right.size() && right[i]) gain += discount(i);
    if (i < gold.size()) ideal += discount(i);
  }
  return {r_precision(1), r_precision(5), r_precision(10), recall(50),
          recall(200),    reciprocal,     gain / ideal};
}

void CommittedSets::Add(std::span<const std::string> committed, const std::set<std::string>& gold) {
  for (const std::string& uri : committed) right_ += gold.contains(uri) ? 1U : 0U;
  committed_ += committed.size();
  gold_ += gold.size();
  if (!gold.empty()) return;
  ++texts_without_gold_;
  silent_ += committed.empty() ? 1U : 0U;
}

SetMeasures CommittedSets::Measure() const {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  const double silent = texts_without_gold_ == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                 : share(silent_, texts_without_gold_);
  return {share(right_, committed_), share(right_, gold_), share(2 * right_, committed_ + gold_),
          silent};
}

void Reliability::Add(double confidence, bool right) {
  ReliabilityBin& bin =
      sums_[std::min(kBins - 1, static_cast<std::size_t>(confidence * double{kBins}))];
  ++bin.count;
  bin.confidence += confidence;
  bin.right += right ? 1.0 : 0.0;
}

std::array<ReliabilityBin, Reliability::kBins> Reliability::Bins() const {
  std::array<ReliabilityBin, kBins> bins = sums_;
  for (ReliabilityBin& bin : bins) {
    if (bin.count == 0) continue;
    bin.confidence /= static_cast<double>(bin.count);
    bin.right /= static_cast<double>(bin.count);
  }
  return bins;
}

double Reliability::Error() const {
  double distance = 0.0;
  std::size_t count = 0;
  for (const ReliabilityBin& bin : sums_) {
    distance += std::abs(bin.confidence - bin.right);
    count += bin.count;
  }
  return count == 0 ? 0.0 : distance / static_cast<double>(count);
}

}  // namespace crosswalk::eval
