// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/sentencepiece_normalizer.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

namespace crosswalk::text {
namespace {

// The fields of a double array's unit.
bool HasLeaf(std::uint32_t unit) { return ((unit >> 8U) & 1U) != 0; }
std::size_t Value(std::uint32_t unit) { return unit & 0x7FFFFFFFU; }
std::uint32_t Label(std::uint32_t unit) { return unit & 0x800000FFU; }
std::size_t Offset(std::uint32_t unit) {
  return std::size_t{unit >> 10U} << ((unit & 0x200U) >> 6U);
}

std::uint32_t LittleEndian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value |= std::uint32_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
  }
  return value;
}

// Bytes of the well-formed character that `text` begins with, or 0.
std::size_t CharacterLength(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto window = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size()));
  std::int32_t length = 0;
  UChar32 code = 0;
  U8_NEXT(bytes, length, window, code);
  return code < 0 ? 0 : static_cast<std::size_t>(length);
}

void Append(std::string_view bytes, Span source, NormalizedText& text) {
  text.bytes += bytes;
  text.sources.insert(text.sources.end(), bytes.size(), source);
}

}  // namespace

core::Result<SentencePieceNormalizer> SentencePieceNormalizer::Make(
    const SentencePieceModel& model) {
  SentencePieceNormalizer normalizer;
  normalizer.leading_blank_ = model.leading_blank;
  normalizer.collapse_blanks_ = model.collapse_blanks;
  if (model.charsmap.empty()) return normalizer;
  // Bytes of the trie, the trie, the replacements.
  std::string_view rest = model.charsmap;
  const std::size_t trie_bytes = rest.size() < 4 ? 0 : LittleEndian(rest);
  if (trie_bytes == 0 || trie_bytes % 4 != 0 || trie_bytes > rest.size() - 4 ||
      rest.back() != '\0') {
    return core::FailedPrecondition("ENCODER_INVALID",
                                    "the character map of the vocabulary is damaged");
  }
  rest.remove_prefix(4);
  normalizer.trie_.reserve(trie_bytes / 4);
  for (std::size_t i = 0; i < trie_bytes; i += 4) {
    normalizer.trie_.push_back(LittleEndian(rest.substr(i)));
  }
  normalizer.replacements_ = rest.substr(trie_bytes);
  return normalizer;
}

SentencePieceNormalizer::Replacement SentencePieceNormalizer::ReplaceFirst(
    std::string_view text) const {
  Replacement longest;
  std::size_t node = trie_.empty() ? 0 : Offset(trie_[0]);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    node ^= byte;
    if (node >= trie_.size() || Label(trie_[node]) != byte) break;
    const std::uint32_t unit = trie_[node];
    node ^= Offset(unit);
    if (!HasLeaf(unit) || node >= trie_.size()) continue;
    const std::size_t replacement = Value(trie_[node]);
    if (replacement >= replacements_.size()) continue;
    // Ends with a zero byte, as the map was checked to.
    longest = {replacements_.data() + replacement, i + 1};
  }
  if (longest.length > 0) return longest;
  const std::size_t length = CharacterLength(text);
  if (length == 0) return {"\xEF\xBF\xBD", 1};
  return {text.substr(0, length), length};
}

NormalizedText SentencePieceNormalizer::Normalize(std::string_view text) const {
  NormalizedText result;
  result.bytes.reserve(text.size() + kBlankMark.size());
  result.sources.reserve(text.size() + kBlankMark.size());
  std::size_t at = 0;
  while (collapse_blanks_ && at < text.size()) {
    const Replacement first = ReplaceFirst(text.substr(at));
    if (first.bytes != " ") break;
    at += first.length;
  }
  if (at == text.size()) return result;

  if (leading_blank_) Append(kBlankMark, {at, at}, result);
  bool after_blank = collapse_blanks_;
  while (at < text.size()) {
    Replacement next = ReplaceFirst(text.substr(at));
    const Span source{at, at + next.length};
    at = source.end;
    while (after_blank && next.bytes.starts_with(' ')) next.bytes.remove_prefix(1);
    if (next.bytes.empty()) continue;
    for (const char& byte : next.bytes) {
      Append(byte == ' ' ? kBlankMark : std::string_view(&byte, 1), source, result);
    }
    after_blank = collapse_blanks_ && next.bytes.ends_with(' ');
  }
  while (collapse_blanks_ && result.bytes.ends_with(kBlankMark)) {
    result.bytes.resize(result.bytes.size() - kBlankMark.size());
  }
  result.sources.resize(result.bytes.size());
  return result;
}

}  // namespace crosswalk::text
