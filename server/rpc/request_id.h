// SPDX-License-Identifier: Apache-2.0
// The number that a request has in its answer and in the log.
#pragma once

#include <string>
#include <string_view>

namespace crosswalk::rpc {

// Whether a client's own id is taken: 1 to 128 characters of [A-Za-z0-9._:-].
bool IsRequestId(std::string_view id);

// A new one: 16 hexadecimal digits. Thread-safe.
std::string NewRequestId();

}  // namespace crosswalk::rpc
