// SPDX-License-Identifier: Apache-2.0
// One request for a method of the API and its answer.
#pragma once

#include "server/http/asio.h"
#include "server/http/body_feed.h"
#include "server/http/error_body.h"
#include "server/http/generic_call.h"
#include "server/http/request.h"
#include "server/http/shell.h"
#include "server/http/wire.h"

#include <grpcpp/support/status.h>

#include <memory>
#include <optional>

namespace crosswalk::http {

// The metadata of a call for `request`: its id, the caller's languages and, where a proxy says it,
// the actor. `unary` calls have a deadline: http_request_timeout, or less where X-Server-Timeout
// says so; others have one where that says so.
CallHeaders HeadersFor(const Request& request, const Shell& shell, bool unary);

// What went wrong while a body was read.
Problem BodyProblem(const Wire& wire, const Request& request);

// An error as the answer to `request`, to be logged.
Answer ErrorAnswer(const Problem& problem, const Request& request);

// What every answer has: nosniff, and leave for pages of other origins where they have it.
void AddCommonFields(const Shell& shell, const Request& request, Answer& answer);

// Answers a unary call. Reads the request's body; the answer is for the wire to write. `share`
// counts the bytes of both.
Awaitable<Answer> AnswerUnary(Shell& shell, Wire& wire, const Request& request, const Found& found,
                              MemoryBudget::Share& share);

// What reads the body of a call with streams, for AnswerStream, or what is wrong with the request
// as far as its head tells.
std::optional<Problem> OpenStream(const Shell& shell, const Request& request, const Found& found,
                                  std::unique_ptr<BodyFeed>& feed);

// Answers a call with streams: reads the body through `feed` and writes what is answered at the
// same time. `share` counts what of the body is kept. Whether the connection may serve another
// request.
Awaitable<bool> AnswerStream(Shell& shell, Wire& wire, const Request& request, const Route& route,
                             std::unique_ptr<BodyFeed> feed, MemoryBudget::Share& share);

}  // namespace crosswalk::http
