// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace crosswalk::core {
namespace {

bool IsInvisible(UChar32 c) {
  const auto category = u_charType(c);
  return category == U_FORMAT_CHAR || (category == U_CONTROL_CHAR && !u_isUWhiteSpace(c));
}

// Code points of `text` with white space collapsed and invisible characters dropped.
icu::UnicodeString Collapse(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  bool pending_blank = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c)) {
      pending_blank = !out.isEmpty();
      continue;
    }
    if (IsInvisible(c)) continue;
    if (pending_blank) out.append(UChar32{' '});
    pending_blank = false;
    out.append(c);
  }
  return out;
}

const icu::Normalizer2& Nfc() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(error);
}

const icu::Normalizer2& Nfkd() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(error);
}

icu::UnicodeString CleanUnicode(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  return Nfc().normalize(
      Collapse(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})),
      error);
}

// Whether CleanText has nothing to do: visible ASCII with single blanks inside. Most English labels
// and descriptions are; this halves the time of reading ESCO.
bool IsCleanAscii(std::string_view text) {
  char previous = ' ';
  for (const char c : text) {
    if (c < ' ' || c > '~' || (c == ' ' && previous == ' ')) return false;
    previous = c;
  }
  return text.empty() || previous != ' ';
}

UChar32 Plain(UChar32 c) {
  switch (c) {
    case 0x2018:  // Single quotation marks, modifier apostrophe, prime.
    case 0x2019:
    case 0x02BC:
    case 0x2032:
      return '\'';
    case 0x2010:  // Hyphens, dashes, minus.
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    default:
      return c;
  }
}

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    // No sequence is longer than four bytes, so that a window keeps ICU's 32-bit index valid.
    const auto window = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size() - i));
    std::int32_t length = 0;
    UChar32 c = 0;
    U8_NEXT(bytes + i, length, window, c);
    if (c < 0) return i;
    i += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

bool IsDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string CleanText(std::string_view text) {
  if (IsCleanAscii(text)) return std::string(text);
  std::string out;
  CleanUnicode(text).toUTF8String(out);
  return out;
}

std::string_view CutText(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

std::string FoldText(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString decomposed = Nfkd().normalize(CleanUnicode(text).foldCase(), error);
  icu::UnicodeString folded;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) folded.append(Plain(c));
  }
  std::string out;
  folded.toUTF8String(out);
  return out;
}

}  // namespace crosswalk::core
