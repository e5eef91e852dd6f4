// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection.h"

#include "server/http/body_reader.h"
#include "server/http/dispatch.h"
#include "server/http/exchange.h"
#include "server/rpc/request_id.h"

namespace crosswalk::http {
namespace {

// An answer to something that is no request.
Answer AnswerWithoutRequest(const core::Status& status) {
  Request nobody;
  nobody.id = rpc::NewRequestId();
  Answer answer = ErrorAnswer(FromShell(status, nobody.id), nobody);
  answer.Add("X-Content-Type-Options", "nosniff");
  return answer;
}

}  // namespace

Connection::Connection(Shell& shell, Socket socket)
    : shell_(shell), wire_(std::move(socket), shell.wire_limits()) {}

Awaitable<void> Connection::Run() {
  bool first = true;
  bool more = true;
  while (more && !ending_ && !shell_.draining) {
    waiting_ = true;
    const HeadResult result = co_await wire_.ReadHead(first);
    waiting_ = false;
    first = false;
    if (result != HeadResult::kRequest) {
      co_await Refuse(result);
      break;
    }
    more = co_await Serve();
  }
  co_await wire_.Close();
}

Awaitable<bool> Connection::Serve() {
  const auto start = std::chrono::steady_clock::now();
  core::Status bad;
  Request request = ReadRequest(wire_, bad);
  request.keep_alive = request.keep_alive && !ending_ && !shell_.draining;
  Found found;
  Answer answer;
  MemoryBudget::Share share(shell_.budget);
  if (!bad.ok()) {
    answer = ErrorAnswer(FromShell(bad, request.id), request);
    AddCommonFields(shell_, request, answer);
    request.keep_alive = false;
  } else if (auto direct = AnswerWithoutCall(shell_, request, found)) {
    answer = *std::move(direct);
    AddCommonFields(shell_, request, answer);
  } else if (found.route->is_stream()) {
    std::unique_ptr<BodyFeed> feed;
    const auto problem = OpenStream(shell_, request, found, feed);
    if (!problem) {
      const bool more =
          co_await AnswerStream(shell_, wire_, request, *found.route, std::move(feed), share);
      co_return more;
    }
    answer = ErrorAnswer(*problem, request);
    AddCommonFields(shell_, request, answer);
  } else {
    answer = co_await AnswerUnary(shell_, wire_, request, found, share);
    AddCommonFields(shell_, request, answer);
  }
  Log(request, answer, start);
  bool keep = request.keep_alive && !ending_ && !shell_.draining;
  if (keep) keep = co_await SkipBody(wire_, request);
  const ErrorCode error = co_await wire_.Write(answer, keep);
  co_return keep && !error;
}

Awaitable<void> Connection::Refuse(HeadResult result) {
  Answer answer;
  switch (result) {
    case HeadResult::kTooSlow:
      answer = AnswerWithoutRequest({core::StatusCode::kDeadlineExceeded, "HTTP_TIMEOUT",
                                     "the request line and header did not come in time"});
      break;
    case HeadResult::kTooLarge:
      answer = AnswerWithoutRequest(core::InvalidArgument(
          "HEADER_TOO_LARGE", "the request line and header may have " +
                                  std::to_string(wire_.limits().header_bytes) + " bytes"));
      break;
    case HeadResult::kMalformed:
      answer = AnswerWithoutRequest(
          core::InvalidArgument("HTTP_MALFORMED", "this is not HTTP/1.1 or 1.0"));
      break;
    default:
      co_return;
  }
  // Whether it arrives is the client's concern: the connection ends anyway.
  static_cast<void>(co_await wire_.Write(answer, false));
}

void Connection::Log(const Request& request, const Answer& answer,
                     std::chrono::steady_clock::time_point start) const {
  // Calls log themselves, and what needs none and is answered well is a file or a health check.
  if (answer.failure.ok()) return;
  rpc::RequestRecord record;
  record.method = "http";
  record.request_id = request.id;
  record.peer = request.peer;
  record.latency = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  record.status = answer.failure;
  shell_.log.Request(record);
}

void Connection::Drain() {
  ending_ = true;
  if (waiting_) wire_.Cancel();
}

void Connection::Abort() {
  ending_ = true;
  wire_.Abort();
}

Awaitable<void> TurnAway(const Shell& shell, Socket socket) {
  Wire wire(std::move(socket), shell.wire_limits());
  const Answer answer = AnswerWithoutRequest(
      core::Unavailable("CONNECTION_LIMIT", "too many connections are open; try again"));
  static_cast<void>(co_await wire.Write(answer, false));
  co_await wire.Close();
}

}  // namespace crosswalk::http
