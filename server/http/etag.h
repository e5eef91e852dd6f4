// SPDX-License-Identifier: Apache-2.0
// Entity tags (RFC 9110, section 8.8.3). A tag is strong; the compressed form of a body has the
// tag of the plain one with "-gzip" at its end, which is left out of comparisons.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::http {

// A tag for these bytes, without quotes.
std::string TagOf(std::string_view bytes);

// As a header has it: in quotes, marked where the body is compressed.
std::string QuotedTag(std::string_view tag, bool gzip);

// Whether If-None-Match is `*` or has `tag`, weak or strong.
bool MatchesAny(std::string_view if_none_match, std::string_view tag);

// The one strong tag of an If-Match, without quotes and mark; empty for `*`. Nothing where it has
// several tags, a weak one or none.
std::optional<std::string> OneTag(std::string_view if_match);

}  // namespace crosswalk::http
