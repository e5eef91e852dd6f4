// SPDX-License-Identifier: Apache-2.0
// The rules by which outcomes are reviewed, read from data/outcome_quality.json.
#pragma once

#include "frameworks/core/localized_text.h"
#include "frameworks/core/status.h"
#include "server/alignment/cue_pattern.h"
#include "server/alignment/outcome_grammar.h"
#include "server/alignment/outcome_quality.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace crosswalk::alignment {

enum class RulePlace {
  kStart,     // From the first word on.
  kMainVerb,  // Where a main verb stands.
  kAnywhere,
};

// Verbs to put in place of the words at fault, where one of `when` stands behind them.
struct VerbAlternatives {
  std::vector<CuePattern> when;  // Empty: always.
  std::vector<std::string> verbs;
};

// Words that are a flaw. The patterns are of one language.
struct WordingRule {
  FlawKind kind = FlawKind::kNotAssessable;
  FlawSeverity severity = FlawSeverity::kProblem;
  RulePlace place = RulePlace::kAnywhere;
  std::vector<CuePattern> patterns;
  std::vector<CuePattern> unless;              // What the words must not be part of.
  std::vector<VerbAlternatives> alternatives;  // The first that fits is taken.
  // By language. {words} stands for the words at fault, {alternatives} for the verbs.
  core::LocalizedText advice;
};

struct StructureRule {
  FlawSeverity severity = FlawSeverity::kProblem;
  core::LocalizedText advice;
};

struct LanguageRules {
  OutcomeGrammar grammar;
  std::vector<WordingRule> rules = {};
  std::unordered_set<std::string> links = {};   // Refer to what was said before: "it", "results".
  std::unordered_set<std::string> filler = {};  // Say nothing about the content: "skills".
  std::unordered_set<std::string> stop = {};    // Never do.
  // Verbs that only prepare what follows: "identify hazards and correct them".
  std::unordered_set<std::string> first_steps = {};
  std::unordered_set<std::string> trailing = {};  // Not quoted at the end of words at fault.
  // Verbs that ask for content, by the verb that has none.
  std::vector<VerbAlternatives> content_alternatives = {};
};

struct OutcomeRules {
  StructureRule sentences;   // Outcomes in sentences of their own.
  StructureRule clauses;     // Outcomes joined by "and"; {first} is the first of them.
  StructureRule many_verbs;  // {count} verbs, namely {verbs}.
  StructureRule no_content;
  std::map<std::string, LanguageRules, std::less<>> languages;
};

// INTERNAL / LEVEL_DATA_INVALID where `json` is no such rules.
core::Result<OutcomeRules> ParseOutcomeRules(std::string_view json);

}  // namespace crosswalk::alignment
