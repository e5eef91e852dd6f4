// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/descriptor_sentences.h"

#include "server/alignment/outcome_words.h"

#include <algorithm>

namespace crosswalk::alignment {
namespace {

// Sentences end at a full stop before a blank.
std::vector<std::string> SplitSentences(std::string_view text) {
  std::vector<std::string> sentences;
  while (!text.empty()) {
    const std::size_t stop = text.find(". ");
    const std::size_t end = stop == std::string_view::npos ? text.size() : stop + 1;
    sentences.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return sentences;
}

}  // namespace

DescriptorSentences::DescriptorSentences(const std::vector<core::Qualification>& ladder,
                                         const CueLexicon& lexicon)
    : lexicon_(lexicon) {
  for (const core::Qualification& rung : ladder) {
    for (const core::Descriptor& descriptor : rung.descriptors) {
      for (const auto& [language, text] : descriptor.text) {
        auto& sentences = sentences_[{rung.number, descriptor.category, language}];
        for (std::string& sentence : SplitSentences(text)) {
          Sentence entry{std::move(sentence), {}};
          for (const CueHit& hit : lexicon.Find(SplitOutcome(entry.text), language)) {
            entry.cues.push_back(hit.cue);
          }
          sentences.push_back(std::move(entry));
        }
      }
    }
  }
}

std::string DescriptorSentences::Find(std::size_t cue, int number,
                                      std::string_view language) const {
  const Cue& wanted = lexicon_.cues()[cue];
  auto found = sentences_.find({number, wanted.category, std::string(language)});
  if (found == sentences_.end()) found = sentences_.find({number, wanted.category, "en"});
  if (found == sentences_.end() || found->second.empty()) return {};
  const std::vector<Sentence>& sentences = found->second;
  const auto with = [&sentences](const auto& fits) {
    return std::find_if(sentences.begin(), sentences.end(), [&fits](const Sentence& sentence) {
      return std::any_of(sentence.cues.begin(), sentence.cues.end(), fits);
    });
  };
  auto best = with([cue](std::size_t other) { return other == cue; });
  if (best == sentences.end()) {
    best = with([&](std::size_t other) {
      const Cue& shown = lexicon_.cues()[other];
      return shown.category == wanted.category && shown.aspect == wanted.aspect;
    });
  }
  return best == sentences.end() ? sentences.front().text : best->text;
}

}  // namespace crosswalk::alignment
