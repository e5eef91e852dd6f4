// SPDX-License-Identifier: Apache-2.0
// Text as SentencePiece's pieces spell it, each byte with its place in the original text.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/sentencepiece_model.h"
#include "frameworks/text/span.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::text {

// What stands for a blank in pieces and normalised text: U+2581.
inline constexpr std::string_view kBlankMark = "\xE2\x96\x81";

struct NormalizedText {
  std::string bytes;
  std::vector<Span> sources;  // Of each byte: the characters of the original that it came from.
};

// Replaces, from left to right, the longest stretch that the model's character map knows by what
// the map says (https://arxiv.org/abs/1808.06226, section 3.2), then treats blanks as the model
// asks. Each byte that is not part of well-formed UTF-8 is read as U+FFFD. Thread-safe once made.
class SentencePieceNormalizer {
 public:
  // FAILED_PRECONDITION with reason ENCODER_INVALID where the character map is damaged.
  static core::Result<SentencePieceNormalizer> Make(const SentencePieceModel& model);

  // Never fails.
  [[nodiscard]] NormalizedText Normalize(std::string_view text) const;

 private:
  // What the first characters of a text become, and how many bytes of it they are.
  struct Replacement {
    std::string_view bytes;
    std::size_t length = 0;
  };

  SentencePieceNormalizer() = default;

  [[nodiscard]] Replacement ReplaceFirst(std::string_view text) const;

  std::vector<std::uint32_t> trie_;  // A double array (https://github.com/s-yata/darts-clone).
  std::string replacements_;         // Each ends with a zero byte; the trie holds offsets.
  bool leading_blank_ = true;
  bool collapse_blanks_ = true;
};

}  // namespace crosswalk::text
