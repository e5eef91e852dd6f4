// SPDX-License-Identifier: Apache-2.0
// Which sentence of a framework's descriptors a cue corresponds to.
#pragma once

#include "frameworks/core/qualification.h"
#include "server/alignment/cue_lexicon.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace crosswalk::alignment {

// Immutable; thread-safe. `lexicon` must outlive it.
class DescriptorSentences {
 public:
  DescriptorSentences(const std::vector<core::Qualification>& ladder, const CueLexicon& lexicon);

  // Of what qualification `number` asks for in the cue's category: the first sentence in which the
  // same cue is found, else one with a cue of the same aspect, else the first. In `language`, else
  // in English; empty where there is no descriptor. `cue` is an index into the lexicon's cues.
  [[nodiscard]] std::string Find(std::size_t cue, int number, std::string_view language) const;

 private:
  struct Sentence {
    std::string text;
    std::vector<std::size_t> cues;
  };
  using Key = std::tuple<int, std::string, std::string>;  // Number, category, language.

  const CueLexicon& lexicon_;
  std::map<Key, std::vector<Sentence>> sentences_;
};

}  // namespace crosswalk::alignment
