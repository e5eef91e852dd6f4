// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/promise.h"

#include "server/mapping/highest_values.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

namespace crosswalk::mapping {
namespace {

// What counts beside how near the sentence is in finding. Set by hand for
// the recall among the first 128 (docs/adr/0013-measure-what-promises-most.md) and 200
// (docs/adr/0016-find-candidates-by-what-was-learnt.md).
constexpr float kStatic = 0.5F;
constexpr float kStretch = 0.6F;
constexpr float kLabelWords = 0.5F;
constexpr float kDescriptionWords = 0.1F;

}  // namespace

float Promise(const Glimpse& glimpse) {
  return glimpse.sentence + kStatic * glimpse.static_sentence + kStretch * glimpse.nearest_stretch +
         kLabelWords * glimpse.label_share + kDescriptionWords * glimpse.description_words;
}

FoundCandidates Divide(std::vector<Candidate> candidates, const std::vector<float>& promises,
                       std::size_t most) {
  FoundCandidates found;
  constexpr float kLowest = std::numeric_limits<float>::lowest();
  std::vector<bool> first(candidates.size(), false);
  for (const std::uint32_t index : HighestAbove(kLowest, promises, most)) first[index] = true;
  found.measured.reserve(std::min(most, candidates.size()));
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (first[i]) {
      found.measured.push_back(std::move(candidates[i]));
    } else {
      others.push_back(i);
    }
  }
  std::stable_sort(others.begin(), others.end(),
                   [&promises](std::size_t a, std::size_t b) { return promises[a] > promises[b]; });
  found.others.reserve(others.size());
  for (const std::size_t index : others) found.others.push_back(std::move(candidates[index]));
  return found;
}

}  // namespace crosswalk::mapping
