// SPDX-License-Identifier: Apache-2.0
#include "server/http/body_reader.h"
#include "server/http/cache_policy.h"
#include "server/http/compression.h"
#include "server/http/etag.h"
#include "server/http/etag_fields.h"
#include "server/http/exchange.h"
#include "server/http/header_values.h"
#include "server/http/json_codec.h"
#include "server/http/transcoder.h"

#include <memory>

namespace crosswalk::http {
namespace {

// zlib's: most of the gain for a fifth of the time of the highest.
constexpr int kAnswerLevel = 4;

// What may be wrong with the kind of body, before it is read.
std::optional<Problem> CheckBodyKind(const Wire& wire, const Request& request, const Route& route) {
  if (wire.body_done()) return std::nullopt;
  if (!route.whole_body && route.body_field == nullptr) {
    return FromShell(
        core::InvalidArgument("BODY_NOT_ALLOWED", "this path takes no body: say it in the query"),
        request.id);
  }
  if (!IsJson(request.Field("content-type"))) {
    return FromShell(core::InvalidArgument("MEDIA_TYPE_UNSUPPORTED",
                                           "the Content-Type of this path is application/json"),
                     request.id);
  }
  return std::nullopt;
}

// The request message, from everything that the request says.
core::Result<std::unique_ptr<google::protobuf::Message>> MessageOf(const Request& request,
                                                                   const Found& found,
                                                                   const std::string& body) {
  const auto query = ParseQuery(request.query);
  if (!query) {
    return core::InvalidArgument("HTTP_MALFORMED",
                                 "the query is not percent-encoded well (RFC 3986, 2.1)");
  }
  auto message = RequestMessage(*found.route, found.variables, *query, body);
  if (!message.ok()) return message;
  const core::Status status = SetEtag(request.Field("if-match"), *found.route, **message);
  if (!status.ok()) return status;
  return message;
}

// The answer for what a call has returned.
Answer AnswerOf(const Request& request, const Route& route,
                const google::protobuf::Message& message,
                const google::protobuf::Message& response) {
  auto json = WriteJson(response);
  if (!json.ok()) return ErrorAnswer(FromShell(json.status(), request.id), request);
  Answer answer;
  answer.head_only = request.verb == "HEAD";
  answer.body = *std::move(json) + "\n";
  answer.Add("X-Request-Id", request.id);
  answer.Add("Vary", "Accept-Encoding, Accept-Language");
  std::string tag = EtagOf(response);
  if (tag.empty() && request.is_read()) tag = TagOf(answer.body);
  const bool gzip =
      answer.body.size() >= kLeastToCompress && PrefersGzip(request.Field("accept-encoding"));
  if (!tag.empty()) answer.Add("ETag", QuotedTag(tag, gzip));
  answer.Add("Cache-Control",
             request.is_read() ? CacheControl(*route.method, message) : "no-store");
  const std::string_view known = request.Field("if-none-match");
  if (request.is_read() && !known.empty() && MatchesAny(known, tag)) {
    answer.status = 304;
    answer.body.clear();
    return answer;
  }
  answer.Add("Content-Type", "application/json");
  if (gzip) {
    answer.body = Gzip(answer.body, kAnswerLevel);
    answer.Add("Content-Encoding", "gzip");
  }
  return answer;
}

}  // namespace

Awaitable<Answer> AnswerUnary(Shell& shell, Wire& wire, const Request& request, const Found& found,
                              MemoryBudget::Share& share) {
  const Route& route = *found.route;
  std::optional<Problem> problem = CheckBodyKind(wire, request, route);
  if (problem) co_return ErrorAnswer(*problem, request);
  std::string body;
  problem = co_await ReadWholeBody(wire, request, shell.config.http_max_body_bytes, share, body);
  if (problem) co_return ErrorAnswer(*problem, request);

  const auto message = MessageOf(request, found, body);
  if (!message.ok()) co_return ErrorAnswer(FromShell(message.status(), request.id), request);
  const std::string bytes = (*message)->SerializeAsString();
  // What gRPC would refuse without saying why.
  if (bytes.size() > shell.config.max_request_bytes) {
    co_return ErrorAnswer(TooLarge(shell.config.max_request_bytes, request), request);
  }

  const auto call = std::make_shared<UnaryCall>(wire.strand());
  const CallHeaders headers = HeadersFor(request, shell, true);
  call->Start(shell.stub, route.rpc, headers, bytes);
  wire.OnAbort([call] { call->Cancel(); });
  wire.Watch([call] { call->Cancel(); });
  co_await call->Wait();
  wire.Unwatch();
  wire.OnAbort(nullptr);

  if (!call->status().ok()) {
    const Problem failed = FromCall(call->status(), request.id, request.Has("if-match"));
    Answer answer = ErrorAnswer(failed, request);
    answer.failure = {};  // The call has logged it.
    co_return answer;
  }
  const std::string answered = call->response();
  const auto response = ReadBytes(*route.method->output_type(), answered);
  if (!response.ok()) co_return ErrorAnswer(FromShell(response.status(), request.id), request);
  Answer answer = AnswerOf(request, route, **message, **response);
  if (!share.Grow(answer.body.size())) co_return ErrorAnswer(BudgetSpent(request), request);
  co_return answer;
}

}  // namespace crosswalk::http
