// SPDX-License-Identifier: Apache-2.0
// Text files as spreadsheets write them.
#pragma once

#include <string>
#include <string_view>

namespace crosswalk::imports {

// `bytes` as UTF-8 without a byte order mark. Understands, in this order: the marks of UTF-8,
// UTF-16LE and UTF-16BE; UTF-16 without a mark, told by its zero bytes; UTF-8; and Windows-1252
// where there are bytes that UTF-8 cannot have and hardly any beyond ASCII that are UTF-8. Bytes
// that are wrong in UTF-8 stay as they are, so that the reader can name their row; those that are
// wrong in UTF-16 become U+FFFD. Files whose lines end in a lone CR get LF. Thread-safe.
std::string DecodeText(std::string_view bytes);

}  // namespace crosswalk::imports
