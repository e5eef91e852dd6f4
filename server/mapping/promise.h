// SPDX-License-Identifier: Apache-2.0
// Which of an outcome's candidates are worth measuring. Private to server/mapping.
#pragma once

#include "server/mapping/candidate.h"

#include <cstddef>
#include <vector>

namespace crosswalk::mapping {

struct FoundCandidates {
  std::vector<Candidate> measured;  // The most promising, measured; in ascending ordinal.
  // With the features of sentences' vectors and of words alone, most promising first.
  std::vector<Candidate> others;
};

// How likely a candidate is to be among the first, from the features of sentences' vectors and of
// words, and from the cosine of its label with the nearest stretch of the outcome, 0 for none.
// Comparable within one outcome only.
float Promise(const Candidate& candidate, float nearest_stretch);

// The `most` with the highest promises become those to measure, in the order that they have; of
// equals those that come first. REQUIRES: a promise for each candidate.
FoundCandidates Divide(std::vector<Candidate> candidates, const std::vector<float>& promises,
                       std::size_t most);

}  // namespace crosswalk::mapping
