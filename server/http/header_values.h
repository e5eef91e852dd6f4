// SPDX-License-Identifier: Apache-2.0
// Values of header fields that are lists with parameters (RFC 9110).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

// Without spaces and tabs at both ends.
std::string_view Trim(std::string_view text);

// The same without regard to the case of ASCII letters.
bool EqualIgnoringCase(std::string_view a, std::string_view b);

// The media type of a Content-Type without its parameters, in lower case.
std::string MediaType(std::string_view content_type);

// The parameter `name` of a value such as `form-data; name="a"`, unquoted; nothing where it has
// none.
std::optional<std::string> Parameter(std::string_view value, std::string_view name);

// Whether Accept-Encoding allows gzip and prefers it, or likes it as much as no coding (RFC 9110,
// section 12.5.3). An empty value allows none.
bool PrefersGzip(std::string_view accept_encoding);

// Whether Accept names `text/html` with a weight above 0: what browsers do for a page and programs
// do not. Ranges such as `*/*` do not count.
bool AsksForHtml(std::string_view accept);

// The seconds of X-Server-Timeout: a decimal number above 0; nothing where it is none.
std::optional<double> Seconds(std::string_view text);

}  // namespace crosswalk::http
