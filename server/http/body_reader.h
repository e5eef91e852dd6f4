// SPDX-License-Identifier: Apache-2.0
// The whole body of a request that takes JSON.
#pragma once

#include "server/http/error_body.h"
#include "server/http/memory_budget.h"
#include "server/http/request.h"
#include "server/http/wire.h"

#include <cstddef>
#include <optional>
#include <string>

namespace crosswalk::http {

// Whether the Content-Type is JSON or not given.
bool IsJson(std::string_view content_type);
// Whether it is one of the names for JSON with one value a line.
bool IsJsonLines(std::string_view content_type);

// What is wrong before a body is read: 415 / MEDIA_TYPE_UNSUPPORTED for a coding other than gzip
// (or any, where `gzip` is false), 417 / EXPECTATION_UNKNOWN for an Expect that is not
// 100-continue.
std::optional<Problem> CheckBodyHead(const Request& request, bool gzip);

// Sends 100 Continue where the client waits for it.
Awaitable<void> Invite(Wire& wire, const Request& request);

// Reads the body into `body`, decompressed, at most `most` bytes. Answers what went wrong:
// those of CheckBodyHead; 413 / REQUEST_TOO_LARGE; 408 / HTTP_TIMEOUT after read_timeout in all;
// 400 / HTTP_MALFORMED; 503 / BUFFER_LIMIT where `share` cannot grow.
Awaitable<std::optional<Problem>> ReadWholeBody(Wire& wire, const Request& request,
                                                std::size_t most, MemoryBudget::Share& share,
                                                std::string& body);

// Reads and throws away a body that nobody has read, where it is small and comes soon, so that the
// connection can be kept. Whether it can.
Awaitable<bool> SkipBody(Wire& wire, const Request& request);

// 413 / REQUEST_TOO_LARGE.
Problem TooLarge(std::size_t most, const Request& request);
// 503 / BUFFER_LIMIT.
Problem BudgetSpent(const Request& request);

}  // namespace crosswalk::http
