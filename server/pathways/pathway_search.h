// SPDX-License-Identifier: Apache-2.0
// Where credentials lead: declared stacks and continuations that nobody declared, several steps
// far, up to qualifications and occupations.
#pragma once

#include "frameworks/core/status.h"
#include "server/pathways/continuation.h"
#include "server/pathways/destinations.h"
#include "server/pathways/near_fits.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace crosswalk::pathways {

struct PathwayRules {
  int max_steps = 4;                   // Credentials after those held; 1 to 8.
  std::size_t max_paths = 10;          // 1 to 50.
  std::size_t max_continuations = 10;  // Direct continuations answered; 0 to 50.
  bool declared_only = false;          // Leave out what nobody declared.
  SkillEvidence evidence;
  StepRules steps;
  DestinationRules destinations;

  // Bounds of the work, whatever the catalogue. Cutting at them is told in the answer.
  std::size_t max_examined = 300;    // Sets of credentials from which steps are looked for.
  std::size_t max_branches = 12;     // Steps taken from one of them, the best.
  std::size_t max_candidates = 150;  // Credentials with skills in common looked at from one.
  std::size_t max_visits = 2;        // Ways followed on from one credential.
  // Asked now and then; true ends the search. May be empty.
  std::function<bool()> cancelled;
};

struct Pathway {
  std::vector<Step> steps;                // Never empty.
  std::vector<Destination> destinations;  // Qualifications, then occupations.
  double score = 0;                       // 0 to 1; comparable within one answer.
  double hours = 0;                       // Of all credentials, held ones included, each hour once.
  int level = 0;                          // The highest; 0 where none is known.
  std::size_t skills = 0;                 // Different skills of all together.
};

// A declared stack whose target is not published.
struct DanglingStack {
  NodePtr from;
  registry::Requirement link;
};

struct PathwayAnswer {
  std::vector<Pathway> pathways;     // Best first; ties by fewer steps, then by names.
  std::vector<Step> continuations;   // Steps from what is held, best first; ties by name.
  std::vector<Destination> reached;  // What is held leads to these by itself; as in Pathway.
  // Where there are no pathways: at most five steps that something is in the way of, best first,
  // and occupations that come nearest (NearestOccupations) where none is reached.
  std::vector<NearFit> near_fits;
  std::vector<Destination> nearest_occupations;
  std::vector<DanglingStack> dangling;
  std::size_t examined = 0;
  bool truncated = false;  // A bound of the work was reached: there may be more.
};

// What follows from `held`, all of which count together. No credential is entered twice on a path,
// nor one that what is held is built on; of paths through the same credentials in another order
// only the best is told. The same input has the same answer. Errors: CANCELLED (REQUEST_CANCELLED).
// REQUIRES: `held` is not empty and has no null. Thread-safe for thread-safe graphs.
core::Result<PathwayAnswer> FindPathways(const std::vector<NodePtr>& held,
                                         const CredentialGraph& credentials,
                                         const SkillGraph& skills, const PathwayRules& rules);

// Steps from any of `from` to whatever has skills in common with it or is declared, judged against
// `holdings`, each target once, best first; those with obstacles too where `with_obstacles`.
std::vector<Step> StepsFrom(const std::vector<NodePtr>& from, const Holdings& holdings,
                            const CredentialGraph& credentials, const PathwayRules& rules,
                            bool with_obstacles);

}  // namespace crosswalk::pathways
