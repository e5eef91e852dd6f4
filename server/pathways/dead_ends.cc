// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/dead_ends.h"

#include <utility>

namespace crosswalk::pathways {
namespace {

// Whether anything is declared to follow; what is declared and not there goes to `missing`.
bool LeadsOn(const CredentialNode& node, const CredentialGraph& credentials,
             std::vector<registry::Requirement>& missing) {
  bool leads_on = false;
  for (const registry::Requirement& link : node.stacks_into) {
    const bool is_there = link.credential.empty() || !link.qualification.empty() ||
                          (link.credential != node.name && credentials.Find(link.credential));
    leads_on |= is_there;
    if (!is_there) missing.push_back(link);
  }
  for (const NodePtr& other : credentials.Requiring(node.name)) {
    leads_on |= other->name != node.name;
  }
  return leads_on;
}

}  // namespace

core::Result<DeadEndReport> ReportDeadEnds(std::string_view issuer_id,
                                           const CredentialGraph& credentials,
                                           const SkillGraph& skills, const DeadEndRules& rules) {
  PathwayRules search;
  search.evidence = rules.evidence;
  search.steps = rules.steps;
  search.max_candidates = rules.max_candidates;
  DeadEndReport report;
  for (const NodePtr& node : credentials.OfIssuer(issuer_id)) {
    if (rules.cancelled && rules.cancelled()) {
      return core::Status(core::StatusCode::kCancelled, "REQUEST_CANCELLED",
                          "the report of dead ends was cancelled");
    }
    ++report.examined;
    DeadEnd dead_end;
    dead_end.credential = node;
    if (LeadsOn(*node, credentials, dead_end.missing_targets)) continue;
    const std::size_t place = report.total++;
    if (place < rules.first || report.dead_ends.size() >= rules.limit) continue;
    if (!dead_end.missing_targets.empty()) dead_end.kind = DeadEnd::Kind::kTargetsMissing;
    Holdings holdings(skills, rules.evidence);
    holdings.Add(node);
    const std::vector<Step> steps =
        StepsFrom({node}, holdings, credentials, search, /*with_obstacles=*/true);
    for (const Step& step : steps) {
      if (dead_end.continuations.size() >= rules.max_continuations) break;
      if (step.obstacles.empty()) dead_end.continuations.push_back(step);
    }
    dead_end.near_fits = NearFits(steps, holdings, kLeastNearOverlap, rules.max_near_fits);
    if (dead_end.continuations.empty() && dead_end.near_fits.empty()) {
      dead_end.nearest_occupations = NearestOccupations(holdings);
    }
    report.dead_ends.push_back(std::move(dead_end));
  }
  return report;
}

}  // namespace crosswalk::pathways
