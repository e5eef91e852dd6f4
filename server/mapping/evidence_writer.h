// SPDX-License-Identifier: Apache-2.0
// Why a skill was suggested: the outcome's words that point to it, its nearest label, the signals.
// Private to server/mapping.
#pragma once

#include "frameworks/core/concept.h"
#include "server/mapping/candidate.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/label_words.h"
#include "server/mapping/mapper.h"
#include "server/mapping/ranker.h"
#include "server/mapping/read_outcome.h"

#include <vector>

namespace crosswalk::mapping {

// Immutable, thread-safe. What it is made of must outlive it.
class EvidenceWriter {
 public:
  // `vectors` may be null.
  EvidenceWriter(const LabelWords& label_words, const ConceptVectors* vectors, float temperature);

  // `item` is the candidate's concept; `label_languages` are those wanted for labels, best first.
  // Signals are left out.
  [[nodiscard]] Evidence Write(const ReadOutcome& outcome, const Candidate& candidate,
                               const core::Concept& item,
                               const std::vector<std::string>& label_languages) const;
  // What `ranker` made of each feature; none of a candidate that is not measured.
  [[nodiscard]] static std::vector<Signal> Signals(const Candidate& candidate,
                                                   const Ranker& ranker);

 private:
  [[nodiscard]] std::vector<text::Span> Spans(const ReadOutcome& outcome,
                                              const Candidate& candidate) const;
  [[nodiscard]] search::LabelMatch Matched(const ReadOutcome& outcome, const Candidate& candidate,
                                           const core::Concept& item,
                                           const std::vector<std::string>& languages) const;

  const LabelWords& label_words_;
  const ConceptVectors* vectors_;
  float temperature_;
};

}  // namespace crosswalk::mapping
