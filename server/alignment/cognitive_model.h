// SPDX-License-Identifier: Apache-2.0
// The cognitive processes and the kind of knowledge that an outcome asks for, after Bloom's revised
// taxonomy (Anderson & Krathwohl 2001), from its words in context. Linear models fitted by
// tools/alignment/cognition; docs/level-alignment.md says how good they are.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/alignment/knowledge_features.h"
#include "server/alignment/outcome_reading.h"
#include "server/alignment/outcome_words.h"
#include "server/alignment/process_features.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::alignment {

struct CognitiveDemand {
  std::array<double, kCognitiveProcesses> processes = {};  // Probabilities, one by one.
  std::array<bool, kCognitiveProcesses> shown = {};        // Decided; several or none may hold.
  // Factual, conceptual, procedural, metacognitive: the kind that dominates; sums to 1.
  std::array<double, kKnowledgeKinds> knowledge = {};
  // The words that say most for each process shown; empty for the others.
  std::array<text::Span, kCognitiveProcesses> spans = {};
};

// Immutable; thread-safe. The same words and vector have the same answer everywhere: weights of
// processes are integers, and the sums of the others are formed in one order.
class CognitiveModel {
 public:
  // The model that the program was built with. INTERNAL / LEVEL_DATA_INVALID where it is damaged.
  static core::Result<CognitiveModel> Load();
  static core::Result<CognitiveModel> Parse(std::string_view json);

  [[nodiscard]] const std::string& name() const { return name_; }  // "cognition 1"

  // `words`: of SplitOutcome. `language`: "fr" is read as French, any other as English. `sentence`:
  // the encoder's unit vector of the outcome, which makes the kind of knowledge surer; without
  // it, or with one of another length, words decide alone. Of an outcome without words nothing is
  // shown, and every kind of knowledge is as likely.
  [[nodiscard]] CognitiveDemand Classify(const std::vector<OutcomeWord>& words,
                                         std::string_view language,
                                         std::span<const float> sentence) const;

 private:
  using ProcessWeights = std::array<std::int32_t, kCognitiveProcesses>;
  static constexpr std::size_t kKnowledgeInputs = 2 * kKnowledgeKinds + kCognitiveProcesses;
  struct KnowledgeWeights {
    std::array<double, kKnowledgeKinds> bias = {};
    std::array<std::array<double, kKnowledgeInputs>, kKnowledgeKinds> inputs = {};
  };
  struct Curve {
    double intercept = 0.0;
    double slope = 0.0;
  };
  class Loader;

  void DecideProcesses(const OutcomeReading& reading, const std::vector<OutcomeWord>& words,
                       CognitiveDemand& demand) const;
  void DecideKnowledge(const OutcomeReading& reading, const std::vector<OutcomeWord>& words,
                       std::string_view language, std::span<const float> sentence,
                       CognitiveDemand& demand) const;

  std::string name_;
  FrenchGlossary glossary_;
  TextMap<std::string> verbs_;  // Stem -> the process it shows most often, or "".

  TextMap<std::size_t> features_;  // Name -> index into `weights_`.
  std::vector<ProcessWeights> weights_;
  ProcessWeights bias_ = {};
  double scale_ = 1.0;        // Weights are this many times the margin.
  std::int32_t nearest_ = 0;  // Weight from which the likeliest process is shown though below 0.
  std::array<Curve, kCognitiveProcesses> curves_ = {};  // From margin to log odds.

  KnowledgeCues english_cues_;
  KnowledgeCues french_cues_;
  KnowledgeWeights by_words_;
  KnowledgeWeights by_words_and_vector_;
  std::array<std::vector<double>, kKnowledgeKinds> vector_weights_;
};

}  // namespace crosswalk::alignment
