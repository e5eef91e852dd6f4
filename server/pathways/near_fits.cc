// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/near_fits.h"

#include <algorithm>

namespace crosswalk::pathways {
namespace {

bool Has(const Step& step, Obstacle obstacle) {
  return std::find(step.obstacles.begin(), step.obstacles.end(), obstacle) != step.obstacles.end();
}

std::vector<SkillId> MissingOf(const Step& step, const Holdings& holdings) {
  std::vector<SkillId> missing;
  for (const SkillId skill : step.gained) {
    const auto match = holdings.skills().Match(skill);
    if (!match || match->kinship == Kinship::kRelated) missing.push_back(skill);
  }
  return missing;
}

}  // namespace

std::vector<NearFit> NearFits(std::span<const Step> steps, const Holdings& holdings,
                              double min_overlap, std::size_t limit) {
  std::vector<NearFit> near_fits;
  for (const Step& step : steps) {
    if (near_fits.size() >= limit) break;
    if (step.obstacles.empty() || Has(step, Obstacle::kNothingNew)) continue;
    if (step.factors.overlap < min_overlap) continue;
    near_fits.push_back({step, MissingOf(step, holdings)});
  }
  return near_fits;
}

}  // namespace crosswalk::pathways
