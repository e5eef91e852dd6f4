// SPDX-License-Identifier: Apache-2.0
// The learned part of level alignment: how much an outcome demands, whether it speaks of a trade,
// and what several of them say about a credential. Fitted by tools/alignment/fit.py; figures in
// docs/level-alignment.md.
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
  std::size_t known_words = 0;  // Distinct words that carry a weight.
};

// Immutable; thread-safe.
class LevelModel {
 public:
  // The model that the program was built with. INTERNAL / LEVEL_DATA_INVALID where it is damaged.
  static core::Result<LevelModel> Load(const CueLexicon& lexicon);
  static core::Result<LevelModel> Parse(std::string_view json, const CueLexicon& lexicon);

  [[nodiscard]] const std::string& name() const { return name_; }  // "outcome-level 1"
  [[nodiscard]] bool Knows(std::string_view language) const;
  // What `cue` adds to the demand of an outcome.
  [[nodiscard]] double CueWeight(std::size_t cue) const { return cue_demand_[cue]; }

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
  struct WordWeight {
    double demand = 0.0;
    double trade = 0.0;
  };
  struct LanguageWeights {
    double demand_bias = 0.0;
    double trade_bias = 0.0;
    std::unordered_map<std::string, WordWeight> words;  // By word beginning.
  };
  struct LevelCalibration {
    double intercept = 0.0;
    double slope = 1.0;
    double program_variance = 1.0;  // Of a credential's level around its outcomes' mean,
    double outcome_variance = 1.0;  // and of a single outcome around its credential's.
  };
  struct TradeCalibration {
    double intercept = 0.0;
    double slope = 1.0;
  };

  std::string name_;
  std::size_t word_letters_ = 0;
  std::vector<double> cue_demand_;  // By index into the lexicon.
  std::vector<double> cue_trade_;
  std::map<std::string, LanguageWeights, std::less<>> languages_;
  LevelCalibration level_;
  TradeCalibration trade_;
};

}  // namespace crosswalk::alignment
