// SPDX-License-Identifier: Apache-2.0
// What takes longest of mapping: an outcome measured against its most promising candidates. Private
// to server/mapping.
#pragma once

#include "server/mapping/candidate.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/phrase_windows.h"
#include "server/mapping/read_outcome.h"
#include "server/search/index_snapshot.h"

#include <optional>
#include <vector>

namespace crosswalk::mapping {

// Immutable, thread-safe. What it is made of must outlive it.
class CandidateMeasures {
 public:
  // `vectors` may be null: only words and facts are measured. `temperature` is the encoder's
  // token_temperature.
  CandidateMeasures(const search::IndexSnapshot& snapshot, const ConceptVectors* vectors,
                    float temperature);

  // Sets all features but those that finding the candidates has set: words, and how near the
  // static encoder's sentence is where it is not the outcome's. REQUIRES: candidates are in
  // ascending ordinal.
  void Add(const ReadOutcome& outcome, std::vector<Candidate>& candidates) const;

 private:
  // What does not depend on the outcome.
  struct ConceptFeatures {
    float knowledge = 0.0F;
    float reuse_level = 0.0F;
    float label_length = 0.0F;
    float broader = 0.0F;
    float essential_for = 0.0F;
    float optional_for = 0.0F;
  };

  // How near an outcome's tokens come to one text of a concept.
  struct Similarity {
    float token = 0.0F;   // By token attention.
    float window = 0.0F;  // The nearest phrase.
  };

  // How near the sentence's vector is to the candidate's label and description.
  void AddSentenceFeatures(const ReadOutcome& outcome, Candidate& candidate) const;
  // None where the concept has no such text. Similarities of the tokens are written to `room`.
  [[nodiscard]] std::optional<Similarity> Measure(const QueryVectors& tokens,
                                                  const PhraseWindows& windows,
                                                  index_schema::VectorKind text,
                                                  search::ConceptOrdinal node,
                                                  std::vector<float>& room) const;
  // Where the similarities to label and description go.
  struct SimilarityFeatures {
    Feature token_label;
    Feature token_described;
    Feature window_label;
    Feature window_described;
  };
  static constexpr SimilarityFeatures kOfTokens = {Feature::kTokenLabel, Feature::kTokenDescribed,
                                                   Feature::kWindowLabel,
                                                   Feature::kWindowDescribed};
  // Of the words by themselves.
  static constexpr SimilarityFeatures kOfWords = {
      Feature::kStaticTokenLabel, Feature::kStaticTokenDescribed, Feature::kStaticWindowLabel,
      Feature::kStaticWindowDescribed};

  void AddSimilarities(const QueryVectors& tokens, const PhraseWindows& windows,
                       const SimilarityFeatures& features, std::vector<float>& room,
                       Candidate& candidate) const;
  void AddTokenFeatures(const ReadOutcome& outcome, std::vector<float>& room,
                        Candidate& candidate) const;
  void AddConceptFeatures(Candidate& candidate) const;
  [[nodiscard]] ConceptFeatures FeaturesOf(search::ConceptOrdinal node) const;
  // How far the candidates and the outcome say the same, piece by piece.
  void AddCoverageFeatures(const ReadOutcome& outcome, std::vector<Candidate>& candidates) const;
  // What a candidate is beside the others.
  void AddListFeatures(std::vector<Candidate>& candidates) const;
  // How far its broader and its narrower concepts among the candidates are ahead of it.
  void AddKinFeatures(std::vector<Candidate>& candidates) const;

  const search::IndexSnapshot& snapshot_;
  const ConceptVectors* vectors_;
  float temperature_;
  std::vector<ConceptFeatures> concept_features_;  // By ordinal.
};

}  // namespace crosswalk::mapping
