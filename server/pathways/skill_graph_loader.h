// SPDX-License-Identifier: Apache-2.0
// The skill graph of an index generation.
#pragma once

#include "frameworks/core/status.h"
#include "server/pathways/skill_graph.h"
#include "server/search/index_snapshot.h"

#include <memory>
#include <string>
#include <vector>

namespace crosswalk::pathways {

// The graph of the snapshot's skills, occupations and qualifications; `concept_names` are those of
// search::ReadConceptNames. Its numbers are those of `names`; it refers to neither afterwards.
// Errors are those of reading the index. Thread-safe.
core::Result<std::shared_ptr<const SkillGraph>> LoadSkillGraph(
    const search::IndexSnapshot& snapshot, const std::vector<std::string>& concept_names,
    SkillNames& names);

// How much it says that two credentials share a skill of this reuse level.
double SpecificityOf(core::ReuseLevel level);

}  // namespace crosswalk::pathways
