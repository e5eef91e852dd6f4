// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/unigram_pieces.h"

#include <algorithm>
#include <limits>
#include <numeric>
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
  sorted_.resize(pieces_.size());
  std::iota(sorted_.begin(), sorted_.end(), std::size_t{0});
  std::sort(sorted_.begin(), sorted_.end(),
            [this](std::size_t a, std::size_t b) { return pieces_[a].text < pieces_[b].text; });
}

std::optional<std::int64_t> UnigramPieces::Find(std::string_view piece) const {
  const auto found = std::lower_bound(
      sorted_.begin(), sorted_.end(), piece,
      [this](std::size_t id, std::string_view wanted) { return pieces_[id].text < wanted; });
  if (found == sorted_.end() || pieces_[*found].text != piece) return std::nullopt;
  return static_cast<std::int64_t>(*found);
}

std::vector<PieceInText> UnigramPieces::Split(std::string_view text) const {
  std::vector<Way> ways(text.size() + 1);
  ways.front().begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t character = std::min(CharacterLength(text[at]), text.size() - at);
    const float score = ways[at].score;
    bool spelled = false;  // A piece is just the next character.
    auto first = sorted_.begin();
    auto last = sorted_.end();
    // Narrows [first, last) to the pieces that begin as the text does, one byte at a time.
    for (std::size_t i = 0; at + i < text.size(); ++i) {
      const auto byte = static_cast<std::uint8_t>(text[at + i]);
      first = std::lower_bound(first, last, byte, [&](std::size_t id, std::uint8_t wanted) {
        const std::string& piece = pieces_[id].text;
        return piece.size() <= i || static_cast<std::uint8_t>(piece[i]) < wanted;
      });
      last = std::upper_bound(first, last, byte, [&](std::uint8_t wanted, std::size_t id) {
        return wanted < static_cast<std::uint8_t>(pieces_[id].text[i]);
      });
      if (first == last) break;
      const SentencePiece& piece = pieces_[*first];
      if (piece.text.size() != i + 1 || piece.kind != PieceKind::kNormal) continue;
      ways[at + i + 1].Offer(at, *first, score + piece.score);
      spelled = spelled || i + 1 == character;
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
