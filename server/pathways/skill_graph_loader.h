// SPDX-License-Identifier: Apache-2.0
// The skill graph of an index generation.
#pragma once

#include "frameworks/core/status.h"
#include "server/pathways/skill_graph.h"
#include "server/search/index_snapshot.h"

#include <memory>

namespace crosswalk::pathways {

// Reads every skill and occupation of the snapshot once: some tenths of a second for all of ESCO.
// The graph's numbers are those of `names`; it does not refer to the snapshot afterwards. Errors
// are those of reading the index. Thread-safe.
core::Result<std::shared_ptr<const SkillGraph>> LoadSkillGraph(
    const search::IndexSnapshot& snapshot, SkillNames& names);

// How much it says that two credentials share a skill of this reuse level.
double SpecificityOf(core::ReuseLevel level);

}  // namespace crosswalk::pathways
