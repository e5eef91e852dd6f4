// SPDX-License-Identifier: Apache-2.0
// What is held against what is asked: covered, partly covered, missing, extra; and which
// credentials close the gap.
#pragma once

#include "frameworks/core/status.h"
#include "server/pathways/continuation.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::pathways {

// What a gap is measured against.
struct GapTarget {
  std::vector<SkillId> essential;  // Ascending, without doubles.
  std::vector<SkillId> optional;   // The same; none of them essential.
  NodePtr credential;              // Where the target is a credential; else null.
  int level = 0;                   // Number of the qualification asked for; 0 where none is.
};

// Skills of the occupation.
GapTarget TargetOfOccupation(SkillId occupation, const SkillGraph& graph);
// What the credential teaches, and its level. All of its skills are essential.
GapTarget TargetOfCredential(const NodePtr& credential, const SkillGraph& graph,
                             const SkillEvidence& evidence);

enum class Coverage : std::uint8_t {
  kExact,     // The skill itself is held.
  kNarrower,  // A narrower skill is held: an instance of it.
  kBroader,   // A broader skill is held, or the skill in part: covered by half.
  kMissing,
};

struct GapSkill {
  SkillId skill{};
  bool essential = true;
  Coverage coverage = Coverage::kMissing;
  std::optional<SkillMatch> match;  // What covers it.
};

// Covered skills over all: exact and narrower count 1, broader 0.5. 1 where nothing is asked.
struct GapRatio {
  std::size_t exact = 0, narrower = 0, broader = 0, missing = 0;

  [[nodiscard]] std::size_t total() const { return exact + narrower + broader + missing; }
  [[nodiscard]] double value() const;
};

enum class ClosingCost : std::uint8_t {
  kCredentials,  // Fewest credentials.
  kHours,        // Fewest hours; credentials whose hours are not known cost 100.
};

struct GapRules {
  std::size_t max_credentials = 5;  // Of the set that closes the gap; 0 to 20.
  ClosingCost cost = ClosingCost::kCredentials;
  bool close_optional = false;  // Whether optional skills are to be closed too.
  SkillEvidence evidence;
  std::size_t max_candidates =
      2000;                         // Credentials looked at; the answer tells where there are more.
  std::function<bool()> cancelled;  // As PathwayRules.
};

// One credential of the closing set.
struct ClosingCredential {
  NodePtr credential;
  std::vector<SkillId> closes;    // Skills that it closes and those before it don't; ascending.
  double essential_coverage = 0;  // With it and those before it; as GapRatio::value.
  std::vector<PrerequisiteState> prerequisites;  // Against what is held and those before it.
};

struct Gap {
  std::vector<GapSkill> skills;  // Essential before optional; each in ascending order.
  GapRatio essential, optional;
  std::vector<TaughtSkill> extra;  // Held skills that cover nothing asked; ascending.
  std::vector<ClosingCredential> closing;
  std::vector<SkillId>
      unclosed;            // Skills to close that no published credential of the set teaches.
  bool truncated = false;  // There were more candidates than looked at.

  int level_held = 0;     // The highest; 0 where none is known.
  int level_target = 0;   // 0 where no level is asked for.
  double hours_held = 0;  // Each hour once.
  // Hours of the target credential, or of a typical programme of the target's level.
  std::optional<double> hours_target;
  std::vector<PrerequisiteState> prerequisites;  // Of the target credential.
};

// The gap between what is held and the target. `held` may be empty; `held_skills` are skills held
// beside those of credentials. The closing set is found greedily: again and again the credential
// that closes most at the least cost. Greedy sets cost at most H(n) <= 1 + ln n times the least
// possible, where n is the most skills that one credential closes (Chvatal 1979,
// https://doi.org/10.1287/moor.4.3.233); no method in reasonable time does much better (Feige 1998,
// https://doi.org/10.1145/285055.285059). The bound holds for sets that close all that can be
// closed, where max_credentials does not cut them. Ties go to the fewer hours, then to the name.
// Errors: CANCELLED (REQUEST_CANCELLED).
core::Result<Gap> AnalyzeGap(const std::vector<NodePtr>& held,
                             const std::vector<SkillId>& held_skills, const GapTarget& target,
                             const CredentialGraph& credentials, const SkillGraph& skills,
                             const GapRules& rules);

}  // namespace crosswalk::pathways
