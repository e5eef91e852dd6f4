// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_reading.h"

#include <algorithm>
#include <array>

namespace crosswalk::alignment {
namespace {

constexpr std::size_t kMostWords = 100;
constexpr std::size_t kShortestInfinitive = 5;  // Letters.
// A French verb that the glossary lacks is nearly always one of doing by hand.
constexpr std::string_view kUnknownVerb = "perform";

constexpr auto kFrenchJoiners =
    std::to_array<std::string_view>({"et", "ou", "puis", "a", "de", "d", "pour", "s", "se"});

constexpr auto kSubjects = std::to_array<std::string_view>(
    {"student", "students", "learner", "learners", "participant", "participants", "graduate",
     "graduates", "trainee", "trainees", "apprentice", "apprentices", "candidate", "candidates"});

// Words around the subject that say nothing of what is learned.
constexpr auto kPreamble = std::to_array<std::string_view>({"upon",
                                                            "on",
                                                            "at",
                                                            "after",
                                                            "by",
                                                            "the",
                                                            "this",
                                                            "these",
                                                            "of",
                                                            "in",
                                                            "end",
                                                            "completion",
                                                            "successful",
                                                            "successfully",
                                                            "completing",
                                                            "completed",
                                                            "complete",
                                                            "who",
                                                            "unit",
                                                            "course",
                                                            "program",
                                                            "programme",
                                                            "subject",
                                                            "module",
                                                            "workshop",
                                                            "microcredential",
                                                            "a",
                                                            "an",
                                                            "each",
                                                            "every",
                                                            "it",
                                                            "is",
                                                            "are",
                                                            "expected",
                                                            "will",
                                                            "would",
                                                            "can",
                                                            "could",
                                                            "should",
                                                            "shall",
                                                            "must",
                                                            "may",
                                                            "be",
                                                            "able",
                                                            "also",
                                                            "has",
                                                            "have",
                                                            "reliably",
                                                            "demonstrated",
                                                            "ability",
                                                            "to"});

bool IsInfinitive(std::string_view word) {
  return word.size() >= kShortestInfinitive &&
         (word.ends_with("er") || word.ends_with("ir") || word.ends_with("re"));
}

// The reading from after its subject on; all of it if it has none.
void LeaveOutSubject(OutcomeReading& reading) {
  const auto after_preamble = [&reading](std::size_t at) {
    while (at < reading.size() && Holds(kPreamble, reading[at].word)) ++at;
    return at;
  };
  const std::size_t subject = after_preamble(0);
  if (subject == reading.size() || !Holds(kSubjects, reading[subject].word)) return;
  const std::size_t rest = after_preamble(subject + 1);
  if (reading.size() - rest < 2) return;
  reading.erase(reading.begin(), reading.begin() + static_cast<std::ptrdiff_t>(rest));
  reading.front().starts_clause = true;
}

}  // namespace

bool Holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void FrenchGlossary::AddPhrase(std::string_view french, std::string_view english, bool finite) {
  Reading& reading = phrases_[std::string(french)];
  (finite ? reading.as_verb : reading.as_phrase) = SplitAt(english, ' ');
  (finite ? reading.is_verb : reading.is_phrase) = true;
  std::size_t& longest = longest_[std::string(french.substr(0, french.find(' ')))];
  const auto blanks = static_cast<std::size_t>(std::count(french.begin(), french.end(), ' '));
  longest = std::max(longest, blanks + 1);
}

std::size_t FrenchGlossary::LongestPhrase(const std::vector<OutcomeWord>& words, std::size_t at,
                                          bool main,
                                          const std::vector<std::string>** english) const {
  const auto longest = longest_.find(words[at].folded);
  if (longest == longest_.end()) return 0;
  std::string phrase;
  std::size_t found = 0;
  for (std::size_t length = 1; length <= longest->second; ++length) {
    const std::size_t last = at + length - 1;
    if (last >= std::min(words.size(), kMostWords)) break;
    if (length > 1) {
      if (words[last].starts_clause) break;
      phrase += ' ';
    }
    phrase += words[last].folded;
    const auto known = phrases_.find(phrase);
    if (known == phrases_.end()) continue;
    if (main && known->second.is_verb) {
      *english = &known->second.as_verb;
      found = length;
    } else if (known->second.is_phrase) {
      *english = &known->second.as_phrase;
      found = length;
    }
  }
  return found;
}

OutcomeReading FrenchGlossary::Read(const std::vector<OutcomeWord>& words) const {
  OutcomeReading reading;
  for (std::size_t at = 0; at < std::min(words.size(), kMostWords);) {
    const OutcomeWord& word = words[at];
    const bool follows = !word.starts_clause && at > 0;
    const bool main =
        word.starts_clause || (follows && (Holds(kFrenchJoiners, words[at - 1].folded) ||
                                           subjects_.contains(words[at - 1].folded)));
    const std::vector<std::string>* english = nullptr;
    const std::size_t length = LongestPhrase(words, at, main, &english);
    if (length > 0) {
      for (const std::string& translated : *english) {
        reading.push_back({translated, word.starts_clause && &translated == &english->front(), at});
      }
      at += length;
      continue;
    }
    const auto known = phrases_.find(word.folded);
    const bool is_noun_here = known != phrases_.end() && known->second.is_verb;
    if (!is_noun_here) {
      const bool unknown_verb = main && IsInfinitive(word.folded);
      reading.push_back(
          {unknown_verb ? kUnknownVerb : std::string_view(word.folded), word.starts_clause, at});
    }
    ++at;
  }
  return reading;
}

OutcomeReading ReadOutcome(const std::vector<OutcomeWord>& words, std::string_view language,
                           const FrenchGlossary& glossary) {
  OutcomeReading reading;
  if (language == "fr") {
    reading = glossary.Read(words);
  } else {
    for (std::size_t at = 0; at < std::min(words.size(), kMostWords); ++at) {
      reading.push_back({words[at].folded, words[at].starts_clause, at});
    }
  }
  LeaveOutSubject(reading);
  return reading;
}

}  // namespace crosswalk::alignment
