// SPDX-License-Identifier: Apache-2.0
// The few hundred concepts out of all that an outcome might mean, measured. Private to
// server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "server/mapping/candidate.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/label_words.h"
#include "server/mapping/phrase_windows.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {

// An outcome as the stages see it.
struct ReadOutcome {
  std::string_view text;
  std::string language;  // One of the index's.
  OutcomeWords words;
  // Empty without an encoder, as are those below.
  QueryVectors sentence{};
  QueryVectors tokens{};
  PhraseWindows windows{};
  // The words by themselves, out of the context that moves a token's vector to what its neighbours
  // say: a second opinion, and they tell which words point to a concept. Of the static encoder
  // where there is one, else those above.
  QueryVectors word_sentence{};
  QueryVectors word_tokens{};
  PhraseWindows word_windows{};
  QueryVectors stretches{};  // Of words in a row; empty where one would be the whole outcome.
  std::vector<float> word_weights{};  // What each counts for; empty where all count alike.
  std::vector<text::Span> word_token_spans{};
  bool words_are_tokens = false;  // Whether they are the same as those above.
};

// By ordinal: 1 where the concept may be answered.
using AdmittedConcepts = std::vector<std::uint8_t>;

// Immutable, thread-safe. What it is made of must outlive it.
class CandidateSource {
 public:
  // `vectors` may be null: candidates then come from words alone. `temperature` is the encoder's
  // token_temperature.
  CandidateSource(const search::IndexSnapshot& snapshot, const search::SearchEngine& engine,
                  const LabelWords& label_words, const ConceptVectors* vectors, float temperature);

  // For each of `outcomes`, the admitted concepts nearest by the sentence's vector to label, to
  // description and to both, those whose labels are nearest to its stretches, and those that share
  // most words with it; in ascending ordinal.
  // Several outcomes take less time at once: all vectors are gone through once for all of them.
  [[nodiscard]] core::Result<std::vector<std::vector<Candidate>>> Find(
      std::span<const ReadOutcome* const> outcomes, const AdmittedConcepts& admitted) const;

 private:
  // How near an outcome is to all concepts, by ordinal.
  struct Nearness {
    // Of the sentence to each kind of text; empty where there is no sentence.
    std::array<std::vector<float>, kComparedTexts.size()> sentence;
    std::vector<std::vector<float>> stretches;  // Of each stretch to the label.
  };

  [[nodiscard]] std::vector<Nearness> CompareAll(
      std::span<const ReadOutcome* const> outcomes) const;
  [[nodiscard]] core::Result<std::vector<Candidate>> FindFor(
      const ReadOutcome& outcome, const Nearness& nearness, const AdmittedConcepts& admitted) const;
  // How near an outcome comes to one text of a concept.
  struct Similarity {
    float sentence = 0.0F;
    float token = 0.0F;   // By token attention.
    float window = 0.0F;  // The nearest phrase.
  };

  // None where the concept has no such text. `sentence` is passed on; similarities of the tokens
  // are written to `room`.
  [[nodiscard]] std::optional<Similarity> Measure(float sentence, const QueryVectors& tokens,
                                                  const PhraseWindows& windows,
                                                  index_schema::VectorKind text,
                                                  search::ConceptOrdinal node,
                                                  std::vector<float>& room) const;
  // `sentence` is the nearness of the outcome's sentence to each text of the candidate; `room`,
  // what similarities of tokens are written to.
  void AddVectorFeatures(const ReadOutcome& outcome,
                         std::array<float, kComparedTexts.size()> sentence,
                         std::vector<float>& room, Candidate& candidate) const;
  void AddStaticFeatures(const ReadOutcome& outcome, std::vector<float>& room,
                         Candidate& candidate) const;
  void AddWordFeatures(const ReadOutcome& outcome, std::size_t language,
                       Candidate& candidate) const;
  void AddConceptFeatures(Candidate& candidate) const;
  // Of the candidates, with the static encoder of the most promising: how far they and the outcome
  // say the same, piece by piece.
  void AddCoverageFeatures(const ReadOutcome& outcome, std::vector<Candidate>& candidates) const;
  // What a candidate is beside the others.
  void AddListFeatures(std::vector<Candidate>& candidates) const;
  // How far its broader and its narrower concepts among the candidates are ahead of it.
  void AddKinFeatures(std::vector<Candidate>& candidates) const;

  const search::IndexSnapshot& snapshot_;
  const search::SearchEngine& engine_;
  const LabelWords& label_words_;
  const ConceptVectors* vectors_;
  float temperature_;
};

}  // namespace crosswalk::mapping
