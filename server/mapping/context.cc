// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/context.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace crosswalk::mapping {
namespace {

using core::RelationType;
using search::ConceptOrdinal;
using search::Direction;

// Log-odds that a signal of 1 adds, in the order of ContextSignal: docs/mapping.md says where they
// are from.
constexpr ContextSignals kWeights = {3.0, 8.0};

// Sums of integers come out the same in any order.
constexpr double kUnit = 1 << 24;
// Suggestions of a text that point to occupations, and their least confidence.
constexpr std::size_t kVotingSuggestions = 5;
constexpr double kLeastVote = 0.03;
// Occupations that a credential is taken to point to: ESCO has several for most trades.
constexpr std::size_t kOccupations = 10;
// What an optional skill counts for an occupation, against 1 of an essential one.
constexpr double kOptional = 0.5;
// Confidences are kept this far from 0 and 1, where log-odds end.
constexpr double kEdge = 1e-6;

constexpr std::pair<RelationType, double> kLinks[] = {{RelationType::kEssentialSkill, 1.0},
                                                      {RelationType::kOptionalSkill, kOptional}};

// Calls visit(occupation, link) for each occupation that asks for `skill`.
template <typename Visit>
void ForEachOccupation(const search::IndexSnapshot& snapshot, ConceptOrdinal skill, Visit visit) {
  for (const auto& [type, link] : kLinks) {
    for (const ConceptOrdinal node : snapshot.Neighbours(skill, type, Direction::kIncoming)) {
      if (snapshot.facts(node).type == core::ConceptType::kOccupation) visit(node, link);
    }
  }
}

std::int64_t ToUnits(double value) { return std::llround(value * kUnit); }

double LogOdds(double probability) {
  const double p = std::clamp(probability, kEdge, 1.0 - kEdge);
  return std::log(p / (1.0 - p));
}

double Shifted(double probability, double log_odds) {
  return 1.0 / (1.0 + std::exp(-LogOdds(probability) - log_odds));
}

}  // namespace

ContextSignals ContextContributions(const ContextSignals& signals) {
  ContextSignals contributions{};
  double sum = 0.0;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    contributions[i] = kWeights[i] * signals[i];
    sum += contributions[i];
  }
  if (std::abs(sum) > kMostContextEffect) {
    for (double& one : contributions) one *= kMostContextEffect / std::abs(sum);
  }
  return contributions;
}

CredentialReader::CredentialReader(const search::IndexSnapshot& snapshot,
                                   const ConceptVectors* vectors)
    : snapshot_(snapshot),
      vectors_(vectors),
      rarity_(snapshot.concept_count()),
      length_(snapshot.concept_count()) {
  std::size_t occupations = 0;
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    if (snapshot.facts(node).type == core::ConceptType::kOccupation) ++occupations;
  }
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    if (snapshot.facts(node).type != core::ConceptType::kSkill) continue;
    std::size_t asking = 0;
    ForEachOccupation(snapshot, node, [&asking](ConceptOrdinal, double) { ++asking; });
    rarity_[node] =
        std::log(static_cast<double>(occupations + 1) / static_cast<double>(asking + 1));
    ForEachOccupation(snapshot, node, [&](ConceptOrdinal occupation, double link) {
      length_[occupation] += link * rarity_[node] * link * rarity_[node];
    });
  }
  for (double& length : length_) length = std::sqrt(length);
}

CredentialReader::Voice CredentialReader::Hear(const CredentialText& text) const {
  Voice voice;
  for (const float value : text.sentence) voice.sentence.push_back(ToUnits(double{value}));
  std::map<ConceptOrdinal, std::int64_t> votes;
  for (std::size_t i = 0; i < std::min(kVotingSuggestions, text.suggested.size()); ++i) {
    const Suggested& one = text.suggested[i];
    if (one.confidence < kLeastVote) continue;
    ForEachOccupation(snapshot_, one.node, [&](ConceptOrdinal occupation, double link) {
      if (length_[occupation] <= 0.0) return;
      votes[occupation] += ToUnits(one.confidence * link * rarity_[one.node] / length_[occupation]);
    });
  }
  for (const auto& [occupation, weight] : votes) voice.votes.push_back({occupation, weight});
  return voice;
}

void CredentialReader::Add(const Voice& voice, int times, Sums& sums) {
  sums.sentence.resize(std::max(sums.sentence.size(), voice.sentence.size()));
  for (std::size_t i = 0; i < voice.sentence.size(); ++i) {
    sums.sentence[i] += times * voice.sentence[i];
  }
  for (const Vote& vote : voice.votes) sums.votes[vote.occupation] += times * vote.weight;
  sums.texts += times;
}

std::vector<std::vector<ContextSignals>> CredentialReader::Read(
    std::span<const CredentialText> outcomes, const CredentialText* title, bool siblings) const {
  // An outcome that is there twice does not confirm itself: texts speak once.
  std::vector<Voice> voices;
  std::vector<std::optional<std::size_t>> voice_of(outcomes.size());
  std::map<std::string_view, std::size_t> known;
  Sums all;
  all.votes.resize(snapshot_.concept_count());
  const auto speak = [&](const CredentialText& text) {
    voices.push_back(Hear(text));
    Add(voices.back(), 1, all);
    return known.emplace(text.words, voices.size() - 1).first;
  };
  if (title != nullptr && title->words.empty()) title = nullptr;
  if (title != nullptr) speak(*title);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].words.empty()) continue;
    auto voice = known.find(outcomes[i].words);
    if (siblings && voice == known.end()) voice = speak(outcomes[i]);
    if (voice != known.end()) voice_of[i] = voice->second;
  }

  std::vector<std::vector<ContextSignals>> signals(outcomes.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (voice_of[i]) Add(voices[*voice_of[i]], -1, all);
    if (all.texts > 0) {
      const bool is_title = title != nullptr && voice_of[i] == std::size_t{0};
      signals[i].resize(std::min(kContextDepth, outcomes[i].suggested.size()));
      ReadNearness(outcomes[i], all, is_title ? nullptr : title, signals[i]);
      ReadOccupations(outcomes[i], all, signals[i]);
    }
    if (voice_of[i]) Add(voices[*voice_of[i]], 1, all);
  }
  return signals;
}

void CredentialReader::ReadNearness(const CredentialText& outcome, const Sums& others,
                                    const CredentialText* title,
                                    std::vector<ContextSignals>& signals) const {
  if (vectors_ == nullptr || others.sentence.empty() || signals.empty()) return;
  // The title counts as much as all other outcomes together.
  const bool titled = title != nullptr && !title->sentence.empty();
  const double title_counts =
      titled && others.texts > 1 ? static_cast<double>(others.texts - 2) : 0.0;
  std::vector<double> sum(others.sentence.size());
  double square = 0.0;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    sum[i] = static_cast<double>(others.sentence[i]) / kUnit;
    if (titled) sum[i] += title_counts * double{title->sentence[i]};
    square += sum[i] * sum[i];
  }
  if (square <= 0.0) return;
  std::vector<float> unit(sum.size());
  for (std::size_t i = 0; i < sum.size(); ++i) {
    unit[i] = static_cast<float>(sum[i] / std::sqrt(square));
  }
  const QueryVectors context = MakeQueryVectors(unit, unit.size());
  // Some topics are near to everything: what counts is how a suggestion compares with the others.
  std::vector<double> nearness;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    const ConceptOrdinal node = outcome.suggested[i].node;
    float product = 0.0F;
    if (!vectors_->Compare(context, index_schema::VectorKind::kDescribed, node, {&product, 1}) &&
        !vectors_->Compare(context, index_schema::VectorKind::kLabel, node, {&product, 1})) {
      return;
    }
    nearness.push_back(double{product});
  }
  const double mean =
      std::accumulate(nearness.begin(), nearness.end(), 0.0) / static_cast<double>(nearness.size());
  for (std::size_t i = 0; i < signals.size(); ++i) {
    signals[i][static_cast<std::size_t>(ContextSignal::kNearness)] = nearness[i] - mean;
  }
}

void CredentialReader::ReadOccupations(const CredentialText& outcome, const Sums& others,
                                       std::vector<ContextSignals>& signals) const {
  std::vector<ConceptOrdinal> pointed;
  for (ConceptOrdinal node = 0; node < others.votes.size(); ++node) {
    if (others.votes[node] > 0) pointed.push_back(node);
  }
  const std::size_t count = std::min(kOccupations, pointed.size());
  std::partial_sort(pointed.begin(), pointed.begin() + static_cast<std::ptrdiff_t>(count),
                    pointed.end(), [&others](ConceptOrdinal a, ConceptOrdinal b) {
                      return others.votes[a] != others.votes[b] ? others.votes[a] > others.votes[b]
                                                                : a < b;
                    });
  pointed.resize(count);
  for (std::size_t i = 0; i < signals.size(); ++i) {
    double& signal = signals[i][static_cast<std::size_t>(ContextSignal::kOccupations)];
    ForEachOccupation(
        snapshot_, outcome.suggested[i].node, [&](ConceptOrdinal occupation, double link) {
          if (std::find(pointed.begin(), pointed.end(), occupation) != pointed.end()) {
            signal += link * static_cast<double>(others.votes[occupation]) / kUnit /
                      static_cast<double>(others.texts);
          }
        });
  }
}

std::vector<RankedInContext> RankInContext(std::span<const RankedCandidate> ranked,
                                           std::span<const ContextSignals> signals,
                                           const Ranker& ranker) {
  std::vector<RankedInContext> result;
  result.reserve(ranked.size());
  for (const RankedCandidate& one : ranked) result.push_back({one, one.confidence, {}, {}, 0.0});
  if (signals.empty()) return result;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    RankedInContext& one = result[i];
    one.signals = signals[i];
    one.contributions = ContextContributions(signals[i]);
    const double sum = std::accumulate(one.contributions.begin(), one.contributions.end(), 0.0);
    one.effect = std::clamp(sum, -kMostContextEffect, kMostContextEffect);
    if (one.effect != 0.0) one.ranked.confidence = Shifted(one.confidence_alone, one.effect);
  }
  std::stable_sort(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(signals.size()),
                   [](const RankedInContext& a, const RankedInContext& b) {
                     return a.ranked.confidence > b.ranked.confidence;
                   });
  double least = 1.0;
  for (std::size_t place = 0; place < result.size(); ++place) {
    RankedCandidate& one = result[place].ranked;
    // Those that context does not reach are not more likely than those before them.
    if (one.confidence > least) {
      result[place].effect = LogOdds(least) - LogOdds(one.confidence);
      one.confidence = least;
    }
    least = one.confidence;
    one.committed = ranker.Commits(place, one.confidence);
  }
  return result;
}

}  // namespace crosswalk::mapping
