// SPDX-License-Identifier: Apache-2.0
// What a set of credentials leads up to: qualifications and occupations.
#pragma once

#include "server/pathways/continuation.h"
#include "server/pathways/skill_graph.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::pathways {

enum class DestinationKind : std::uint8_t {
  kDeclaredQualification,  // A credential declares that it stacks into the qualification.
  kAwardedQualification,   // The last credential is a programme comparable to the qualification.
  kTowardQualification,    // Hours at its level make up much of a typical programme.
  kOccupation,             // Essential skills of the occupation are covered.
};

struct Destination {
  DestinationKind kind = DestinationKind::kOccupation;
  std::string qualification;  // Resource name; empty for an occupation.
  std::string words;          // Of the declaration.
  NodePtr from;               // The credential that says so, or that is comparable; may be null.
  SkillId occupation{};       // For kOccupation.
  // Of the essential skills, or of the typical hours; absent where neither applies. 0 to 1.
  std::optional<double> coverage;
  std::vector<SkillId> missing;  // Essential skills that are not covered; ascending.
  std::size_t covered = 0;       // Essential skills that are, also in part.
  double score = 0;              // 0 to 1.
};

// What `coverage` must reach.
struct DestinationRules {
  double min_occupation_coverage = 0.5;
  double min_hours_share = 0.5;
  std::size_t max_occupations = 3;
};

// The qualifications that the newest of `holdings` declares or awards, and the one that hours add
// up toward; best first.
std::vector<Destination> QualificationsOf(const Holdings& holdings, const DestinationRules& rules);

// Occupations with the most essential skills covered: a skill itself or a narrower one covers it, a
// broader one half. Best first, then by number; occupations with fewer than three essential skills
// are left out, for they say little.
std::vector<Destination> OccupationsOf(const Holdings& holdings, const DestinationRules& rules);

// The three occupations that come out best by the same measure, however little of them is covered.
std::vector<Destination> NearestOccupations(const Holdings& holdings);

}  // namespace crosswalk::pathways
