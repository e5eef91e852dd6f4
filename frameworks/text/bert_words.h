// SPDX-License-Identifier: Apache-2.0
// The words of a text as BERT's basic tokeniser sees them, each character with its place in the
// original text.
#pragma once

#include "frameworks/text/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::text {

// A normalised word in UTF-8. Character i begins at byte character_starts[i] and came from
// sources[i] of the original text.
struct BertWord {
  std::string characters;
  std::vector<std::uint32_t> character_starts;
  std::vector<Span> sources;
};

struct BertWordOptions {
  bool lowercase = true;
  bool strip_accents = true;
};

// Cleans (drops control characters and U+FFFD), sets CJK ideographs apart, strips accents (NFD
// without non-spacing marks), lower-cases character by character, and splits at white space and
// around each punctuation character: the rules of https://github.com/google-research/bert
// (tokenization.py), in the order in which the Hugging Face library `tokenizers` applies them,
// because the encoder was trained behind that library. Ill-formed UTF-8 is read as U+FFFD.
// Thread-safe.
std::vector<BertWord> SplitBertWords(std::string_view text, const BertWordOptions& options);

}  // namespace crosswalk::text
