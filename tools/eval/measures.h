// SPDX-License-Identifier: Apache-2.0
// How good a ranking is, by the measures of the literature on skill extraction.
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

}  // namespace crosswalk::eval
