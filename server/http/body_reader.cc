// SPDX-License-Identifier: Apache-2.0
#include "server/http/body_reader.h"

#include "server/http/compression.h"
#include "server/http/exchange.h"
#include "server/http/header_values.h"

#include <chrono>

namespace crosswalk::http {
namespace {

// What SkipBody takes for small and soon.
constexpr std::size_t kMostSkipped = std::size_t{64} << 10;
constexpr std::chrono::milliseconds kSkipTime{500};

}  // namespace

bool IsJson(std::string_view content_type) {
  const std::string type = MediaType(content_type);
  return type.empty() || type == "application/json" || type.ends_with("+json");
}

bool IsJsonLines(std::string_view content_type) {
  const std::string type = MediaType(content_type);
  return type == "application/x-ndjson" || type == "application/ndjson" ||
         type == "application/jsonl" || type == "application/x-jsonlines";
}

std::optional<Problem> CheckBodyHead(const Request& request, bool gzip) {
  const std::string_view coding = Trim(request.Field("content-encoding"));
  const bool known = coding.empty() || EqualIgnoringCase(coding, "identity") ||
                     (gzip && EqualIgnoringCase(coding, "gzip"));
  if (!known) {
    return FromShell(core::InvalidArgument("MEDIA_TYPE_UNSUPPORTED",
                                           gzip ? "Content-Encoding may be gzip or left out"
                                                : "a streamed body has no Content-Encoding"),
                     request.id);
  }
  if (request.Has("expect") && !EqualIgnoringCase(Trim(request.Field("expect")), "100-continue")) {
    return FromShell(core::InvalidArgument("EXPECTATION_UNKNOWN", "Expect may be 100-continue"),
                     request.id);
  }
  return std::nullopt;
}

Awaitable<void> Invite(Wire& wire, const Request& request) {
  // A client that could not be told will not send, and that has its own end.
  if (request.Has("expect") && request.head->version() >= 11 && !wire.body_done()) {
    static_cast<void>(co_await wire.WriteContinue());
  }
}

Problem TooLarge(std::size_t most, const Request& request) {
  core::Status status = core::InvalidArgument(
      "REQUEST_TOO_LARGE", "the body has more than " + std::to_string(most) + " bytes");
  status.WithMetadata("limit", std::to_string(most));
  return FromShell(status, request.id);
}

Problem BudgetSpent(const Request& request) {
  return FromShell(core::Unavailable("BUFFER_LIMIT",
                                     "too many bodies and answers are held for slow clients; try "
                                     "again"),
                   request.id);
}

Awaitable<std::optional<Problem>> ReadWholeBody(Wire& wire, const Request& request,
                                                std::size_t most, MemoryBudget::Share& share,
                                                std::string& body) {
  using Clock = std::chrono::steady_clock;
  std::optional<Problem> problem = CheckBodyHead(request, true);
  if (problem) co_return problem;
  if (wire.content_length().value_or(0) > most) co_return TooLarge(most, request);
  co_await Invite(wire, request);
  const Clock::time_point end = Clock::now() + wire.limits().read_timeout;
  std::string piece;
  while (!wire.body_done()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    const ErrorCode error =
        co_await wire.ReadBody(piece, std::max(left, std::chrono::milliseconds(1)));
    if (error) co_return BodyProblem(wire, request);
    if (body.size() + piece.size() > most) co_return TooLarge(most, request);
    if (!share.Grow(piece.size())) co_return BudgetSpent(request);
    body += piece;
  }
  if (EqualIgnoringCase(Trim(request.Field("content-encoding")), "gzip") && !body.empty()) {
    bool too_large = false;
    auto plain = Gunzip(body, most, too_large);
    if (too_large) co_return TooLarge(most, request);
    if (!plain) {
      co_return FromShell(core::InvalidArgument("HTTP_MALFORMED", "the body is not gzip"),
                          request.id);
    }
    if (!share.Grow(plain->size())) co_return BudgetSpent(request);
    body = *std::move(plain);
  }
  co_return std::nullopt;
}

Awaitable<bool> SkipBody(Wire& wire, const Request& request) {
  if (wire.body_done()) co_return true;
  // A client that waits to be told to send its body may or may not do so now.
  const bool small = wire.content_length().value_or(kMostSkipped + 1) <= kMostSkipped;
  if (!small || request.Has("expect")) co_return false;
  std::string piece;
  while (!wire.body_done()) {
    const ErrorCode error = co_await wire.ReadBody(piece, kSkipTime);
    if (error) co_return false;
  }
  co_return true;
}

}  // namespace crosswalk::http
