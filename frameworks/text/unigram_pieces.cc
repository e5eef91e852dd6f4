// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/unigram_pieces.h"

#include <unicode/bytestrie.h>
#include <unicode/bytestriebuilder.h>

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace crosswalk::text {
namespace {

// An unknown character scores this much less than the least probable piece (SentencePiece's
// unigram_model.cc).
constexpr float kUnknownPenalty = 10.0F;

// The best way found to a place in the text: its last piece and the score of the whole way.
struct Way {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  std::size_t begin = kNone;
  std::size_t id = 0;
  float score = 0;

  // The first way found stays where a later one is as good. Sums are floats, as SentencePiece's:
  // near ties must end the same way.
  void Offer(std::size_t from, std::size_t piece, float sum) {
    if (begin == kNone || sum > score) *this = {from, piece, sum};
  }
};

// Bytes of the character that begins with `first`, in well-formed UTF-8.
std::size_t CharacterLength(char first) {
  const auto byte = static_cast<std::uint8_t>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

}  // namespace

UnigramPieces::UnigramPieces(SentencePieceModel model)
    : pieces_(std::move(model.pieces)), unknown_(model.unknown) {
  float least = std::numeric_limits<float>::max();
  for (const SentencePiece& piece : pieces_) {
    if (piece.kind == PieceKind::kNormal) least = std::min(least, piece.score);
  }
  unknown_score_ = least - kUnknownPenalty;
  UErrorCode error = U_ZERO_ERROR;
  icu::BytesTrieBuilder builder(error);
  for (std::size_t id = 0; id < pieces_.size(); ++id) {
    builder.add(pieces_[id].text, static_cast<std::int32_t>(id), error);
  }
  const icu::StringPiece built = builder.buildStringPiece(USTRINGTRIE_BUILD_FAST, error);
  // No piece is empty, there twice or too long for a trie: nothing but memory can be wanting.
  if (U_FAILURE(error)) throw std::bad_alloc();
  trie_.assign(built.data(), static_cast<std::size_t>(built.length()));
}

std::optional<std::int64_t> UnigramPieces::Find(std::string_view piece) const {
  icu::BytesTrie trie(trie_.data());
  UStringTrieResult found = USTRINGTRIE_NO_VALUE;
  // One by one: ICU 72 takes bytes from 0x80 of a whole string for negative numbers.
  for (const char byte : piece) found = trie.next(static_cast<std::uint8_t>(byte));
  if (!USTRINGTRIE_HAS_VALUE(found)) return std::nullopt;
  return trie.getValue();
}

std::vector<PieceInText> UnigramPieces::Split(std::string_view text) const {
  std::vector<Way> ways(text.size() + 1);
  ways.front().begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t character = std::min(CharacterLength(text[at]), text.size() - at);
    const float score = ways[at].score;
    bool spelled = false;  // A piece is just the next character.
    icu::BytesTrie trie(trie_.data());
    for (std::size_t end = at + 1; end <= text.size(); ++end) {
      const UStringTrieResult found = trie.next(static_cast<std::uint8_t>(text[end - 1]));
      if (found == USTRINGTRIE_NO_MATCH) break;
      if (!USTRINGTRIE_HAS_VALUE(found)) continue;
      const auto id = static_cast<std::size_t>(trie.getValue());
      if (pieces_[id].kind != PieceKind::kNormal) continue;
      ways[end].Offer(at, id, score + pieces_[id].score);
      spelled = spelled || end == at + character;
    }
    if (!spelled) ways[at + character].Offer(at, unknown_, score + unknown_score_);
    at += character;
  }

  std::vector<PieceInText> split;
  for (std::size_t end = text.size(); end > 0; end = ways[end].begin) {
    const Way& way = ways[end];
    if (way.id == unknown_ && !split.empty() &&
        split.back().id == static_cast<std::int64_t>(unknown_)) {
      split.back().begin = way.begin;
    } else {
      split.push_back({static_cast<std::int64_t>(way.id), way.begin, end});
    }
  }
  std::reverse(split.begin(), split.end());
  return split;
}

}  // namespace crosswalk::text
