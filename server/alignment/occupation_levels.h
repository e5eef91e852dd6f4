// SPDX-License-Identifier: Apache-2.0
// At which skill levels of ISCO-08 the occupations stand that need the skills of some outcomes.
// Private to server/alignment.
#pragma once

#include "server/alignment/level_aligner.h"
#include "server/mapping/mapper.h"
#include "server/search/index_snapshot.h"

#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::alignment {

// 1 to 4 by the major or sub-major group that `isco_code` ("2654") begins with; 0 where it is none.
// International Standard Classification of Occupations, ISCO-08, volume 1 (ILO 2012), table 1.
int IscoSkillLevel(std::string_view isco_code);

// The occupations of a generation with their skill levels, which the first Read reads. Thread-safe.
// REQUIRES: the snapshot outlives it.
class OccupationLevels {
 public:
  explicit OccupationLevels(const search::IndexSnapshot& snapshot) : snapshot_(snapshot) {}

  // By the skills that the mappings commit to, each counted once with its highest confidence and
  // shared among the occupations for which it is essential. Nothing where there are none.
  [[nodiscard]] std::optional<OccupationSignal> Read(
      std::span<const mapping::OutcomeMapping> mappings) const;

 private:
  using LevelByOccupation = std::unordered_map<search::ConceptOrdinal, int>;
  [[nodiscard]] const LevelByOccupation& Levels() const;

  const search::IndexSnapshot& snapshot_;
  mutable std::once_flag read_;
  mutable LevelByOccupation levels_;  // Written once, under read_.
};

}  // namespace crosswalk::alignment
