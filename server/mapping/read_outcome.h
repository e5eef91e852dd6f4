// SPDX-License-Identifier: Apache-2.0
// An outcome with its words and vectors. Private to server/mapping.
#pragma once

#include "frameworks/text/span.h"
#include "server/mapping/label_words.h"
#include "server/mapping/phrase_windows.h"
#include "server/mapping/vector_scan.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {

// An outcome as the stages see it.
struct ReadOutcome {
  std::string_view text;  // WithoutFrame: spans are of this.
  std::string language;   // One of the index's.
  OutcomeWords words;
  // Empty without an encoder, as are those below.
  QueryVectors sentence{};
  QueryVectors tokens{};
  PhraseWindows windows{};
  // The words by themselves, out of the context that moves a token's vector to what its neighbours
  // say: a second opinion, and they tell which words point to a concept. Of the static encoder
  // where there is one, else those above.
  QueryVectors word_sentence{};
  QueryVectors word_tokens{};
  PhraseWindows word_windows{};
  QueryVectors stretches{};  // Of words in a row; empty where one would be the whole outcome.
  std::vector<float> word_weights{};  // What each counts for; empty where all count alike.
  std::vector<text::Span> word_token_spans{};
  bool words_are_tokens = false;  // Whether they are the same as those above.
};

}  // namespace crosswalk::mapping
