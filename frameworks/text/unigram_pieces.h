// SPDX-License-Identifier: Apache-2.0
// The most probable split of a normalised text into pieces.
#pragma once

#include "frameworks/text/sentencepiece_model.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::text {

// Bytes [begin, end) of the normalised text.
struct PieceInText {
  std::int64_t id = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The unigram language model (Kudo 2018, https://arxiv.org/abs/1804.10959): of all splits of a text
// into pieces the one with the highest sum of scores. Thread-safe once made.
class UnigramPieces {
 public:
  explicit UnigramPieces(SentencePieceModel model);

  // Covers `text` without gaps. A stretch that no pieces spell is one unknown piece. Takes time in
  // proportion to the text's length times the longest piece's.
  [[nodiscard]] std::vector<PieceInText> Split(std::string_view text) const;

  // The id of a piece of any kind.
  [[nodiscard]] std::optional<std::int64_t> Find(std::string_view piece) const;
  [[nodiscard]] std::size_t size() const { return pieces_.size(); }

 private:
  std::vector<SentencePiece> pieces_;
  std::size_t unknown_ = 0;
  float unknown_score_ = 0;
  std::string trie_;  // Serialised icu::BytesTrie: ids by pieces.
};

}  // namespace crosswalk::text
