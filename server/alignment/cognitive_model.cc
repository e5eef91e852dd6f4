// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/cognitive_model.h"

#include <algorithm>
#include <cmath>

namespace crosswalk::alignment {
namespace {

// A neighbour that says at least this share of what the strongest word says belongs to the span.
constexpr double kNeighbourShare = 0.5;

double Logistic(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

// The place of the words that say most: the strongest and its strong neighbours.
text::Span StrongestPlace(const std::vector<double>& strengths, const OutcomeReading& reading,
                          const std::vector<OutcomeWord>& words) {
  const auto strongest = std::max_element(strengths.begin(), strengths.end());
  auto first = static_cast<std::size_t>(strongest - strengths.begin());
  auto last = first;
  const auto is_strong = [&](std::size_t at) {
    return strengths[at] >= kNeighbourShare * *strongest;
  };
  while (first > 0 && !reading[first].starts_clause && is_strong(first - 1)) --first;
  while (last + 1 < reading.size() && !reading[last + 1].starts_clause && is_strong(last + 1)) {
    ++last;
  }
  return {words[reading[first].source].span.begin, words[reading[last].source].span.end};
}

}  // namespace

CognitiveDemand CognitiveModel::Classify(const std::vector<OutcomeWord>& words,
                                         std::string_view language,
                                         std::span<const float> sentence) const {
  CognitiveDemand demand;
  const OutcomeReading reading = ReadOutcome(words, language, glossary_);
  if (reading.empty()) {
    demand.knowledge.fill(1.0 / kKnowledgeKinds);
    return demand;
  }
  DecideProcesses(reading, words, demand);
  DecideKnowledge(reading, words, language, sentence, demand);
  return demand;
}

void CognitiveModel::DecideProcesses(const OutcomeReading& reading,
                                     const std::vector<OutcomeWord>& words,
                                     CognitiveDemand& demand) const {
  const std::vector<ProcessFeature> found = FindProcessFeatures(reading, verbs_, features_);
  ProcessWeights margins = bias_;
  for (const ProcessFeature& feature : found) {
    for (std::size_t i = 0; i < margins.size(); ++i) margins[i] += weights_[feature.index][i];
  }
  const std::int32_t best = *std::max_element(margins.begin(), margins.end());
  std::vector<double> strengths(reading.size());
  for (std::size_t i = 0; i < margins.size(); ++i) {
    const Curve& curve = curves_[i];
    demand.processes[i] = Logistic(curve.intercept + curve.slope * margins[i] / scale_);
    demand.shown[i] = margins[i] > 0 || (margins[i] == best && best > nearest_);
    if (!demand.shown[i]) continue;
    std::fill(strengths.begin(), strengths.end(), 0.0);
    for (const ProcessFeature& feature : found) {
      const double half = 0.5 * weights_[feature.index][i];
      strengths[feature.first] += half;
      strengths[feature.second] += half;
    }
    demand.spans[i] = StrongestPlace(strengths, reading, words);
  }
}

void CognitiveModel::DecideKnowledge(const OutcomeReading& reading,
                                     const std::vector<OutcomeWord>& words,
                                     std::string_view language, std::span<const float> sentence,
                                     CognitiveDemand& demand) const {
  const KnowledgeHits hits = (language == "fr" ? french_cues_ : english_cues_).Find(words);
  std::array<double, kKnowledgeInputs> inputs = {};
  for (std::size_t kind = 0; kind < kKnowledgeKinds; ++kind) {
    inputs[2 * kind] = hits.count[kind];
    inputs[2 * kind + 1] = hits.near_start[kind];
  }
  for (const ReadWord& word : reading) {
    const auto verb = verbs_.find(ProcessStem(word.word));
    if (verb == verbs_.end() || verb->second.empty()) continue;
    const auto process = std::find(kProcessNames.begin(), kProcessNames.end(), verb->second);
    inputs[2 * kKnowledgeKinds + static_cast<std::size_t>(process - kProcessNames.begin())] = 1.0;
    break;
  }

  const bool has_vector = !sentence.empty() && sentence.size() == vector_weights_[0].size();
  const KnowledgeWeights& weights = has_vector ? by_words_and_vector_ : by_words_;
  std::array<double, kKnowledgeKinds> scores = weights.bias;
  for (std::size_t kind = 0; kind < kKnowledgeKinds; ++kind) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      scores[kind] += weights.inputs[kind][i] * inputs[i];
    }
    for (std::size_t i = 0; has_vector && i < sentence.size(); ++i) {
      scores[kind] += vector_weights_[kind][i] * static_cast<double>(sentence[i]);
    }
  }
  const double most = *std::max_element(scores.begin(), scores.end());
  double sum = 0.0;
  for (double& score : scores) {
    score = std::exp(score - most);
    sum += score;
  }
  for (std::size_t kind = 0; kind < kKnowledgeKinds; ++kind) {
    demand.knowledge[kind] = scores[kind] / sum;
  }
}

}  // namespace crosswalk::alignment
