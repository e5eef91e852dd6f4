// SPDX-License-Identifier: Apache-2.0
// What the client says around a level alignment, in the language of the answer. Thread-safe.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

namespace crosswalk::client {

// {0}, {1} stand for what is put in; see Fill.
struct AlignPhrases {
  std::string_view no_level;          // "No level is answered."
  std::string_view comparable;        // {0} qualification, {1} probability.
  std::string_view between;           // {0} and {1} qualifications, {2} probability.
  std::string_view shows;             // Heading of the evidence.
  std::string_view outcome;           // {0} its number.
  std::string_view typical_of;        // {0} the one qualification that evidence is typical of.
  std::string_view typical_of_range;  // {0} the lowest and {1} the highest.
  std::string_view more;              // {0} further pieces of evidence.
  std::string_view more_flaws;        // {0} further flaws.
  std::string_view asks;              // Before a descriptor.
  std::string_view no_evidence;       // {0} categories.
  std::string_view counter_evidence;  // Headings.
  std::string_view shifts;
  std::string_view up;    // {0} qualification.
  std::string_view down;  // {0} qualification.
  std::string_view declared;
  std::string_view together;     // {0} qualification, {1} probability.
  std::string_view occupations;  // {0} skill level, {1} skills.
  std::string_view flaws;        // {0} of {1} outcomes.
  std::string_view volume;       // {0} share, {1} qualification.
  std::string_view eqf;          // {0} level or levels.
  std::string_view to;           // Between two numbers: "2 to 3".
  std::string_view computed_with;
  std::string_view each_outcome;              // Heading of the table of outcomes, then its columns.
  std::array<std::string_view, 4> columns;    // Number, level, cognitive process, knowledge.
  std::array<std::string_view, 6> processes;  // From remembering to creating.
  std::array<std::string_view, 4> knowledge;  // Factual to metacognitive.
  std::string_view open_quote;
  std::string_view close_quote;
  std::string_view colon;    // Between a heading and what it heads.
  std::string_view percent;  // Before the sign: none or a no-break space.
};

// French for "fr", else English.
const AlignPhrases& PhrasesIn(std::string_view language);

// `phrase` with the values in place of {0}, {1} and so on.
std::string Fill(std::string_view phrase, std::initializer_list<std::string> values);

}  // namespace crosswalk::client
