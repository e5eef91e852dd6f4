// SPDX-License-Identifier: Apache-2.0
// What the model of cognitive processes weighs in a reading: words, neighbours, the first words,
// the first word of content with each later one, and the verbs with their order.
// tools/alignment/cognition/process_features.py does the same; a test compares the two.
#pragma once

#include "server/alignment/outcome_reading.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::alignment {

inline constexpr std::size_t kCognitiveProcesses = 6;
inline constexpr std::array<std::string_view, kCognitiveProcesses> kProcessNames = {
    "remember", "understand", "apply", "analyze", "evaluate", "create"};

// The word without its ending, in British spelling: "analyzing" -> "analys".
std::string ProcessStem(std::string_view word);

struct ProcessFeature {
  std::size_t index = 0;  // As the table of names has it.
  // The words of the reading that it speaks of; the same twice if it is one.
  std::size_t first = 0;
  std::size_t second = 0;
};

// The features of `reading` that `indexes` names, each once, by ascending index. `verbs`: stems of
// verbs with the process that each shows most often, or "" where it shows none by itself.
std::vector<ProcessFeature> FindProcessFeatures(const OutcomeReading& reading,
                                                const TextMap<std::string>& verbs,
                                                const TextMap<std::size_t>& indexes);

}  // namespace crosswalk::alignment
