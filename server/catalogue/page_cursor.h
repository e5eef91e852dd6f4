// SPDX-License-Identifier: Apache-2.0
// Where a page ends, and how the query was read, so that the next page goes on in the same order
// even if the index has changed meanwhile. Private to server/catalogue.
#pragma once

#include "frameworks/core/status.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::catalogue {

// Place of a credential in an order: by number, then title (where that is the order), then name.
struct SortKey {
  double number = 0;
  std::string title;
  std::string name;
};

struct PageCursor {
  SortKey last;                // Of the last hit of the page.
  std::string text;            // The query's, spelling mended.
  bool any_word = false;       // Whether any word was enough.
  std::vector<float> weights;  // Of the words: how telling each was on the first page.
};

std::string WriteCursor(const PageCursor& cursor, std::uint64_t fingerprint);

// Errors: INVALID_ARGUMENT (PAGE_TOKEN_INVALID, PAGE_TOKEN_MISMATCH).
core::Result<PageCursor> ReadCursor(std::string_view token, std::uint64_t fingerprint);

}  // namespace crosswalk::catalogue
