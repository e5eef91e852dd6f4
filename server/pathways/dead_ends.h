// SPDX-License-Identifier: Apache-2.0
// Credentials of an issuer from which nothing follows, and what might.
#pragma once

#include "server/pathways/destinations.h"
#include "server/pathways/near_fits.h"
#include "server/pathways/pathway_search.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace crosswalk::pathways {

struct DeadEndRules {
  std::size_t max_continuations = 3;  // For each, 0 to 20.
  std::size_t max_near_fits = 3;      // For each, 0 to 20.
  SkillEvidence evidence;
  StepRules steps;
  std::size_t max_candidates = 100;  // Looked at for each.
  std::size_t first = 0;             // Dead ends left out at the beginning, for paging.
  std::size_t limit = 1000;          // Most dead ends told.
  std::function<bool()> cancelled;   // As PathwayRules.
};

// A credential that fits but for something.
struct DeadEnd {
  enum class Kind : std::uint8_t {
    kNothingDeclared,  // It stacks into nothing and nothing asks for it.
    kTargetsMissing,   // What it stacks into is not published, and nothing asks for it.
  };
  NodePtr credential;
  Kind kind = Kind::kNothingDeclared;
  std::vector<registry::Requirement> missing_targets;
  std::vector<Step>
      continuations;  // That nobody declared, though nothing is in the way; best first.
  std::vector<NearFit> near_fits;  // Best first.
  // Occupations that it comes nearest to (NearestOccupations), where the two above are empty.
  std::vector<Destination> nearest_occupations;
};

struct DeadEndReport {
  std::vector<DeadEnd> dead_ends;  // By name.
  std::size_t total = 0;           // Dead ends with those that were left out.
  std::size_t examined = 0;        // Published credentials of the issuer.
};

// A credential is no dead end where it stacks into a published credential, a qualification, or
// something told in words, or where a published credential asks for it. Errors: CANCELLED
// (REQUEST_CANCELLED). An issuer without credentials has an empty report.
core::Result<DeadEndReport> ReportDeadEnds(std::string_view issuer_id,
                                           const CredentialGraph& credentials,
                                           const SkillGraph& skills, const DeadEndRules& rules);

}  // namespace crosswalk::pathways
