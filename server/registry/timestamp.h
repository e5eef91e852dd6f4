// SPDX-License-Identifier: Apache-2.0
// Moments in time and their text, RFC 3339 in UTC as proto3 JSON writes them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::registry {

// Microseconds since 1970-01-01 UTC. The value 0 stands for "never" or "not known".
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

Timestamp Now();

// "2026-11-26T15:41:39.123456Z"; the fraction has no, three or six digits, as few as are exact.
std::string FormatTimestamp(Timestamp time);
// The same back; also with an offset such as "-05:00" and one to nine digits of fraction, of which
// those past the sixth are dropped. Nothing for any other text or a moment that does not exist.
std::optional<Timestamp> ParseTimestamp(std::string_view text);

// Whether `text` is a day of the Gregorian calendar as ISO 8601 has it, "2026-11-26".
bool IsDate(std::string_view text);

}  // namespace crosswalk::registry
