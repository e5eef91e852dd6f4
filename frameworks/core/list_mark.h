// SPDX-License-Identifier: Apache-2.0
// What a list puts before its items.
#pragma once

#include <cstddef>
#include <string_view>

namespace crosswalk::core {

// All take UTF-8 and are thread-safe; a blank is white space of ASCII or a no-break space, the
// narrow one too.

// `text` without blanks at both ends.
std::string_view TrimBlanks(std::string_view text);
// Whether a blank comes first that does not end the line.
bool StartsWithBlank(std::string_view text);
// Bytes of the bullet or number that `text` begins with, the blank after it not counted; 0 where
// there is none. Bullets are those of word processors and Markdown, but for a sign before a number;
// numbers "1." "12)" "(3)" "1.2" "a)" "LO1:" "LO 2 -" and the like.
std::size_t ListMarkLength(std::string_view text);

}  // namespace crosswalk::core
