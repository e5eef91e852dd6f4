// SPDX-License-Identifier: Apache-2.0
// Which languages a caller wants, best first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {

// A BCP-47 tag (RFC 5646, checked for shape only) in lower case, or nothing where it is none.
std::optional<std::string> NormalizeLanguageTag(std::string_view tag);

// "fr-ca" -> "fr".
std::string_view PrimaryLanguage(std::string_view tag);

// The wishes as tags that labels are looked up by: each normalised tag, then its shorter forms
// (RFC 4647, section 3.4, "lookup"), without repetitions. Items that are no tags are left out.
std::vector<std::string> ExpandLanguages(const std::vector<std::string>& tags);

// The tags of an Accept-Language header (RFC 9110, section 12.5.4) by falling q, of equal ones the
// earlier first; "*" and q=0 are left out, and so is what cannot be read. At most `limit`.
std::vector<std::string> ParseAcceptLanguage(std::string_view header, std::size_t limit = 10);

}  // namespace crosswalk::rpc
