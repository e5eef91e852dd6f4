// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/occupation_levels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace crosswalk::alignment {
namespace {

using core::ConceptType;
using core::RelationType;
using search::ConceptOrdinal;
using search::Direction;

constexpr std::size_t kMostOccupations = 5;
constexpr std::string_view kIscoId = "isco-c";

// Of the occupations under an ISCO-08 group, and of those under these.
std::unordered_map<ConceptOrdinal, int> ReadLevels(const search::IndexSnapshot& snapshot) {
  std::unordered_map<ConceptOrdinal, int> levels;
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    if (snapshot.facts(node).type != ConceptType::kOccupationGroup) continue;
    const core::Result<core::Concept> group = snapshot.Load(node);
    if (!group.ok() || !group->id.starts_with(kIscoId)) continue;
    const int level = IscoSkillLevel(std::string_view(group->id).substr(kIscoId.size()));
    std::vector<ConceptOrdinal> open = {node};
    while (!open.empty()) {
      const ConceptOrdinal above = open.back();
      open.pop_back();
      for (const ConceptOrdinal below :
           snapshot.Neighbours(above, RelationType::kBroader, Direction::kIncoming)) {
        if (snapshot.facts(below).type != ConceptType::kOccupation) continue;
        if (levels.emplace(below, level).second) open.push_back(below);
      }
    }
  }
  return levels;
}

}  // namespace

int IscoSkillLevel(std::string_view isco_code) {
  if (isco_code.empty()) return 0;
  switch (isco_code[0]) {
    case '0':
      return isco_code.starts_with("01") ? 4 : isco_code.starts_with("02") ? 2 : 1;
    case '1':
      return isco_code.starts_with("14") ? 3 : 4;
    case '2':
      return 4;
    case '3':
      return 3;
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
      return 2;
    case '9':
      return 1;
    default:
      return 0;
  }
}

const OccupationLevels::LevelByOccupation& OccupationLevels::Levels() const {
  std::call_once(read_, [this] { levels_ = ReadLevels(snapshot_); });
  return levels_;
}

std::optional<OccupationSignal> OccupationLevels::Read(
    std::span<const mapping::OutcomeMapping> mappings) const {
  std::map<ConceptOrdinal, double> skills;  // With the highest confidence of each.
  for (const mapping::OutcomeMapping& mapping : mappings) {
    for (const mapping::SkillMatch& match : mapping.skills) {
      if (!match.committed) continue;
      double& confidence = skills[match.node];
      confidence = std::max(confidence, match.confidence);
    }
  }
  if (skills.empty()) return std::nullopt;
  const LevelByOccupation& levels = Levels();
  OccupationSignal signal;
  double total = 0.0;
  std::map<ConceptOrdinal, double> wanted;  // What speaks for each occupation.
  for (const auto& [skill, confidence] : skills) {
    std::vector<ConceptOrdinal> occupations;
    for (const ConceptOrdinal node :
         snapshot_.Neighbours(skill, RelationType::kEssentialSkill, Direction::kIncoming)) {
      if (levels.contains(node)) occupations.push_back(node);
    }
    if (occupations.empty()) continue;
    ++signal.skills;
    total += confidence;
    const auto count = static_cast<double>(occupations.size());
    for (const ConceptOrdinal occupation : occupations) {
      const int level = levels.at(occupation);
      if (level > 0) signal.shares[static_cast<std::size_t>(level - 1)] += confidence / count;
      // A skill that few occupations need says more about which one it is.
      wanted[occupation] += confidence * std::log(static_cast<double>(levels.size() + 1) / count);
    }
  }
  if (signal.skills == 0) return std::nullopt;
  for (std::size_t i = 0; i < signal.shares.size(); ++i) {
    signal.shares[i] /= total;
    signal.mean += signal.shares[i] * static_cast<double>(i + 1);
  }
  std::vector<std::pair<ConceptOrdinal, double>> ranked(wanted.begin(), wanted.end());
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  ranked.resize(std::min(ranked.size(), kMostOccupations));
  for (const auto& [occupation, weight] : ranked) {
    signal.occupations.push_back({occupation, levels.at(occupation)});
  }
  return signal;
}

}  // namespace crosswalk::alignment
