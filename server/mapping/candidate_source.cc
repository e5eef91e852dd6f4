// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/candidate_source.h"

#include "server/mapping/token_attention.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace crosswalk::mapping {
namespace {

using index_schema::TextField;
using index_schema::VectorKind;
using search::ConceptOrdinal;

// Candidates from each source. Together they hold the concept meant for 9 in 10 sentences and
// nearly all outcomes (recall@200 in the encoder's model card).
constexpr std::size_t kNearest = 200;
constexpr std::size_t kMostWords = 100;
// Weights of words are looked up this deep, so that candidates of other sources get theirs too.
constexpr std::size_t kWordDepth = 2000;
// Brings weights of words into the range of the other features.
constexpr float kWordScale = 0.1F;
// Words of an outcome that counts as long.
constexpr float kLongOutcome = 25.0F;

// The `limit` admitted concepts with the highest values; ties by ordinal.
std::vector<ConceptOrdinal> Highest(const std::vector<float>& values, std::size_t limit,
                                    const AdmittedConcepts& admitted) {
  std::vector<ConceptOrdinal> nodes;
  std::vector<float> kept;
  for (ConceptOrdinal node = 0; node < values.size(); ++node) {
    if (values[node] <= ConceptVectors::kMissing || admitted[node] == 0) continue;
    nodes.push_back(node);
    kept.push_back(values[node]);
  }
  if (nodes.size() <= limit) return nodes;
  // The lowest value that is taken; of those that have it, the first few.
  std::vector<float> sorted = kept;
  const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
  std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
  const float lowest = *last;
  auto ties = static_cast<std::size_t>(std::count(sorted.begin(), last + 1, lowest));
  std::vector<ConceptOrdinal> highest;
  highest.reserve(limit);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (kept[i] < lowest || (kept[i] == lowest && ties == 0)) continue;
    if (kept[i] == lowest) --ties;
    highest.push_back(nodes[i]);
  }
  return highest;
}

// Weights by concept of one lexical look-up.
class WordWeights {
 public:
  WordWeights(const std::vector<search::LexicalCandidate>& found, std::uint32_t concept_count)
      : weights_(concept_count, 0.0F) {
    for (const search::LexicalCandidate& one : found) {
      weights_[one.node] = static_cast<float>(one.weight) * kWordScale;
    }
  }
  float operator[](ConceptOrdinal node) const { return weights_[node]; }

 private:
  std::vector<float> weights_;
};

void AddAdmitted(const std::vector<search::LexicalCandidate>& found, std::size_t limit,
                 const AdmittedConcepts& admitted, std::vector<ConceptOrdinal>& nodes) {
  std::size_t added = 0;
  for (std::size_t i = 0; i < found.size() && added < limit; ++i) {
    if (admitted[found[i].node] == 0) continue;
    nodes.push_back(found[i].node);
    ++added;
  }
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

core::Result<std::vector<Candidate>> CandidateSource::Find(const ReadOutcome& outcome,
                                                           const AdmittedConcepts& admitted) const {
  const std::vector<core::ConceptType> types = {core::ConceptType::kSkill};
  const auto by_label = engine_.LexicalCandidates(outcome.text, outcome.language,
                                                  {TextField::kPreferred, TextField::kAlternative},
                                                  types, kWordDepth);
  if (!by_label.ok()) return by_label.status();
  const auto by_description = engine_.LexicalCandidates(
      outcome.text, outcome.language, {TextField::kDescription}, types, kWordDepth);
  if (!by_description.ok()) return by_description.status();

  std::vector<ConceptOrdinal> nodes;
  AddAdmitted(*by_label, kMostWords, admitted, nodes);
  AddAdmitted(*by_description, kMostWords, admitted, nodes);
  if (vectors_ != nullptr && !outcome.sentence.empty()) {
    for (const VectorKind kind : kComparedTexts) {
      const auto nearest =
          Highest(vectors_->CompareAll(outcome.sentence, kind), kNearest, admitted);
      nodes.insert(nodes.end(), nearest.begin(), nearest.end());
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());

  const WordWeights label_weights(*by_label, snapshot_.concept_count());
  const WordWeights description_weights(*by_description, snapshot_.concept_count());
  const std::size_t language = label_words_.FindLanguage(outcome.language).value_or(0);
  const float length =
      std::min(1.0F, static_cast<float>(outcome.words.all().size()) / kLongOutcome);
  std::vector<Candidate> candidates;
  candidates.reserve(nodes.size());
  for (const ConceptOrdinal node : nodes) {
    Candidate& candidate = candidates.emplace_back();
    candidate.node = node;
    AddVectorFeatures(outcome, candidate);
    candidate[Feature::kLabelWords] = label_weights[node];
    candidate[Feature::kDescriptionWords] = description_weights[node];
    AddWordFeatures(outcome, language, candidate);
    AddConceptFeatures(candidate);
    candidate[Feature::kOutcomeLength] = length;
  }
  return candidates;
}

void CandidateSource::AddVectorFeatures(const ReadOutcome& outcome, Candidate& candidate) const {
  if (vectors_ == nullptr || outcome.sentence.empty()) return;
  const auto label = vectors_->Compare(outcome.sentence, VectorKind::kLabel, candidate.node);
  if (label.empty()) return;
  const float token_label =
      Attend(vectors_->Compare(outcome.tokens, VectorKind::kLabel, candidate.node), temperature_)
          .score;
  // A concept without a description is known by its label alone.
  const auto described =
      vectors_->Compare(outcome.sentence, VectorKind::kDescribed, candidate.node);
  float sentence_described = label.front();
  float token_described = token_label;
  if (!described.empty()) {
    sentence_described = described.front();
    token_described =
        Attend(vectors_->Compare(outcome.tokens, VectorKind::kDescribed, candidate.node),
               temperature_)
            .score;
  }
  candidate[Feature::kSentenceLabel] = label.front();
  candidate[Feature::kSentenceDescribed] = sentence_described;
  candidate[Feature::kSentenceHigher] = std::max(label.front(), sentence_described);
  candidate[Feature::kTokenLabel] = token_label;
  candidate[Feature::kTokenDescribed] = token_described;
  candidate[Feature::kTokenHigher] = std::max(token_label, token_described);
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
  const bool knowledge = snapshot_.facts(candidate.node).skill_type == core::SkillType::kKnowledge;
  candidate[Feature::kKnowledge] = knowledge ? 1.0F : 0.0F;
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
}

}  // namespace crosswalk::mapping
