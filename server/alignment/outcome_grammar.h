// SPDX-License-Identifier: Apache-2.0
// Where an outcome's main verbs stand: after "by the end of this course, learners will be able to",
// and after "and" where they stand beside the first one.
#pragma once

#include "server/alignment/cue_pattern.h"
#include "server/alignment/outcome_words.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace crosswalk::alignment {

// What is known of a language; see data/README.md.
struct GrammarWords {
  std::vector<std::string> lead_ins;      // Patterns of what may stand before the first main verb.
  std::vector<std::string> pure_purpose;  // A verb after one of them is no main verb,
  std::vector<std::string> purpose;       // nor one right after one of these.
  std::vector<std::string> joiners;       // "and".
  std::vector<std::string> reflexives;    // « se ».
  std::string adverb_ending;              // "ly".
  std::map<int, std::vector<std::string>> verbs;  // By process, 0 to 6.
  std::vector<std::string> noun_verbs;   // Of those, the ones that are nouns as often: "design".
  std::vector<std::string> determiners;  // What follows such a word where it is a verb.
};

struct MainVerb {
  std::size_t word = 0;          // Index into the words.
  int process = 0;               // 1 remember to 6 create; 0 where the verb says none.
  bool starts_sentence = false;  // Of a sentence that is not the first.
};

struct OutcomeStructure {
  // The first is what follows the lead-in, a known verb or not; empty where nothing follows.
  std::vector<MainVerb> verbs;
};

// Immutable; thread-safe.
class OutcomeGrammar {
 public:
  OutcomeGrammar(const GrammarWords& words, std::string_view language);

  [[nodiscard]] OutcomeStructure Read(std::string_view text,
                                      const std::vector<OutcomeWord>& words) const;
  [[nodiscard]] bool IsJoiner(const std::string& word) const { return joiners_.contains(word); }
  // Whether it looks like an adverb and is no verb.
  [[nodiscard]] bool IsAdverb(const std::string& word) const;

 private:
  struct KnownForm {
    int process = 0;
    VerbForm form = VerbForm::kNone;
  };

  [[nodiscard]] const KnownForm* Find(const std::vector<OutcomeWord>& words, std::size_t at) const;
  [[nodiscard]] std::size_t SkipLeadIn(const std::vector<OutcomeWord>& words, std::size_t at) const;
  [[nodiscard]] bool IsNoun(const std::vector<OutcomeWord>& words, std::size_t at,
                            const MainVerb& before) const;

  std::vector<CuePattern> lead_ins_;
  std::unordered_set<std::string> pure_purpose_;
  std::unordered_set<std::string> purpose_;
  std::unordered_set<std::string> joiners_;
  std::unordered_set<std::string> reflexives_;
  std::unordered_set<std::string> noun_verbs_;  // In all their forms.
  std::unordered_set<std::string> determiners_;
  std::string adverb_ending_;
  std::unordered_map<std::string, KnownForm> forms_;
};

}  // namespace crosswalk::alignment
