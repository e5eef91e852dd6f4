// SPDX-License-Identifier: Apache-2.0
// What speaks against a level and what would move it, read off the evidence.
#pragma once

#include "frameworks/core/qualification.h"
#include "server/alignment/cue_lexicon.h"
#include "server/alignment/level_aligner.h"

#include <string_view>
#include <vector>

namespace crosswalk::alignment {

// How many qualifications `number` lies outside those that the evidence is typical of; 0 within.
int OutsideBy(const CategoryEvidence& evidence, int number);

// The evidence whose typical qualifications do not hold `answer`, the weightiest and farthest
// first.
std::vector<CategoryEvidence> CounterEvidence(const std::vector<CategoryAlignment>& categories,
                                              int answer);

// What would move `answer` to the next qualification up or down. Trades are neighbours of each
// other only: they differ from the rest in kind. Up: cues typical of the next qualification rather
// than of this one that no outcome shows, one a category, those categories first that speak for the
// lowest level or not at all. Down: evidence that is not typical of the next lower qualification,
// the weightiest first. At most three each, in `language` ("fr", else English).
std::vector<LevelShift> Shifts(const std::vector<CategoryAlignment>& categories, int answer,
                               const std::vector<core::Qualification>& ladder,
                               const CueLexicon& lexicon, std::string_view language);

}  // namespace crosswalk::alignment
