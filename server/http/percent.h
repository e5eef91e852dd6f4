// SPDX-License-Identifier: Apache-2.0
// Percent-encoding of addresses (RFC 3986, section 2.1) and query strings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::http {

// `text` with %XX decoded; nothing where a % is not followed by two hexadecimal digits.
std::optional<std::string> PercentDecode(std::string_view text);

// The same, but %2F stays as it is: for texts whose slashes separate.
std::optional<std::string> PercentDecodeKeepingSlashes(std::string_view text);

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

// "a=1&b=x%20y" as names and values in order; '+' is a space, a name without '=' has an empty
// value, empty pieces are left out. Nothing where a % is not followed by two hexadecimal digits.
std::optional<QueryParameters> ParseQuery(std::string_view query);

}  // namespace crosswalk::http
