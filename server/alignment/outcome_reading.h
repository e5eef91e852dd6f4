// SPDX-License-Identifier: Apache-2.0
// An outcome as the models of cognition read it: English words without the subject. A French
// outcome is read through a glossary of verbs, phrases and cue words; its other words stay as they
// are. tools/alignment/cognition/reading.py does the same; a test compares the two.
#pragma once

#include "server/alignment/outcome_words.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace crosswalk::alignment {

// Lets a hash map of strings be asked with a string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

bool Holds(std::span<const std::string_view> words, std::string_view word);

struct ReadWord {
  std::string_view word;  // Of the outcome or of the glossary, which must outlive it.
  bool starts_clause = false;
  std::size_t source = 0;  // Index of the word in the outcome.
};

using OutcomeReading = std::vector<ReadWord>;

// French words and phrases with the English that is read for them. Immutable once filled;
// thread-safe.
class FrenchGlossary {
 public:
  // `english`: words apart by blanks. A `finite` form ("analyse") is a verb only where a main verb
  // may stand: at the start of a clause, after a joining word or after a subject.
  void AddPhrase(std::string_view french, std::string_view english, bool finite);
  void AddSubject(std::string_view word) { subjects_.emplace(word); }

  [[nodiscard]] OutcomeReading Read(const std::vector<OutcomeWord>& words) const;

 private:
  struct Reading {
    std::vector<std::string> as_phrase;
    std::vector<std::string> as_verb;
    bool is_phrase = false;
    bool is_verb = false;
  };
  // Words that the phrase starting at `at` may have, and what is read for the longest known one.
  std::size_t LongestPhrase(const std::vector<OutcomeWord>& words, std::size_t at, bool main,
                            const std::vector<std::string>** english) const;

  TextMap<Reading> phrases_;
  TextMap<std::size_t> longest_;  // Words of the longest phrase that starts with a word.
  TextSet subjects_;
};

// The outcome read in its language: French through `glossary`, any other as English. The subject
// ("upon completion the learner will be able to") is left out; at most the first 100 words count.
OutcomeReading ReadOutcome(const std::vector<OutcomeWord>& words, std::string_view language,
                           const FrenchGlossary& glossary);

}  // namespace crosswalk::alignment
