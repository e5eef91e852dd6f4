// SPDX-License-Identifier: Apache-2.0
// What a credential's title and its other outcomes say of the skills suggested for one of its
// outcomes. Private to server/mapping.
#pragma once

#include "server/mapping/concept_vectors.h"
#include "server/mapping/ranker.h"
#include "server/search/index_snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::mapping {

// Suggestions of an outcome that context can move; later ones are too unlikely to matter.
inline constexpr std::size_t kContextDepth = 20;
// Context moves a confidence by at most this, in log-odds: from 50 % to 73 % or 27 %. Outcomes that
// have nothing to do with each other cannot do more harm than that.
inline constexpr double kMostContextEffect = 1.0;

// A skill that an outcome, taken alone, is mapped to.
struct Suggested {
  search::ConceptOrdinal node = 0;
  double confidence = 0.0;
};

// A text of a credential: an outcome or its title.
struct CredentialText {
  // In order, without function words: two texts with the same are the same text. Empty: it says
  // nothing.
  std::string words;
  std::vector<float> sentence;       // A unit vector; empty without an encoder.
  std::vector<Suggested> suggested;  // Best first.
};

enum class ContextSignal : std::size_t { kNearness, kOccupations };

// Names as evidence spells them, in the order of ContextSignal.
inline constexpr std::array<std::string_view, 2> kContextSignalNames = {"context-nearness",
                                                                        "context-occupations"};

// What the context says of one suggestion, in the order of ContextSignal; docs/mapping.md describes
// each.
using ContextSignals = std::array<double, kContextSignalNames.size()>;

// What each signal adds to the log-odds that the suggestion is right. Their sum is at most
// kMostContextEffect either way: where they say more, all are scaled down.
ContextSignals ContextContributions(const ContextSignals& signals);

// Immutable, thread-safe. What it is made of must outlive it.
class CredentialReader {
 public:
  // `vectors` may be null: texts then inform each other by occupations alone.
  CredentialReader(const search::IndexSnapshot& snapshot, const ConceptVectors* vectors);

  // For each of `outcomes`, the signals of its first kContextDepth suggestions, from `title` (null:
  // none) and, where `siblings` are asked for, from the outcomes; texts with the same words are one
  // and do not inform themselves. Empty for an outcome that nothing informs. The order of the
  // outcomes does not matter: sums are of integers.
  [[nodiscard]] std::vector<std::vector<ContextSignals>> Read(
      std::span<const CredentialText> outcomes, const CredentialText* title, bool siblings) const;

 private:
  struct Vote {
    search::ConceptOrdinal occupation = 0;
    std::int64_t weight = 0;
  };
  // What one text adds to the sums over a credential's.
  struct Voice {
    std::vector<std::int64_t> sentence;
    std::vector<Vote> votes;
  };
  struct Sums {
    std::vector<std::int64_t> sentence;
    std::vector<std::int64_t> votes;  // By ordinal.
    std::int64_t texts = 0;
  };

  [[nodiscard]] Voice Hear(const CredentialText& text) const;
  static void Add(const Voice& voice, int times, Sums& sums);
  void ReadNearness(const CredentialText& outcome, const Sums& others, const CredentialText* title,
                    std::vector<ContextSignals>& signals) const;
  void ReadOccupations(const CredentialText& outcome, const Sums& others,
                       std::vector<ContextSignals>& signals) const;

  const search::IndexSnapshot& snapshot_;
  const ConceptVectors* vectors_;
  std::vector<double> rarity_;  // By ordinal of a skill: of the occupations that ask for it.
  std::vector<double> length_;  // By ordinal of an occupation: of the vector of its skills.
};

// A suggestion as context leaves it.
struct RankedInContext {
  RankedCandidate ranked;
  double confidence_alone = 0.0;
  ContextSignals signals{};
  ContextSignals contributions{};  // All 0 without context.
  // What context moved the confidence by, in log-odds: at most kMostContextEffect either way.
  double effect = 0.0;
};

// `ranked` with what `signals` say of the first of them: those are put into the order of their new
// confidences, equals in the old order, and the set to commit to is chosen anew. Without signals
// everything stays as it is.
std::vector<RankedInContext> RankInContext(std::span<const RankedCandidate> ranked,
                                           std::span<const ContextSignals> signals,
                                           const Ranker& ranker);

}  // namespace crosswalk::mapping
