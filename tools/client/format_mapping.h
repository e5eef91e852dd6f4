// SPDX-License-Identifier: Apache-2.0
// A mapping as a person reads it. All functions are thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "crosswalk/v1/mapping.pb.h"
#include "tools/client/outcome_input.h"
#include "tools/client/text_layout.h"

namespace crosswalk::client {

// The outcome with its number (from 1), the words that led to the first skill emphasised, then a
// table of the skills; or one sentence where there is none. With `signals` the ranking's signals
// that made a difference stand below the table.
std::string FormatMapping(std::size_t number, const InputOutcome& outcome,
                          const v1::OutcomeMapping& mapping, bool signals, const Look& look);

// A probability as a figure with two digits, in the colour of its size.
StyledText StyledProbability(double probability);

}  // namespace crosswalk::client
