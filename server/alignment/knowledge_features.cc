// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/knowledge_features.h"

#include <algorithm>

namespace crosswalk::alignment {
namespace {

constexpr double kMostHits = 2.0;
constexpr std::size_t kNearStart = 5;  // The object of the main verb stands among the first words.
constexpr std::size_t kKeyLetters = 2;
constexpr std::size_t kMostWords = 100;

}  // namespace

void KnowledgeCues::Add(std::size_t kind, std::string_view phrase) {
  Phrase added{kind, {}};
  for (std::string& word : SplitAt(phrase, ' ')) {
    const bool is_beginning = word.ends_with('*');
    if (is_beginning) word.pop_back();
    added.elements.push_back({std::move(word), is_beginning});
  }
  if (added.elements.empty()) return;
  phrases_[added.elements.front().word.substr(0, kKeyLetters)].push_back(std::move(added));
}

bool KnowledgeCues::StartsAt(const Phrase& phrase, const std::vector<OutcomeWord>& words,
                             std::size_t at) {
  if (phrase.elements.size() > std::min(words.size(), kMostWords) - at) return false;
  for (std::size_t i = 0; i < phrase.elements.size(); ++i) {
    const Element& element = phrase.elements[i];
    const std::string& word = words[at + i].folded;
    if (element.is_beginning ? !word.starts_with(element.word) : word != element.word) return false;
  }
  return true;
}

KnowledgeHits KnowledgeCues::Find(const std::vector<OutcomeWord>& words) const {
  KnowledgeHits hits;
  for (std::size_t at = 0; at < std::min(words.size(), kMostWords); ++at) {
    const auto candidates =
        phrases_.find(std::string_view(words[at].folded).substr(0, kKeyLetters));
    if (candidates == phrases_.end()) continue;
    std::array<bool, kKnowledgeKinds> hit = {};
    for (const Phrase& phrase : candidates->second) {
      if (!hit[phrase.kind]) hit[phrase.kind] = StartsAt(phrase, words, at);
    }
    for (std::size_t kind = 0; kind < kKnowledgeKinds; ++kind) {
      if (!hit[kind]) continue;
      hits.count[kind] = std::min(hits.count[kind] + 1.0, kMostHits);
      if (at < kNearStart) hits.near_start[kind] = 1.0;
    }
  }
  return hits;
}

}  // namespace crosswalk::alignment
