// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/candidate_source.h"

#include "server/mapping/highest_values.h"
#include "server/mapping/piece_coverage.h"
#include "server/mapping/token_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

namespace crosswalk::mapping {
namespace {

using index_schema::TextField;
using search::ConceptOrdinal;

// Candidates from each source. Together they hold the concept meant in nearly all texts (recall@200
// in docs/mapping-quality.md), and few enough to be measured in a millisecond.
constexpr std::size_t kNearestToBoth = 150;
constexpr std::size_t kNearestToOne = 80;
constexpr std::size_t kNearestToStretch = 15;
constexpr std::size_t kMostLabelWords = 60;
constexpr std::size_t kMostDescriptionWords = 30;
// Candidates that an outcome read by the static encoder is compared with piece by piece, which
// takes longer than all else there: the most promising. With the transformer all are compared.
constexpr std::size_t kComparedByPieces = 100;
// What the share of a label's words counts for beside four cosines, in what a candidate promises.
constexpr float kWordsInPromise = 0.3F;
// Brings weights of words into the range of the other features.
constexpr float kWordScale = 0.1F;
// Words of an outcome that counts as long.
constexpr float kLongOutcome = 25.0F;

// Values of concepts that may not be answered become kMissing.
void LeaveOut(const AdmittedConcepts& admitted, std::vector<float>& values) {
  for (std::size_t node = 0; node < values.size(); ++node) {
    values[node] = admitted[node] != 0 ? values[node] : ConceptVectors::kMissing;
  }
}

// Adds the `limit` admitted concepts with the highest weights; of ties those that come first.
void AddHeaviest(const search::LexicalWeights& weights, std::size_t limit,
                 const AdmittedConcepts& admitted, std::vector<ConceptOrdinal>& nodes) {
  std::vector<ConceptOrdinal> found;
  for (const ConceptOrdinal node : weights.found) {
    if (admitted[node] != 0) found.push_back(node);
  }
  if (found.size() > limit) {
    const auto heavier = [&weights](ConceptOrdinal a, ConceptOrdinal b) {
      return weights.by_concept[a] != weights.by_concept[b]
                 ? weights.by_concept[a] > weights.by_concept[b]
                 : a < b;
    };
    std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(limit), found.end(),
                     heavier);
    found.resize(limit);
  }
  nodes.insert(nodes.end(), found.begin(), found.end());
}

void Append(const QueryVectors& more, QueryVectors& queries) {
  if (more.empty()) return;
  queries.dimension = more.dimension;
  queries.steps.insert(queries.steps.end(), more.steps.begin(), more.steps.end());
  queries.scales.insert(queries.scales.end(), more.scales.begin(), more.scales.end());
}

// How likely a candidate is to be among the first, before it is compared piece by piece.
float Promise(const Candidate& candidate) {
  return candidate[Feature::kSentenceLabel] + candidate[Feature::kSentenceDescribed] +
         candidate[Feature::kTokenLabel] + candidate[Feature::kTokenDescribed] +
         kWordsInPromise * candidate[Feature::kBestLabelShare];
}

}  // namespace

CandidateSource::CandidateSource(const search::IndexSnapshot& snapshot,
                                 const search::SearchEngine& engine, const LabelWords& label_words,
                                 const ConceptVectors* vectors, float temperature)
    : snapshot_(snapshot),
      engine_(engine),
      label_words_(label_words),
      vectors_(vectors),
      temperature_(temperature) {}

core::Result<std::vector<std::vector<Candidate>>> CandidateSource::Find(
    std::span<const ReadOutcome* const> outcomes, const AdmittedConcepts& admitted) const {
  std::vector<Nearness> nearness = CompareAll(outcomes);
  std::vector<std::vector<Candidate>> found;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (std::vector<float>& values : nearness[i].sentence) LeaveOut(admitted, values);
    for (std::vector<float>& values : nearness[i].stretches) LeaveOut(admitted, values);
    auto candidates = FindFor(*outcomes[i], nearness[i], admitted);
    if (!candidates.ok()) return candidates.status();
    found.push_back(*std::move(candidates));
  }
  return found;
}

std::vector<CandidateSource::Nearness> CandidateSource::CompareAll(
    std::span<const ReadOutcome* const> outcomes) const {
  std::vector<Nearness> nearness(outcomes.size());
  if (vectors_ == nullptr) return nearness;
  QueryVectors sentences;
  QueryVectors stretches;
  for (const ReadOutcome* const outcome : outcomes) {
    Append(outcome->sentence, sentences);
    Append(outcome->stretches, stretches);
  }
  if (sentences.empty()) return nearness;
  for (std::size_t text = 0; text < kComparedTexts.size(); ++text) {
    auto compared = vectors_->CompareAll(sentences, kComparedTexts[text]);
    auto next = compared.begin();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (!outcomes[i]->sentence.empty()) nearness[i].sentence[text] = std::move(*next++);
    }
  }
  if (stretches.empty()) return nearness;
  auto compared = vectors_->CompareAll(stretches, index_schema::VectorKind::kLabel);
  auto next = compared.begin();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::size_t count = outcomes[i]->stretches.size();
    for (std::size_t n = 0; n < count; ++n) nearness[i].stretches.push_back(std::move(*next++));
  }
  return nearness;
}

core::Result<std::vector<Candidate>> CandidateSource::FindFor(
    const ReadOutcome& outcome, const Nearness& nearness, const AdmittedConcepts& admitted) const {
  static const std::vector<std::vector<TextField>> groups = {
      {TextField::kPreferred, TextField::kAlternative}, {TextField::kDescription}};
  const auto weights = engine_.WeighWords(outcome.text, outcome.language, groups);
  if (!weights.ok()) return weights.status();
  const search::LexicalWeights& by_label = (*weights)[0];
  const search::LexicalWeights& by_description = (*weights)[1];

  std::vector<ConceptOrdinal> nodes;
  AddHeaviest(by_label, kMostLabelWords, admitted, nodes);
  AddHeaviest(by_description, kMostDescriptionWords, admitted, nodes);
  if (!nearness.sentence[0].empty()) {
    const auto add = [&](const std::vector<float>& values, std::size_t limit) {
      const auto nearest = HighestAbove(ConceptVectors::kMissing, values, limit);
      nodes.insert(nodes.end(), nearest.begin(), nearest.end());
    };
    for (std::size_t text = 0; text < kComparedTexts.size(); ++text) {
      add(nearness.sentence[text], kNearestToOne);
    }
    const auto& [to_label, to_described] = nearness.sentence;
    std::vector<float> to_both(to_label.size());
    for (std::size_t node = 0; node < to_both.size(); ++node) {
      // A concept without a description is known by its label alone.
      const float label = to_label[node];
      const float described = to_described[node];
      const float both = label + (described <= ConceptVectors::kMissing ? label : described);
      to_both[node] = label <= ConceptVectors::kMissing ? label : both;
    }
    add(to_both, kNearestToBoth);
    for (const std::vector<float>& to_label_of_stretch : nearness.stretches) {
      add(to_label_of_stretch, kNearestToStretch);
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());

  const std::size_t language = label_words_.FindLanguage(outcome.language).value_or(0);
  const float length =
      std::min(1.0F, static_cast<float>(outcome.words.all().size()) / kLongOutcome);
  std::vector<Candidate> candidates;
  candidates.reserve(nodes.size());
  std::vector<float> room;
  for (const ConceptOrdinal node : nodes) {
    Candidate& candidate = candidates.emplace_back();
    candidate.node = node;
    if (!nearness.sentence[0].empty()) {
      AddVectorFeatures(outcome, {nearness.sentence[0][node], nearness.sentence[1][node]}, room,
                        candidate);
      AddStaticFeatures(outcome, room, candidate);
    }
    candidate[Feature::kLabelWords] = by_label.by_concept[node] * kWordScale;
    candidate[Feature::kDescriptionWords] = by_description.by_concept[node] * kWordScale;
    AddWordFeatures(outcome, language, candidate);
    AddConceptFeatures(candidate);
    candidate[Feature::kOutcomeLength] = length;
  }
  AddCoverageFeatures(outcome, candidates);
  AddListFeatures(candidates);
  return candidates;
}

std::optional<CandidateSource::Similarity> CandidateSource::Measure(
    float sentence, const QueryVectors& tokens, const PhraseWindows& windows,
    index_schema::VectorKind text, ConceptOrdinal node, std::vector<float>& room) const {
  room.resize(tokens.size());
  if (!vectors_->Compare(tokens, text, node, room)) return std::nullopt;
  return Similarity{sentence, AttentionScore(room, temperature_), windows.Highest(room)};
}

void CandidateSource::AddVectorFeatures(const ReadOutcome& outcome,
                                        std::array<float, kComparedTexts.size()> sentence,
                                        std::vector<float>& room, Candidate& candidate) const {
  const auto measure = [&](std::size_t text) {
    return Measure(sentence[text], outcome.tokens, outcome.windows, kComparedTexts[text],
                   candidate.node, room);
  };
  const std::optional<Similarity> label = measure(0);
  if (!label) return;
  // A concept without a description is known by its label alone.
  const Similarity described = measure(1).value_or(*label);
  candidate[Feature::kSentenceLabel] = label->sentence;
  candidate[Feature::kSentenceDescribed] = described.sentence;
  candidate[Feature::kSentenceHigher] = std::max(label->sentence, described.sentence);
  candidate[Feature::kTokenLabel] = label->token;
  candidate[Feature::kTokenDescribed] = described.token;
  candidate[Feature::kTokenHigher] = std::max(label->token, described.token);
  candidate[Feature::kWindowLabel] = label->window;
  candidate[Feature::kWindowDescribed] = described.window;
}

void CandidateSource::AddStaticFeatures(const ReadOutcome& outcome, std::vector<float>& room,
                                        Candidate& candidate) const {
  if (outcome.word_sentence.empty()) return;
  if (outcome.words_are_tokens) {
    for (const auto& [own, word] :
         {std::pair{Feature::kSentenceLabel, Feature::kStaticSentenceLabel},
          {Feature::kSentenceDescribed, Feature::kStaticSentenceDescribed},
          {Feature::kTokenLabel, Feature::kStaticTokenLabel},
          {Feature::kTokenDescribed, Feature::kStaticTokenDescribed},
          {Feature::kWindowLabel, Feature::kStaticWindowLabel},
          {Feature::kWindowDescribed, Feature::kStaticWindowDescribed}}) {
      candidate[word] = candidate[own];
    }
    return;
  }
  const auto measure = [&](index_schema::VectorKind text) -> std::optional<Similarity> {
    float sentence = 0.0F;
    if (!vectors_->Compare(outcome.word_sentence, text, candidate.node, {&sentence, 1})) {
      return std::nullopt;
    }
    return Measure(sentence, outcome.word_tokens, outcome.word_windows, text, candidate.node, room);
  };
  const std::optional<Similarity> label = measure(kComparedTexts[0]);
  if (!label) return;
  const Similarity described = measure(kComparedTexts[1]).value_or(*label);
  candidate[Feature::kStaticSentenceLabel] = label->sentence;
  candidate[Feature::kStaticSentenceDescribed] = described.sentence;
  candidate[Feature::kStaticTokenLabel] = label->token;
  candidate[Feature::kStaticTokenDescribed] = described.token;
  candidate[Feature::kStaticWindowLabel] = label->window;
  candidate[Feature::kStaticWindowDescribed] = described.window;
}

void CandidateSource::AddWordFeatures(const ReadOutcome& outcome, std::size_t language,
                                      Candidate& candidate) const {
  const ConceptOverlap overlap = label_words_.Compare(outcome.words, candidate.node, language);
  if (!overlap.best) return;
  candidate.shown_label = overlap.Shown();
  if (overlap.preferred) {
    candidate[Feature::kPreferredShare] = static_cast<float>(overlap.preferred->share);
  }
  candidate[Feature::kBestLabelShare] = static_cast<float>(overlap.best->share);
  candidate[Feature::kBestLabelWeight] = static_cast<float>(overlap.best->weight) * kWordScale;
  // Shares are sums of floats: a whole one may miss 1 by rounding.
  candidate[Feature::kWholeLabel] = overlap.best->share > 0.999 ? 1.0F : 0.0F;
}

void CandidateSource::AddConceptFeatures(Candidate& candidate) const {
  const search::ConceptFacts& facts = snapshot_.facts(candidate.node);
  candidate[Feature::kKnowledge] = facts.skill_type == core::SkillType::kKnowledge ? 1.0F : 0.0F;
  candidate[Feature::kReuseLevel] = static_cast<float>(facts.reuse_level);
  const index_schema::IdRange labels = label_words_.labels().LabelsOf(candidate.node);
  if (!labels.empty()) {
    const std::size_t words = label_words_.labels().Label(labels.begin).words.size();
    candidate[Feature::kLabelLength] = std::log1p(static_cast<float>(words));
  }
  const bool broader =
      !snapshot_
           .Neighbours(candidate.node, core::RelationType::kBroader, search::Direction::kIncoming)
           .empty();
  candidate[Feature::kBroader] = broader ? 1.0F : 0.0F;
  const auto asked_for = [&](core::RelationType type) {
    return std::log1p(static_cast<float>(
        snapshot_.Neighbours(candidate.node, type, search::Direction::kIncoming).size()));
  };
  candidate[Feature::kEssentialFor] = asked_for(core::RelationType::kEssentialSkill);
  candidate[Feature::kOptionalFor] = asked_for(core::RelationType::kOptionalSkill);
}

void CandidateSource::AddCoverageFeatures(const ReadOutcome& outcome,
                                          std::vector<Candidate>& candidates) const {
  if (snapshot_.pieces() == nullptr || outcome.word_weights.empty() || candidates.empty()) return;
  std::vector<float> promises;
  promises.reserve(candidates.size());
  for (const Candidate& candidate : candidates) promises.push_back(Promise(candidate));
  PieceCoverage pieces(*snapshot_.pieces(), snapshot_.static_encoder()->vectors(),
                       outcome.word_tokens, outcome.word_weights);
  constexpr float kLowest = std::numeric_limits<float>::lowest();
  const std::size_t limit = outcome.words_are_tokens ? kComparedByPieces : candidates.size();
  for (const std::uint32_t index : HighestAbove(kLowest, promises, limit)) {
    Candidate& candidate = candidates[index];
    const Coverage coverage = pieces.Measure(candidate.node);
    candidate[Feature::kOutcomeInLabel] = coverage.outcome_in_label;
    candidate[Feature::kLabelInOutcome] = coverage.label_in_outcome;
    candidate[Feature::kOutcomeInDescribed] = coverage.outcome_in_described;
    candidate[Feature::kDescribedInOutcome] = coverage.described_in_outcome;
    candidate[Feature::kOutcomeInAll] = coverage.outcome_in_all;
  }
}

void CandidateSource::AddListFeatures(std::vector<Candidate>& candidates) const {
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

void CandidateSource::AddKinFeatures(std::vector<Candidate>& candidates) const {
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
