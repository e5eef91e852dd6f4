// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/candidate_measures.h"

#include "server/mapping/piece_coverage.h"
#include "server/mapping/token_attention.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace crosswalk::mapping {
namespace {

using search::ConceptOrdinal;

// Words of an outcome that counts as long.
constexpr float kLongOutcome = 25.0F;

}  // namespace

CandidateMeasures::CandidateMeasures(const search::IndexSnapshot& snapshot,
                                     const ConceptVectors* vectors, float temperature)
    : snapshot_(snapshot), vectors_(vectors), temperature_(temperature) {
  concept_features_.reserve(snapshot_.concept_count());
  for (ConceptOrdinal node = 0; node < snapshot_.concept_count(); ++node) {
    concept_features_.push_back(FeaturesOf(node));
  }
}

void CandidateMeasures::Add(const ReadOutcome& outcome, std::vector<Candidate>& candidates) const {
  const float length =
      std::min(1.0F, static_cast<float>(outcome.words.all().size()) / kLongOutcome);
  std::vector<float> room;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    if (!outcome.sentence.empty()) {
      if (i + 1 < candidates.size()) vectors_->FetchFor(candidates[i + 1].node);
      AddSentenceFeatures(outcome, candidate);
      AddTokenFeatures(outcome, room, candidate);
    }
    AddConceptFeatures(candidate);
    candidate[Feature::kOutcomeLength] = length;
    candidate.measured = true;
  }
  AddCoverageFeatures(outcome, candidates);
  AddListFeatures(candidates);
}

void CandidateMeasures::AddSentenceFeatures(const ReadOutcome& outcome,
                                            Candidate& candidate) const {
  const auto near = vectors_->CompareTexts(outcome.sentence, candidate.node);
  if (!near) return;
  candidate[Feature::kSentenceLabel] = near->label;
  candidate[Feature::kSentenceDescribed] = near->described;
  candidate[Feature::kSentenceHigher] = std::max(near->label, near->described);
  if (!outcome.words_are_tokens) return;
  candidate[Feature::kStaticSentenceLabel] = near->label;
  candidate[Feature::kStaticSentenceDescribed] = near->described;
}

std::optional<CandidateMeasures::Similarity> CandidateMeasures::Measure(
    const QueryVectors& tokens, const PhraseWindows& windows, index_schema::VectorKind text,
    ConceptOrdinal node, std::vector<float>& room) const {
  room.resize(tokens.size());
  if (!vectors_->Compare(tokens, text, node, room)) return std::nullopt;
  return Similarity{AttentionScore(room, temperature_), windows.Highest(room)};
}

void CandidateMeasures::AddSimilarities(const QueryVectors& tokens, const PhraseWindows& windows,
                                        const SimilarityFeatures& features,
                                        std::vector<float>& room, Candidate& candidate) const {
  const auto label = Measure(tokens, windows, kComparedTexts[0], candidate.node, room);
  if (!label) return;
  // A concept without a description is known by its label alone.
  const Similarity described =
      Measure(tokens, windows, kComparedTexts[1], candidate.node, room).value_or(*label);
  candidate[features.token_label] = label->token;
  candidate[features.token_described] = described.token;
  candidate[features.window_label] = label->window;
  candidate[features.window_described] = described.window;
}

void CandidateMeasures::AddTokenFeatures(const ReadOutcome& outcome, std::vector<float>& room,
                                         Candidate& candidate) const {
  AddSimilarities(outcome.tokens, outcome.windows, kOfTokens, room, candidate);
  candidate[Feature::kTokenHigher] =
      std::max(candidate[Feature::kTokenLabel], candidate[Feature::kTokenDescribed]);
  if (outcome.words_are_tokens) {
    candidate[kOfWords.token_label] = candidate[kOfTokens.token_label];
    candidate[kOfWords.token_described] = candidate[kOfTokens.token_described];
    candidate[kOfWords.window_label] = candidate[kOfTokens.window_label];
    candidate[kOfWords.window_described] = candidate[kOfTokens.window_described];
  } else if (!outcome.word_sentence.empty()) {
    AddSimilarities(outcome.word_tokens, outcome.word_windows, kOfWords, room, candidate);
  }
}

void CandidateMeasures::AddConceptFeatures(Candidate& candidate) const {
  const ConceptFeatures& features = concept_features_[candidate.node];
  candidate[Feature::kKnowledge] = features.knowledge;
  candidate[Feature::kReuseLevel] = features.reuse_level;
  candidate[Feature::kLabelLength] = features.label_length;
  candidate[Feature::kBroader] = features.broader;
  candidate[Feature::kEssentialFor] = features.essential_for;
  candidate[Feature::kOptionalFor] = features.optional_for;
}

CandidateMeasures::ConceptFeatures CandidateMeasures::FeaturesOf(ConceptOrdinal node) const {
  ConceptFeatures features;
  const search::ConceptFacts& facts = snapshot_.facts(node);
  features.knowledge = facts.skill_type == core::SkillType::kKnowledge ? 1.0F : 0.0F;
  features.reuse_level = static_cast<float>(facts.reuse_level);
  const index_schema::IdRange labels = snapshot_.labels().LabelsOf(node);
  if (!labels.empty()) {
    const std::size_t words = snapshot_.labels().Label(labels.begin).words.size();
    features.label_length = std::log1p(static_cast<float>(words));
  }
  const auto incoming = [&](core::RelationType type) {
    return snapshot_.Neighbours(node, type, search::Direction::kIncoming).size();
  };
  features.broader = incoming(core::RelationType::kBroader) > 0 ? 1.0F : 0.0F;
  features.essential_for =
      std::log1p(static_cast<float>(incoming(core::RelationType::kEssentialSkill)));
  features.optional_for =
      std::log1p(static_cast<float>(incoming(core::RelationType::kOptionalSkill)));
  return features;
}

void CandidateMeasures::AddCoverageFeatures(const ReadOutcome& outcome,
                                            std::vector<Candidate>& candidates) const {
  if (snapshot_.pieces() == nullptr || outcome.word_weights.empty() || candidates.empty()) return;
  std::vector<ConceptOrdinal> nodes;
  for (const Candidate& candidate : candidates) nodes.push_back(candidate.node);
  const std::vector<Coverage> coverages =
      MeasureCoverage(*snapshot_.pieces(), snapshot_.static_encoder()->vectors(),
                      outcome.word_tokens, outcome.word_weights, nodes);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    const Coverage& coverage = coverages[i];
    candidate[Feature::kOutcomeInLabel] = coverage.outcome_in_label;
    candidate[Feature::kLabelInOutcome] = coverage.label_in_outcome;
    candidate[Feature::kOutcomeInDescribed] = coverage.outcome_in_described;
    candidate[Feature::kDescribedInOutcome] = coverage.described_in_outcome;
    candidate[Feature::kOutcomeInAll] = coverage.outcome_in_all;
  }
}

void CandidateMeasures::AddListFeatures(std::vector<Candidate>& candidates) const {
  if (candidates.empty()) return;
  for (const auto& [feature, gap] : {std::pair{Feature::kSentenceLabel, Feature::kSentenceLabelGap},
                                     {Feature::kSentenceDescribed, Feature::kSentenceDescribedGap},
                                     {Feature::kTokenLabel, Feature::kTokenLabelGap},
                                     {Feature::kTokenDescribed, Feature::kTokenDescribedGap}}) {
    float best = candidates.front()[feature];
    for (const Candidate& one : candidates) best = std::max(best, one[feature]);
    for (Candidate& one : candidates) one[gap] = one[feature] - best;
  }
  for (const auto& [label, described, place] :
       {std::tuple{Feature::kSentenceLabel, Feature::kSentenceDescribed, Feature::kSentencePlace},
        {Feature::kTokenLabel, Feature::kTokenDescribed, Feature::kTokenPlace}}) {
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      order.emplace_back(-candidates[i][label] - candidates[i][described], i);
    }
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      candidates[order[i].second][place] = std::log1p(static_cast<float>(i));
    }
  }
  AddKinFeatures(candidates);
}

void CandidateMeasures::AddKinFeatures(std::vector<Candidate>& candidates) const {
  for (const auto& [direction, lead] :
       {std::pair{search::Direction::kOutgoing, Feature::kBroaderLead},
        {search::Direction::kIncoming, Feature::kNarrowerLead}}) {
    for (Candidate& one : candidates) {
      float best = -1.0F;  // Below every nearness: it has no such concept among the candidates.
      for (const ConceptOrdinal kin :
           snapshot_.Neighbours(one.node, core::RelationType::kBroader, direction)) {
        const auto found = std::lower_bound(
            candidates.begin(), candidates.end(), kin,
            [](const Candidate& candidate, ConceptOrdinal node) { return candidate.node < node; });
        if (found == candidates.end() || found->node != kin) continue;
        best = std::max(best, (*found)[Feature::kTokenHigher] - one[Feature::kTokenHigher]);
      }
      one[lead] = best;
    }
  }
}

}  // namespace crosswalk::mapping
