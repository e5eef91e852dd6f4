// SPDX-License-Identifier: Apache-2.0
// The learned part of level alignment: how much an outcome demands, whether it speaks of a trade,
// and what several of them say about a credential. Fitted by tools/alignment/fit.py, which computes
// the same; figures in docs/level-alignment.md.
#pragma once

#include "frameworks/core/status.h"
#include "server/alignment/cue_lexicon.h"
#include "server/alignment/outcome_words.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::alignment {

// One outcome, read.
struct OutcomeScore {
  double demand = 0.0;          // On the scale of qualification numbers, before calibration.
  double trade = 0.0;           // Leaning towards a skilled trade, before calibration.
  std::size_t known_words = 0;  // Distinct word beginnings that carry a weight.
};

// Immutable; thread-safe.
class LevelModel {
 public:
  // The model that the program was built with. INTERNAL / LEVEL_DATA_INVALID where it is damaged.
  static core::Result<LevelModel> Load(const CueLexicon& lexicon);
  static core::Result<LevelModel> Parse(std::string_view json, const CueLexicon& lexicon);

  [[nodiscard]] const std::string& name() const { return name_; }  // "outcome-level 2"
  [[nodiscard]] bool Knows(std::string_view language) const;
  // What `cue` adds to the demand of an outcome.
  [[nodiscard]] double CueWeight(std::size_t cue) const { return cues_[cue].demand; }

  // REQUIRES: Knows(language).
  [[nodiscard]] OutcomeScore Score(const std::vector<OutcomeWord>& words,
                                   const std::vector<CueHit>& hits,
                                   std::string_view language) const;
  // Probabilities of the qualifications with the given numbers, summing to 1. Qualifications that
  // the framework calls a trade or an apprenticeship (`is_trade`) differ in kind, not in degree:
  // their share is decided by the trade scores. REQUIRES: scores is not empty.
  [[nodiscard]] std::vector<double> Distribution(const std::vector<OutcomeScore>& scores,
                                                 const std::vector<int>& numbers,
                                                 const std::vector<bool>& is_trade) const;

 private:
  struct Weights {
    double demand = 0.0;
    double trade = 0.0;
  };
  // Of a word beginning, or of two that follow each other, apart by a blank.
  struct GramWeights {
    double rarity = 0.0;  // Share in the outcome's unit vector, before scaling.
    Weights weights;
  };
  struct Ladder {
    double intercept = 0.0;
    double slope = 1.0;
    double program_variance = 1.0;  // Of a credential's level around its outcomes' mean,
    double outcome_variance = 1.0;  // and of a single outcome around its credential's.
    double trade_intercept = 0.0;
    double trade_slope = 0.0;
  };

  std::string name_;
  std::size_t letters_ = 0;                           // Of a word beginning.
  std::vector<Weights> cues_;                         // By index into the lexicon.
  std::map<std::string, Weights, std::less<>> bias_;  // By language.
  std::unordered_map<std::string, GramWeights> grams_;
  Ladder ladder_;
};

}  // namespace crosswalk::alignment
