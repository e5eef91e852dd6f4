// SPDX-License-Identifier: Apache-2.0
// The few hundred concepts out of all that an outcome might mean. Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/candidate.h"
#include "server/mapping/candidate_measures.h"
#include "server/mapping/concept_product.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/finding_vectors.h"
#include "server/mapping/label_words.h"
#include "server/mapping/promise.h"
#include "server/mapping/read_outcome.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// By ordinal: 1 where the concept may be answered.
using AdmittedConcepts = std::vector<std::uint8_t>;

// Immutable, thread-safe. What it is made of must outlive it.
class CandidateSource {
 public:
  // `vectors` may be null: candidates then come from words alone. `finding` is what was learnt of
  // finding them by vectors of this dimension; null where nothing was, and needed only here.
  // `temperature` is the encoder's token_temperature.
  CandidateSource(const search::IndexSnapshot& snapshot, const search::SearchEngine& engine,
                  const LabelWords& label_words, const ConceptVectors* vectors,
                  const ConceptProduct* finding, float temperature);

  // For each of `outcomes`, the admitted concepts nearest to the sentence's vector, those nearest
  // to its stretches, and those that share most words with it. The most promising are measured.
  // Several outcomes take less time at once: all vectors are gone through once for all of them.
  [[nodiscard]] core::Result<std::vector<FoundCandidates>> Find(
      std::span<const ReadOutcome* const> outcomes, const AdmittedConcepts& admitted) const;

 private:
  // How near an outcome is to all concepts, by ordinal (FindingVectors::Compare).
  struct Nearness {
    std::vector<float> sentence;  // Empty where there is no sentence.
    std::vector<std::vector<float>> stretches;
  };

  [[nodiscard]] std::vector<Nearness> CompareAll(
      std::span<const ReadOutcome* const> outcomes) const;
  [[nodiscard]] core::Result<FoundCandidates> FindFor(const ReadOutcome& outcome,
                                                      const Nearness& nearness,
                                                      const AdmittedConcepts& admitted) const;
  // Sets how near the static encoder's sentence is to both texts of the concept; answers the sum.
  float AddStaticNearness(const ReadOutcome& outcome, Candidate& candidate) const;

  const search::SearchEngine& engine_;
  const LabelWords& label_words_;
  const ConceptVectors* vectors_;
  std::optional<FindingVectors> finding_;  // Set where there are vectors.
  CandidateMeasures measures_;
};

}  // namespace crosswalk::mapping
