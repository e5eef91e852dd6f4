// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/level_explanation.h"

#include "frameworks/core/localized_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <set>
#include <string>
#include <utility>

namespace crosswalk::alignment {
namespace {

constexpr std::size_t kMostShifts = 3;

// Number of the next qualification of the same kind of ladder; 0 where there is none.
int Neighbour(const std::vector<core::Qualification>& ladder, int number, bool up) {
  const auto at = std::find_if(ladder.begin(), ladder.end(),
                               [number](const auto& rung) { return rung.number == number; });
  if (at == ladder.end()) return 0;
  const bool trade = core::IsTrade(*at);
  if (up) {
    const auto next = std::find_if(at + 1, ladder.end(),
                                   [trade](const auto& r) { return core::IsTrade(r) == trade; });
    return next == ladder.end() ? 0 : next->number;
  }
  int below = 0;
  for (auto rung = ladder.begin(); rung != at; ++rung) {
    if (core::IsTrade(*rung) == trade) below = rung->number;
  }
  return below;
}

std::string Missing(const Cue& cue, std::string_view language) {
  return language == "fr"
             ? "aucun résultat ne montre «\u00A0" + core::PickText(cue.label, language) + "\u00A0»."
             : "no outcome shows “" + core::PickText(cue.label, "en") + "”.";
}

std::string Carrying(const CategoryEvidence& evidence, std::string_view language) {
  const std::string number = std::to_string(evidence.outcome + 1);
  return language == "fr" ? "sans le résultat " + number + ", «\u00A0" + evidence.cue + "\u00A0»."
                          : "without outcome " + number + ", “" + evidence.cue + "”.";
}

// Of the cues in a category that nobody shows, the one whose middle is nearest to `up` among those
// that are typical of it rather than of `answer`; nullptr where there is none.
const Cue* FirstMissing(const CueLexicon& lexicon, const CategoryAlignment& category, int answer,
                        int up) {
  std::set<std::string> shown;
  for (const CategoryEvidence& evidence : category.evidence) shown.insert(evidence.cue_id);
  // Twice the distance, in whole numbers.
  const auto distance = [up](const Cue& cue) {
    return std::abs(cue.lowest + cue.highest - 2 * up);
  };
  const Cue* best = nullptr;
  for (const Cue& cue : lexicon.cues()) {
    const bool typical =
        cue.lowest <= up && up <= cue.highest && cue.lowest + cue.highest > 2 * answer;
    if (cue.category != category.category || !typical || shown.contains(cue.id)) continue;
    if (best == nullptr || distance(cue) < distance(*best)) best = &cue;
  }
  return best;
}

}  // namespace

int OutsideBy(const CategoryEvidence& evidence, int number) {
  return std::max({0, evidence.lowest - number, number - evidence.highest});
}

std::vector<CategoryEvidence> CounterEvidence(const std::vector<CategoryAlignment>& categories,
                                              int answer) {
  std::vector<CategoryEvidence> against;
  for (const CategoryAlignment& category : categories) {
    for (const CategoryEvidence& evidence : category.evidence) {
      if (OutsideBy(evidence, answer) > 0) against.push_back(evidence);
    }
  }
  std::stable_sort(against.begin(), against.end(), [answer](const auto& a, const auto& b) {
    return a.weight * OutsideBy(a, answer) > b.weight * OutsideBy(b, answer);
  });
  return against;
}

std::vector<LevelShift> Shifts(const std::vector<CategoryAlignment>& categories, int answer,
                               const std::vector<core::Qualification>& ladder,
                               const CueLexicon& lexicon, std::string_view language) {
  std::vector<LevelShift> shifts;
  if (const int up = Neighbour(ladder, answer, true); up > 0) {
    // Categories without evidence have a level of 0 and come first.
    std::vector<const CategoryAlignment*> order;
    for (const CategoryAlignment& category : categories) order.push_back(&category);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->most_likely < b->most_likely; });
    for (const CategoryAlignment* category : order) {
      if (shifts.size() == kMostShifts) break;
      const Cue* cue = FirstMissing(lexicon, *category, answer, up);
      if (cue != nullptr) {
        shifts.push_back({true, up, category->category, Missing(*cue, language)});
      }
    }
  }
  if (const int down = Neighbour(ladder, answer, false); down > 0) {
    std::vector<CategoryEvidence> carrying;
    for (const CategoryAlignment& category : categories) {
      for (const CategoryEvidence& evidence : category.evidence) {
        if (evidence.lowest > down) carrying.push_back(evidence);
      }
    }
    std::stable_sort(carrying.begin(), carrying.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    carrying.resize(std::min(carrying.size(), kMostShifts));
    for (const CategoryEvidence& evidence : carrying) {
      shifts.push_back({false, down, evidence.category, Carrying(evidence, language)});
    }
  }
  return shifts;
}

}  // namespace crosswalk::alignment
