// SPDX-License-Identifier: Apache-2.0
// A mapping as a person reads it. All functions are thread-safe.
#pragma once

#include "tools/client/outcome_input.h"
#include "tools/client/text_layout.h"

#include "crosswalk/v1/mapping.pb.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace crosswalk::client {

struct MappingDetail {
  double least_confidence = 0;  // Skills below it are left out, but for the best one.
  bool signals = false;         // Whether the ranking's signals that made a difference are shown.
};

// Stands before the rank of a committed skill.
inline constexpr std::string_view kCommittedMark = "*";

// The outcome with its number (from 1), the words that led to the first skill emphasised, then a
// table of the skills, signals below it; or one sentence where there is none. A sentence above the
// table says where none of them fits well.
std::string FormatMapping(std::size_t number, const InputOutcome& outcome,
                          const v1::OutcomeMapping& mapping, const MappingDetail& detail,
                          const Look& look);

// A probability as a figure with two digits, in the colour of its size.
StyledText StyledProbability(double probability);

}  // namespace crosswalk::client
