// SPDX-License-Identifier: Apache-2.0
// Cues: words in outcomes that speak for a level in one category of standards, such as "under close
// supervision" or "original research". The lexicon is data (data/cues.json, see data/README.md).
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/alignment/cue_pattern.h"
#include "server/alignment/outcome_words.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::alignment {

struct Cue {
  std::string id;                            // "close-supervision"; stable over releases.
  std::string category;                      // Descriptor category: "autonomy".
  std::string aspect;                        // In the field's terms: "complexity", "scope".
  std::map<std::string, std::string> label;  // What it means, by language.
  std::string source;                        // "OQF autonomy 1; EQF 1 responsibility and autonomy".
  int lowest = 0;                            // Qualification numbers it is typical of, inclusive.
  int highest = 0;
  bool trade = false;  // Speaks of a skilled trade.
};

struct CueHit {
  std::size_t cue = 0;  // Index into cues().
  text::Span span;      // First place in the text where it was found.
  // Words of the place, [first_word, end_word).
  std::size_t first_word = 0;
  std::size_t end_word = 0;
};

// Immutable; thread-safe.
class CueLexicon {
 public:
  // The lexicon that the program was built with. INTERNAL / LEVEL_DATA_INVALID where it is damaged.
  static core::Result<CueLexicon> Load();
  static core::Result<CueLexicon> Parse(std::string_view json);

  [[nodiscard]] const std::string& name() const { return name_; }  // "oqf-cues 2"
  [[nodiscard]] const std::vector<Cue>& cues() const { return cues_; }
  // Each cue at most once, in order of the lexicon. What is negated ("not complex") does not count.
  // A language without patterns has no hits.
  [[nodiscard]] std::vector<CueHit> Find(const std::vector<OutcomeWord>& words,
                                         std::string_view language) const;

 private:
  struct Entry {
    std::size_t cue = 0;
    CuePattern pattern;
  };
  struct LanguageEntries {
    std::vector<Entry> entries;  // By cue, then as they are written.
    // Indexes into `entries` by a word, or the beginning of one, with which the pattern may start.
    std::unordered_map<std::string, std::vector<std::size_t>> by_word;
    std::unordered_map<std::string, std::vector<std::size_t>> by_beginning;
    std::vector<std::vector<CuePattern>> unless;  // By cue: what a hit must not be part of.

    void Add(std::size_t cue, CuePattern pattern);
    [[nodiscard]] std::vector<std::size_t> StartingWith(const std::string& word) const;
    [[nodiscard]] bool Excludes(const std::vector<OutcomeWord>& words, std::size_t cue,
                                std::size_t begin, std::size_t end) const;
  };

  std::string name_;
  std::vector<Cue> cues_;
  std::map<std::string, LanguageEntries, std::less<>> languages_;
};

}  // namespace crosswalk::alignment
