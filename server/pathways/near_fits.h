// SPDX-License-Identifier: Apache-2.0
// Steps that something is in the way of, told where nothing better is to be told.
#pragma once

#include "server/pathways/continuation.h"

#include <cstddef>
#include <span>
#include <vector>

namespace crosswalk::pathways {

struct NearFit {
  Step step;                     // With its obstacles.
  std::vector<SkillId> missing;  // Skills of the target that are not held, related ones aside.
};

// The first `limit` of `steps`, which are judged, that have obstacles, an overlap of `min_overlap`
// or more and something new to teach: what teaches nothing new is no way on, however much one
// changes.
std::vector<NearFit> NearFits(std::span<const Step> steps, const Holdings& holdings,
                              double min_overlap, std::size_t limit);

// Overlap of a near fit.
inline constexpr double kLeastNearOverlap = 0.1;

}  // namespace crosswalk::pathways
