// SPDX-License-Identifier: Apache-2.0
// The .model file that SentencePiece writes: pieces with their scores and how text is normalised.
#pragma once

#include "frameworks/core/status.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace crosswalk::text {

enum class PieceKind : std::uint8_t { kNormal = 1, kUnknown = 2, kControl = 3, kUnused = 5 };

struct SentencePiece {
  std::string text;
  float score = 0;  // Logarithm of the piece's probability.
  PieceKind kind = PieceKind::kNormal;
};

struct SentencePieceModel {
  std::vector<SentencePiece> pieces;  // The index is the id.
  std::size_t unknown = 0;            // The one piece of that kind.
  std::string charsmap;               // For SentencePieceNormalizer; empty: characters stay.
  bool leading_blank = true;          // The text gets a blank in front.
  bool collapse_blanks = true;        // Blanks at the ends go away, others become one.
};

// Reads `file`: a Protocol Buffers message, by the field numbers of
// https://github.com/google/sentencepiece/blob/v0.1.97/src/sentencepiece_model.proto.
// FAILED_PRECONDITION with reason ENCODER_INVALID where it is missing, damaged, or asks for what is
// not supported here: models other than unigram, user-defined and byte pieces, blanks as suffix.
core::Result<SentencePieceModel> ReadSentencePieceModel(const std::filesystem::path& file);

}  // namespace crosswalk::text
