// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/bert_words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace crosswalk::text {
namespace {

// A normalised character and the stretch of the text it came from.
struct Character {
  UChar32 code = 0;
  Span source;
};

struct CodeRange {
  UChar32 first;
  UChar32 last;
};

// The blocks of tokenization.py's _is_chinese_char. Extension E begins at 2B820 in Unicode; the
// library has 2B920, and agreeing with it is the point.
constexpr std::array<CodeRange, 8> kIdeographs = {{{0x3400, 0x4DBF},
                                                   {0x4E00, 0x9FFF},
                                                   {0xF900, 0xFAFF},
                                                   {0x20000, 0x2A6DF},
                                                   {0x2A700, 0x2B73F},
                                                   {0x2B740, 0x2B81F},
                                                   {0x2B920, 0x2CEAF},
                                                   {0x2F800, 0x2FA1F}}};

bool IsIdeograph(UChar32 c) {
  return c >= kIdeographs.front().first &&
         std::any_of(kIdeographs.begin(), kIdeographs.end(),
                     [c](const CodeRange& range) { return c >= range.first && c <= range.last; });
}

bool IsDropped(UChar32 c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  if (c == 0xFFFD) return true;
  const auto category = u_charType(c);
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_PRIVATE_USE_CHAR;
}

// Every ASCII symbol counts as punctuation, though Unicode calls some of them symbols.
bool IsPunctuation(UChar32 c) {
  if (c < 0x80) return c > ' ' && c < 0x7F && !u_isalnum(c);
  return u_ispunct(c) != 0;
}

std::vector<Character> Decode(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::vector<Character> characters;
  characters.reserve(text.size());
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t begin = i;
    UChar32 c = bytes[i];
    if (c < 0x80) {
      ++i;
    } else {
      // No sequence is longer than four bytes, so that a window keeps ICU's 32-bit index valid.
      const auto window = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size() - i));
      std::int32_t length = 0;
      U8_NEXT_OR_FFFD(bytes + i, length, window, c);
      i += static_cast<std::size_t>(length);
    }
    if (!IsDropped(c)) characters.push_back({c, {begin, i}});
  }
  return characters;
}

// NFD without non-spacing marks.
std::vector<Character> StripAccents(const std::vector<Character>& characters) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2& nfd = *icu::Normalizer2::getNFDInstance(error);
  std::vector<Character> decomposed;
  decomposed.reserve(characters.size());
  icu::UnicodeString parts;
  for (const Character& character : characters) {
    if (character.code < 0xC0 || !nfd.getDecomposition(character.code, parts)) {
      decomposed.push_back(character);
      continue;
    }
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      decomposed.push_back({parts.char32At(i), character.source});
    }
  }
  // Canonical ordering: combining characters between two starters by their class.
  for (auto first = decomposed.begin(); first != decomposed.end();) {
    if (first->code < 0x300 || u_getCombiningClass(first->code) == 0) {
      ++first;
      continue;
    }
    const auto last = std::find_if(first, decomposed.end(), [](const Character& c) {
      return u_getCombiningClass(c.code) == 0;
    });
    std::stable_sort(first, last, [](const Character& a, const Character& b) {
      return u_getCombiningClass(a.code) < u_getCombiningClass(b.code);
    });
    first = last;
  }
  std::erase_if(decomposed, [](const Character& c) {
    return c.code >= 0x300 && u_charType(c.code) == U_NON_SPACING_MARK;
  });
  return decomposed;
}

std::vector<Character> Lowercase(const std::vector<Character>& characters) {
  std::vector<Character> lower;
  lower.reserve(characters.size());
  for (const Character& character : characters) {
    // Only U+0130 becomes more than one character where no context is given.
    if (character.code == 0x130) {
      lower.push_back({'i', character.source});
      lower.push_back({0x307, character.source});
    } else {
      lower.push_back({u_tolower(character.code), character.source});
    }
  }
  return lower;
}

void Append(const Character& character, BertWord& word) {
  std::array<std::uint8_t, U8_MAX_LENGTH> buffer{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(buffer.data(), length, static_cast<std::uint32_t>(character.code));
  word.character_starts.push_back(static_cast<std::uint32_t>(word.characters.size()));
  word.characters.append(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(length));
  word.sources.push_back(character.source);
}

}  // namespace

std::vector<BertWord> SplitBertWords(std::string_view text, const BertWordOptions& options) {
  std::vector<Character> characters = Decode(text);
  // Ideographs stand alone in the text as written, even where decomposing changes them.
  std::vector<Character> spaced;
  spaced.reserve(characters.size());
  for (const Character& character : characters) {
    const bool alone = IsIdeograph(character.code);
    if (alone) spaced.push_back({' ', character.source});
    spaced.push_back(character);
    if (alone) spaced.push_back({' ', character.source});
  }
  if (options.strip_accents) spaced = StripAccents(spaced);
  if (options.lowercase) spaced = Lowercase(spaced);

  std::vector<BertWord> words;
  bool open = false;  // The last word may grow.
  for (const Character& character : spaced) {
    if (u_isUWhiteSpace(character.code)) {
      open = false;
      continue;
    }
    const bool alone = IsPunctuation(character.code);
    if (!open || alone) words.emplace_back();
    Append(character, words.back());
    open = !alone;
  }
  return words;
}

}  // namespace crosswalk::text
