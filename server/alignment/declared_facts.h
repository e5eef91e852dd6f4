// SPDX-License-Identifier: Apache-2.0
// What the facts that an issuer declares say about the level, apart from the outcomes. Each fact is
// typical of some qualifications, by the framework's durations, admission and providers; how
// strongly it speaks is set by hand, since real programs state few of them.
#pragma once

#include "frameworks/core/qualification.h"
#include "server/alignment/level_aligner.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::alignment {

// One declared fact.
struct FactReading {
  DeclaredEvidence evidence;
  // How much it speaks for each qualification along the ladder, as log odds of at most 0; all 0
  // where it says nothing about the level.
  std::vector<double> log_likelihood;
};

// The facts that are declared, in the order of DeclaredFact, with messages in `language` ("fr",
// else English). Hours and credits speak of the level only from the size of a whole program on: the
// volume of a short course says nothing about how demanding it is.
std::vector<FactReading> ReadFacts(const DeclaredFacts& facts,
                                   const std::vector<core::Qualification>& ladder,
                                   std::string_view language);

// Probabilities by outcomes and facts together: `probabilities`, those of the outcomes along the
// ladder, times what the facts say. Sums to 1.
std::vector<double> WithFacts(const std::vector<double>& probabilities,
                              const std::vector<FactReading>& facts);

}  // namespace crosswalk::alignment
