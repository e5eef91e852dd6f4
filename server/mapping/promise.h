// SPDX-License-Identifier: Apache-2.0
// Which of an outcome's candidates are worth measuring. Private to server/mapping.
#pragma once

#include "server/mapping/candidate.h"

#include <cstddef>
#include <vector>

namespace crosswalk::mapping {

struct FoundCandidates {
  std::vector<Candidate> measured;  // The most promising, measured; in ascending ordinal.
  std::vector<Candidate> others;    // With what finding them has set, most promising first.
};

// What finding a candidate shows of it; 0 for what was not looked at.
struct Glimpse {
  float sentence = 0.0F;  // FindingVectors::Compare.
  // Cosines of the static encoder's sentence with label and with description, added; where that
  // reads the outcome, the same as `sentence`.
  float static_sentence = 0.0F;
  float nearest_stretch = 0.0F;    // As `sentence`, of the stretch that is nearest.
  float label_share = 0.0F;        // Feature::kBestLabelShare.
  float description_words = 0.0F;  // Feature::kDescriptionWords.
};

// How likely a candidate is to be among the first. Comparable within one outcome only.
float Promise(const Glimpse& glimpse);

// The `most` with the highest promises become those to measure, in the order that they have; of
// equals those that come first. REQUIRES: a promise for each candidate.
FoundCandidates Divide(std::vector<Candidate> candidates, const std::vector<float>& promises,
                       std::size_t most);

}  // namespace crosswalk::mapping
