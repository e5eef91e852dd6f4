// SPDX-License-Identifier: Apache-2.0
// A level alignment as a person reads it: one screen. Thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/alignment.pb.h"

#include <cstddef>
#include <string>

namespace crosswalk::client {

// The answer in a sentence, the ladder of qualifications with a bar for the probability of each and
// the credible range marked, what the outcomes show in each category (at most `max_evidence` pieces
// of evidence each), volume, indicative level of the European framework, and the caveat.
std::string FormatAlignment(const v1::LevelAlignment& alignment, const std::string& title,
                            std::size_t max_evidence, const Look& look);

}  // namespace crosswalk::client
