// SPDX-License-Identifier: Apache-2.0
// What the model of knowledge weighs in an outcome: words that speak for one of the four kinds, and
// the process that its first verb shows. tools/alignment/cognition/knowledge_features.py does the
// same; a test compares the two.
#pragma once

#include "server/alignment/outcome_reading.h"
#include "server/alignment/outcome_words.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::alignment {

inline constexpr std::size_t kKnowledgeKinds =
    4;  // Factual, conceptual, procedural, metacognitive.

// How often words speak for each kind.
struct KnowledgeHits {
  std::array<double, kKnowledgeKinds> count = {};       // At most 2.
  std::array<double, kKnowledgeKinds> near_start = {};  // 1 if among the first words, else 0.
};

// The words of one language. Immutable once filled; thread-safe.
class KnowledgeCues {
 public:
  // `phrase`: words apart by blanks; a word ending in "*" stands for any that starts with it.
  void Add(std::size_t kind, std::string_view phrase);
  [[nodiscard]] KnowledgeHits Find(const std::vector<OutcomeWord>& words) const;

 private:
  struct Element {
    std::string word;
    bool is_beginning = false;
  };
  struct Phrase {
    std::size_t kind = 0;
    std::vector<Element> elements;
  };
  static bool StartsAt(const Phrase& phrase, const std::vector<OutcomeWord>& words, std::size_t at);

  // By the first two letters of their first word.
  TextMap<std::vector<Phrase>> phrases_;
};

}  // namespace crosswalk::alignment
