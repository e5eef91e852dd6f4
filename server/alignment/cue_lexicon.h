// SPDX-License-Identifier: Apache-2.0
// Cues: words in outcomes that speak for a level in one category of standards, such as "under close
// supervision" or "original research". The lexicon is data (data/cues.json, see data/README.md).
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/alignment/outcome_words.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::alignment {

struct Cue {
  std::string id;                            // "close-supervision"
  std::string category;                      // Descriptor category: "autonomy".
  std::map<std::string, std::string> label;  // What it means, by language.
  int lowest = 0;                            // Qualification numbers it is typical of, inclusive.
  int highest = 0;
};

struct CueHit {
  std::size_t cue = 0;  // Index into cues().
  text::Span span;      // First place in the text where it was found.
};

// Immutable; thread-safe.
class CueLexicon {
 public:
  // The lexicon that the program was built with. INTERNAL / LEVEL_DATA_INVALID where it is damaged.
  static core::Result<CueLexicon> Load();
  static core::Result<CueLexicon> Parse(std::string_view json);

  [[nodiscard]] const std::vector<Cue>& cues() const { return cues_; }
  // Each cue at most once, in order of the lexicon. A language without patterns has no hits.
  [[nodiscard]] std::vector<CueHit> Find(const std::vector<OutcomeWord>& words,
                                         std::string_view language) const;

 private:
  // One position of a pattern: the words that fit there. A word ending in '*' fits every word that
  // begins so; an empty list is a gap of up to three words.
  using Element = std::vector<std::string>;
  using Pattern = std::vector<Element>;
  struct Wording {
    std::vector<std::string> verbs;  // Fit at the start of a clause or after a joining word.
    std::vector<Pattern> patterns;
  };

  static Pattern ParsePattern(std::string_view text);
  static std::size_t MatchEnd(const std::vector<OutcomeWord>& words, std::size_t from,
                              const Pattern& pattern, std::size_t element);

  std::vector<Cue> cues_;
  std::vector<std::map<std::string, Wording, std::less<>>> wordings_;  // By cue, then language.
};

}  // namespace crosswalk::alignment
