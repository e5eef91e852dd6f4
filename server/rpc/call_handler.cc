// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/call_handler.h"

#include "server/rpc/request_id.h"
#include "server/rpc/status_mapping.h"

#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace crosswalk::rpc {
namespace {

// Who asks. A call from within the process has no address of its own: whoever made it says for
// whom.
std::string PeerOf(const grpc::ServerContextBase& context) {
  const std::string peer = context.peer();
  if (peer.starts_with("ipv4:") || peer.starts_with("ipv6:") || peer.starts_with("unix:")) {
    return peer;
  }
  const std::string caller = ClientMetadata(context, "crosswalk-peer");
  return caller.empty() ? peer : caller;
}

core::Status Gone(std::chrono::system_clock::time_point deadline) {
  if (std::chrono::system_clock::now() >= deadline) {
    return {core::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
            "the deadline passed before the answer was complete"};
  }
  return {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the caller cancelled the request"};
}

}  // namespace

std::string ClientMetadata(const grpc::ServerContextBase& context, const std::string& key) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(grpc::string_ref(key.data(), key.size()));
  return found == metadata.end() ? std::string()
                                 : std::string(found->second.data(), found->second.size());
}

std::string RequestId(const grpc::ServerContextBase& context) {
  std::string id = ClientMetadata(context, "x-request-id");
  return IsRequestId(id) ? id : NewRequestId();
}

std::string ActorOf(const grpc::ServerContextBase& context) {
  std::string actor = ClientMetadata(context, "crosswalk-actor");
  return actor.empty() ? "anonymous" : actor;
}

bool Call::Cancelled() const {
  return std::chrono::system_clock::now() >= context_.deadline() || context_.IsCancelled();
}

core::Status Fenced(const std::function<core::Status()>& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return {core::StatusCode::kResourceExhausted, "OUT_OF_MEMORY",
            "the server has no memory for this request; ask for less at once"};
  } catch (const std::exception& error) {
    return core::Internal("INTERNAL", error.what());
  }
}

core::Status CallHandler::RunInTurn(CallKind kind, grpc::ServerContext& context,
                                    const std::function<core::Status(Call&)>& work,
                                    RequestRecord& record) {
  auto ticket = admission_.Enter(context.deadline(), [&] { return context.IsCancelled(); });
  if (!ticket.ok()) return ticket.status();
  const auto start = std::chrono::steady_clock::now();
  auto generation = generations_.Current();
  if (!generation.ok() && kind == CallKind::kIndexed) return generation.status();
  if (generation.ok()) record.generation = (*generation)->id();
  Call call(context, generation.ok() ? *std::move(generation) : nullptr);
  if (call.Cancelled()) return Gone(call.deadline());
  core::Status status = work(call);
  record.items_in = call.items_in();
  record.items_out = call.items_out();
  const bool stopped = status.code() == core::StatusCode::kCancelled;
  if ((status.ok() || stopped) && call.Cancelled()) status = Gone(call.deadline());
  admission_.Observe(std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start));
  return status;
}

grpc::Status CallHandler::Recorded(std::string_view method, grpc::ServerContext& context,
                                   const std::function<core::Status(RequestRecord&)>& work) {
  const auto start = std::chrono::steady_clock::now();
  RequestRecord record;
  record.method = method;
  record.request_id = RequestId(context);
  record.status = Fenced([&] { return work(record); });
  record.latency = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  return Finish(std::move(record), context);
}

grpc::Status CallHandler::Run(std::string_view method, CallKind kind, grpc::ServerContext& context,
                              const std::function<core::Status(Call&)>& work) {
  return Recorded(method, context, [&](RequestRecord& record) -> core::Status {
    if (kind != CallKind::kAdmin) return RunInTurn(kind, context, work, record);
    Call call(context, nullptr);
    return work(call);
  });
}

grpc::Status CallHandler::RunLong(std::string_view method, grpc::ServerContext& context,
                                  const std::function<core::Status(Call&)>& work) {
  return Recorded(method, context, [&](RequestRecord& record) -> core::Status {
    auto generation = generations_.Current();
    if (generation.ok()) record.generation = (*generation)->id();
    Call call(context, generation.ok() ? *std::move(generation) : nullptr);
    core::Status status = work(call);
    record.items_in = call.items_in();
    record.items_out = call.items_out();
    if (status.code() == core::StatusCode::kCancelled) status = Gone(call.deadline());
    return status;
  });
}

grpc::Status CallHandler::Finish(RequestRecord record, grpc::ServerContextBase& context) {
  ++calls_total_;
  record.peer = PeerOf(context);
  std::optional<std::chrono::milliseconds> retry_after;
  if (record.status.code() == core::StatusCode::kResourceExhausted) {
    retry_after = admission_.RetryDelay();
    // https://github.com/grpc/proposal/blob/master/A6-client-retries.md
    context.AddTrailingMetadata("grpc-retry-pushback-ms", std::to_string(retry_after->count()));
  }
  context.AddTrailingMetadata("x-request-id", record.request_id);
  log_.Request(record);
  return ToGrpcStatus(record.status, record.request_id, retry_after);
}

}  // namespace crosswalk::rpc
