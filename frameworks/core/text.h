// SPDX-License-Identifier: Apache-2.0
// Unicode text normalisation (ICU), the same for building and for querying. All functions are
// thread-safe and take and return UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::core {

// Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or nothing.
std::optional<std::size_t> FindInvalidUtf8(std::string_view text);

// The longest beginning of at most `most` bytes that ends no character in its middle. REQUIRES:
// well-formed UTF-8.
std::string_view CutText(std::string_view text, std::size_t most);

// Whether it has no other characters than ASCII's digits.
bool IsDigits(std::string_view text);

// A label or description as it is stored and shown: NFC; control and zero-width characters, byte
// order marks and soft hyphens removed; every run of white space (no-break spaces too) one blank;
// trimmed. REQUIRES: well-formed UTF-8.
std::string CleanText(std::string_view text);

// A key for comparing labels: CleanText, then case-folded, accents removed (NFKD without combining
// marks), typographic apostrophes and dashes as ASCII. "Énergie  d’État" becomes "energie d'etat".
// REQUIRES: well-formed UTF-8.
std::string FoldText(std::string_view text);

}  // namespace crosswalk::core
