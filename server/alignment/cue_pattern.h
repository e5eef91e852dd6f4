// SPDX-License-Identifier: Apache-2.0
// Sequences of words that a cue is recognised by, and where main verbs stand in an outcome.
#pragma once

#include "server/alignment/outcome_words.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::alignment {

// Forms of a verb, and what form may stand at a place.
enum class VerbForm {
  kNone,    // A place where no main verb stands.
  kAny,     // A place for every form: the start of a clause, or after "and".
  kBase,    // "analyse", « analyser »: after "to", « à ».
  kFinite,  // "analyses", « analyse ».
  kIng,     // "analysing", « analysant »: after "by", « en ».
};

// The regular forms of a verb with the form that each is. Words are folded as in OutcomeWord.
std::unordered_map<std::string, VerbForm> FormsOf(const std::string& verb,
                                                  std::string_view language);

// For each word, what form of a main verb may stand there.
std::vector<VerbForm> VerbPlaces(const std::vector<OutcomeWord>& words, std::string_view language);

// Whether the word at `at` is negated: "not", « sans » stand before it in its clause.
bool IsNegated(const std::vector<OutcomeWord>& words, std::size_t at, std::string_view language);

// Words in sequence. Immutable; thread-safe.
class CuePattern {
 public:
  // One position: a word fits that is one of `words` or begins with one of `beginnings`. With
  // neither it is a gap of up to three words.
  struct Element {
    std::vector<std::string> words;
    std::vector<std::string> beginnings;
    [[nodiscard]] bool IsGap() const { return words.empty() && beginnings.empty(); }
    [[nodiscard]] bool Fits(std::string_view word) const;
  };

  // Elements between blanks: "a|b" is either, "word*" what begins so, "_" a gap. "^" before the
  // first makes it a verb in all its forms, which fits only where a main verb may stand. Nothing
  // where there is no element, or the first is a gap.
  static std::optional<CuePattern> Parse(std::string_view text, std::string_view language);

  [[nodiscard]] const Element& first() const { return elements_.front(); }
  // Whether the first word, found at a place for `place`, may stand there.
  [[nodiscard]] bool AllowedAt(std::string_view first_word, VerbForm place) const;
  // One past the last word where it matches from word `at` on; nothing where it does not.
  [[nodiscard]] std::optional<std::size_t> EndAt(const std::vector<OutcomeWord>& words,
                                                 std::size_t at) const {
    return EndAt(words, at, 0);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> EndAt(const std::vector<OutcomeWord>& words,
                                                 std::size_t at, std::size_t element) const;

  std::vector<Element> elements_;
  std::unordered_map<std::string, VerbForm> verbs_;  // Empty unless the first element is a verb.
};

// Whether a match of one of `larger` reaches into the words [begin, end): what is found there means
// something else then.
bool IsPartOfAny(const std::vector<CuePattern>& larger, const std::vector<OutcomeWord>& words,
                 std::size_t begin, std::size_t end);

}  // namespace crosswalk::alignment
