// SPDX-License-Identifier: Apache-2.0
// How well an outcome is written: whether it can be assessed, is one outcome, is the learner's and
// says what about. The rules are those of outcome-writing guides and of Bloom's revised taxonomy;
// they are data (data/outcome_quality.json, see data/README.md). They do not judge the level.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/alignment/outcome_words.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::alignment {

enum class FlawKind {
  kNotAssessable = 1,  // Nobody can see whether it is reached: "understand", "be familiar with".
  kSeveralOutcomes,    // They would be assessed apart.
  kNoContent,          // It does not say what about: "apply skills".
  kNotAboutLearner,    // It says what the course or the teacher does.
  kVague,              // A word that every reader measures otherwise.
};

enum class FlawSeverity {
  kProblem = 1,  // To be rewritten.
  kRemark,       // Worth a second look.
};

struct OutcomeFlaw {
  FlawKind kind = FlawKind::kNotAssessable;
  FlawSeverity severity = FlawSeverity::kProblem;
  text::Span span;                        // The words at fault.
  std::string advice;                     // For a person, in the asked language.
  std::vector<std::string> alternatives;  // Verbs in the outcome's language; may be empty.
};

struct OutcomeRules;

// Immutable; thread-safe.
class OutcomeReviewer {
 public:
  // The rules that the program was built with. INTERNAL / LEVEL_DATA_INVALID where they are
  // damaged.
  static core::Result<OutcomeReviewer> Load();
  static core::Result<OutcomeReviewer> Parse(std::string_view json);

  // Flaws in the order of the text; `words` are those of `text`. None in a language without rules.
  // The advice is in `advice_language`, else in English.
  [[nodiscard]] std::vector<OutcomeFlaw> Review(std::string_view text,
                                                const std::vector<OutcomeWord>& words,
                                                std::string_view language,
                                                std::string_view advice_language) const;

 private:
  explicit OutcomeReviewer(std::shared_ptr<const OutcomeRules> rules);

  std::shared_ptr<const OutcomeRules> rules_;
};

}  // namespace crosswalk::alignment
