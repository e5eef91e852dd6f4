// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/candidate_source.h"

#include "server/mapping/highest_values.h"

#include <algorithm>
#include <utility>

namespace crosswalk::mapping {
namespace {

using index_schema::TextField;
using search::ConceptOrdinal;

// Candidates from each source. Together they hold the concept meant in nearly all texts (recall@200
// in docs/mapping-quality.md).
constexpr std::size_t kNearest = 150;
constexpr std::size_t kNearestToStretch = 30;
constexpr std::size_t kMostLabelWords = 60;
constexpr std::size_t kMostDescriptionWords = 30;
// Candidates that are measured in every way: the most promising, which hold the concept meant in
// nearly all texts where any do (docs/adr/0013-measure-what-promises-most.md). Trees look at 64 or
// 128 at once. Fewer with the static encoder, which is for speed.
constexpr std::size_t kMeasured = 128;
constexpr std::size_t kMeasuredByStaticEncoder = 48;
// Candidates whose labels are asked for ahead of the one that is compared.
constexpr std::size_t kFetchedAhead = 4;
// Brings weights of words into the range of the other features.
constexpr float kWordScale = 0.1F;

void AddWordFeatures(const ConceptOverlap& overlap, Candidate& candidate) {
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

}  // namespace

CandidateSource::CandidateSource(const search::IndexSnapshot& snapshot,
                                 const search::SearchEngine& engine, const LabelWords& label_words,
                                 const ConceptVectors* vectors, const ConceptProduct* finding,
                                 float temperature)
    : engine_(engine),
      label_words_(label_words),
      vectors_(vectors),
      measures_(snapshot, vectors, temperature) {
  if (vectors != nullptr) finding_.emplace(*vectors, finding);
}

core::Result<std::vector<FoundCandidates>> CandidateSource::Find(
    std::span<const ReadOutcome* const> outcomes, const AdmittedConcepts& admitted) const {
  std::vector<Nearness> nearness = CompareAll(outcomes);
  std::vector<FoundCandidates> found;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    KeepOnly(admitted, kMissing, nearness[i].sentence);
    for (std::vector<float>& values : nearness[i].stretches) {
      KeepOnly(admitted, kMissing, values);
    }
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
  QueryVectors queries;
  for (const ReadOutcome* const outcome : outcomes) {
    queries.Append(outcome->sentence);
    queries.Append(outcome->stretches);
  }
  if (queries.empty()) return nearness;
  auto compared = finding_->Compare(queries);
  auto next = compared.begin();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i]->sentence.empty()) nearness[i].sentence = std::move(*next++);
    const std::size_t count = outcomes[i]->stretches.size();
    for (std::size_t n = 0; n < count; ++n) nearness[i].stretches.push_back(std::move(*next++));
  }
  return nearness;
}

core::Result<FoundCandidates> CandidateSource::FindFor(const ReadOutcome& outcome,
                                                       const Nearness& nearness,
                                                       const AdmittedConcepts& admitted) const {
  static const std::vector<std::vector<TextField>> groups = {
      {TextField::kPreferred, TextField::kAlternative}, {TextField::kDescription}};
  auto weights = engine_.WeighWords(outcome.words.telling(), outcome.language, groups);
  if (!weights.ok()) return weights.status();
  for (std::vector<float>& group : *weights) KeepOnly(admitted, 0.0F, group);
  const std::vector<float>& by_label = (*weights)[0];
  const std::vector<float>& by_description = (*weights)[1];

  std::vector<ConceptOrdinal> nodes;
  const auto add = [&nodes](float floor, const std::vector<float>& values, std::size_t limit) {
    const auto highest = HighestAbove(floor, values, limit);
    nodes.insert(nodes.end(), highest.begin(), highest.end());
  };
  add(0.0F, by_label, kMostLabelWords);
  add(0.0F, by_description, kMostDescriptionWords);
  add(kMissing, nearness.sentence, kNearest);
  for (const std::vector<float>& stretch : nearness.stretches) {
    add(kMissing, stretch, kNearestToStretch);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());

  const std::size_t language = label_words_.FindLanguage(outcome.language).value_or(0);
  std::vector<Candidate> candidates(nodes.size());
  std::vector<float> promises(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (const std::size_t later = i + kFetchedAhead;
        later < nodes.size() && by_label[nodes[later]] > 0.0F) {
      label_words_.FetchFor(nodes[later], language);
    }
    Candidate& candidate = candidates[i];
    candidate.node = nodes[i];
    candidate[Feature::kLabelWords] = by_label[nodes[i]] * kWordScale;
    candidate[Feature::kDescriptionWords] = by_description[nodes[i]] * kWordScale;
    // Most candidates are near without a word in common.
    if (by_label[nodes[i]] > 0.0F) {
      AddWordFeatures(label_words_.Compare(outcome.words, nodes[i], language), candidate);
    }
    Glimpse glimpse{.label_share = candidate[Feature::kBestLabelShare],
                    .description_words = candidate[Feature::kDescriptionWords]};
    if (!nearness.sentence.empty() && nearness.sentence[nodes[i]] > kMissing) {
      glimpse.sentence = nearness.sentence[nodes[i]];
      glimpse.static_sentence =
          outcome.words_are_tokens ? glimpse.sentence : AddStaticNearness(outcome, candidate);
    }
    for (const std::vector<float>& stretch : nearness.stretches) {
      glimpse.nearest_stretch = std::max(glimpse.nearest_stretch, stretch[nodes[i]]);
    }
    promises[i] = Promise(glimpse);
  }
  FoundCandidates found = Divide(std::move(candidates), promises,
                                 outcome.words_are_tokens ? kMeasuredByStaticEncoder : kMeasured);
  measures_.Add(outcome, found.measured);
  return found;
}

float CandidateSource::AddStaticNearness(const ReadOutcome& outcome, Candidate& candidate) const {
  if (outcome.word_sentence.empty()) return 0.0F;
  const auto near = vectors_->CompareTexts(outcome.word_sentence, candidate.node);
  if (!near) return 0.0F;
  candidate[Feature::kStaticSentenceLabel] = near->label;
  candidate[Feature::kStaticSentenceDescribed] = near->described;
  return near->label + near->described;
}

}  // namespace crosswalk::mapping
