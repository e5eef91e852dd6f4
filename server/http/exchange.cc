// SPDX-License-Identifier: Apache-2.0
#include "server/http/exchange.h"

#include "server/http/header_values.h"

#include <algorithm>

namespace crosswalk::http {

CallHeaders HeadersFor(const Request& request, const Shell& shell, bool unary) {
  CallHeaders headers;
  headers.metadata.emplace_back("x-request-id", request.id);
  headers.metadata.emplace_back("crosswalk-peer", request.peer);
  for (const char* name : {"accept-language", "crosswalk-actor"}) {
    const std::string_view value = request.Field(name);
    if (!value.empty()) headers.metadata.emplace_back(name, value);
  }
  using Seconds_ = std::chrono::duration<double>;
  auto limit =
      std::chrono::duration_cast<std::chrono::milliseconds>(shell.config.http_request_timeout);
  const auto wished = Seconds(request.Field("x-server-timeout"));
  if (wished) {
    // A day is as good as for ever, and can be counted.
    const double seconds = std::min(*wished, 86400.0);
    const auto asked = std::chrono::duration_cast<std::chrono::milliseconds>(Seconds_(seconds));
    limit = unary ? std::min(limit, asked) : asked;
  }
  if (unary || wished) headers.deadline = std::chrono::system_clock::now() + limit;
  return headers;
}

Problem BodyProblem(const Wire& wire, const Request& request) {
  if (wire.timed_out()) {
    return FromShell({core::StatusCode::kDeadlineExceeded, "HTTP_TIMEOUT",
                      "the body of the request did not come in time"},
                     request.id);
  }
  return FromShell(core::InvalidArgument("HTTP_MALFORMED",
                                         "the body of the request is cut off, or not chunked well"),
                   request.id);
}

Answer ErrorAnswer(const Problem& problem, const Request& request) {
  Answer answer;
  answer.status = problem.http_status;
  answer.body = ErrorBody(problem) + "\n";
  answer.head_only = request.verb == "HEAD";
  answer.failure = {static_cast<core::StatusCode>(problem.status.error_code()),
                    ReasonOf(problem.status), ""};
  answer.Add("Content-Type", "application/json");
  answer.Add("Cache-Control", "no-store");
  answer.Add("X-Request-Id", request.id);
  if (const int seconds = RetryAfterSeconds(problem.status); seconds > 0) {
    answer.Add("Retry-After", std::to_string(seconds));
  }
  return answer;
}

void AddCommonFields(const Shell& shell, const Request& request, Answer& answer) {
  answer.Add("X-Content-Type-Options", "nosniff");
  shell.cors.AddHeaders(request.Field("origin"), answer);
}

}  // namespace crosswalk::http
