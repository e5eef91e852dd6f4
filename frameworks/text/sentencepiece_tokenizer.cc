// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/sentencepiece_model.h"
#include "frameworks/text/sentencepiece_normalizer.h"
#include "frameworks/text/tokenizer.h"
#include "frameworks/text/unigram_pieces.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

// The stretch of a text that is looked at, for each token that is wanted. Pieces of English and
// French have four to five bytes on average.
constexpr std::size_t kBytesAToken = 64;

// At most `most` bytes of `text`: up to a blank where there is one, else to a character's end.
std::string_view Shorten(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = text.find_last_of(" \t\r\n", most);
  if (end == std::string_view::npos || end == 0) {
    end = most;
    while (end > most - 3 && (static_cast<std::uint8_t>(text[end]) & 0xC0U) == 0x80) --end;
  }
  return text.substr(0, end);
}

// Where a piece comes from, without the blanks at its ends.
Span Source(const NormalizedText& text, const PieceInText& piece) {
  std::size_t begin = piece.begin;
  std::size_t end = piece.end;
  const std::string_view bytes = text.bytes;
  while (bytes.substr(begin, end - begin).starts_with(kBlankMark)) begin += kBlankMark.size();
  while (bytes.substr(begin, end - begin).ends_with(kBlankMark)) end -= kBlankMark.size();
  if (begin < end) return {text.sources[begin].begin, text.sources[end - 1].end};
  const std::size_t after = text.sources[piece.end - 1].end;
  return {after, after};
}

class SentencePieceTokenizer final : public Tokenizer {
 public:
  struct SpecialIds {
    std::int64_t start = 0;
    std::int64_t end = 0;
  };

  SentencePieceTokenizer(SentencePieceNormalizer normalizer, UnigramPieces pieces,
                         SpecialIds special, std::size_t max_tokens)
      : normalizer_(std::move(normalizer)),
        pieces_(std::move(pieces)),
        special_(special),
        max_tokens_(max_tokens) {}

  [[nodiscard]] TokenizedText Tokenize(std::string_view text) const override {
    const std::string_view beginning = Shorten(text, max_tokens_ * kBytesAToken);
    const NormalizedText normalized = normalizer_.Normalize(beginning);
    std::vector<PieceInText> split = pieces_.Split(normalized.bytes);
    TokenizedText result;
    result.truncated = beginning.size() < text.size();
    // The two special tokens take their places from the text.
    if (const std::size_t room = max_tokens_ - 2; split.size() > room) {
      split.resize(room);
      result.truncated = true;
    }
    result.ids.push_back(special_.start);
    result.spans.push_back({});
    for (const PieceInText& piece : split) {
      result.ids.push_back(piece.id);
      result.spans.push_back(Source(normalized, piece));
    }
    result.ids.push_back(special_.end);
    result.spans.push_back({});
    return result;
  }

  [[nodiscard]] std::optional<std::int64_t> Find(std::string_view piece) const override {
    return pieces_.Find(piece);
  }
  [[nodiscard]] std::size_t size() const override { return pieces_.size(); }

 private:
  SentencePieceNormalizer normalizer_;
  UnigramPieces pieces_;
  SpecialIds special_;
  std::size_t max_tokens_;
};

core::Status Invalid(std::string message) {
  return core::FailedPrecondition("ENCODER_INVALID", std::move(message));
}

}  // namespace

core::Result<std::unique_ptr<Tokenizer>> OpenSentencePieceTokenizer(
    const SentencePieceOptions& options) {
  if (options.max_tokens < 3) {
    return Invalid("max_tokens must leave room for a piece between the special tokens");
  }
  core::Result<SentencePieceModel> model = ReadSentencePieceModel(options.model);
  if (!model.ok()) return model.status();
  core::Result<SentencePieceNormalizer> normalizer = SentencePieceNormalizer::Make(*model);
  if (!normalizer.ok()) {
    return Invalid(options.model.string() + ": " + normalizer.status().message());
  }
  UnigramPieces pieces(*std::move(model));
  SentencePieceTokenizer::SpecialIds special;
  const std::pair<const std::string&, std::int64_t&> wanted[] = {{options.start, special.start},
                                                                 {options.end, special.end}};
  for (const auto& [piece, id] : wanted) {
    const std::optional<std::int64_t> found = pieces.Find(piece);
    if (!found) {
      return Invalid("the vocabulary " + options.model.string() + " lacks the token \"" + piece +
                     "\"");
    }
    id = *found;
  }
  return std::unique_ptr<Tokenizer>(std::make_unique<SentencePieceTokenizer>(
      *std::move(normalizer), std::move(pieces), special, options.max_tokens));
}

}  // namespace crosswalk::text
