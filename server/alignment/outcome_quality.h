// SPDX-License-Identifier: Apache-2.0
// How well an outcome is written: whether it can be assessed, is one outcome and says what about.
#pragma once

#include "frameworks/text/span.h"

#include <string>
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
  text::Span span;                        // The words at fault; empty when the whole outcome is.
  std::string advice;                     // For a person, in the asked language.
  std::vector<std::string> alternatives;  // Verbs in the outcome's language; may be empty.
};

}  // namespace crosswalk::alignment
