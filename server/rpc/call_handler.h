// SPDX-License-Identifier: Apache-2.0
// What every unary call goes through once: request id, deadline, admission, a generation to hold,
// the exception fence, conversion of the status, and the log line.
#pragma once

#include "frameworks/core/status.h"
#include "server/rpc/admission.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_log.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::rpc {

// The value of the client metadata `key`; empty where there is none. Works for every kind of
// context.
std::string ClientMetadata(const grpc::ServerContextBase& context, const std::string& key);

// The client's x-request-id where it is 1 to 128 characters of [A-Za-z0-9._:-], else a new one.
std::string RequestId(const grpc::ServerContextBase& context);

// The client metadata `crosswalk-actor`, else "anonymous".
std::string ActorOf(const grpc::ServerContextBase& context);

// One unary call that is being answered. Belongs to its thread.
class Call {
 public:
  Call(grpc::ServerContext& context, std::shared_ptr<const LoadedGeneration> generation)
      : context_(context), generation_(std::move(generation)) {}

  // REQUIRES: the call was run with CallKind::kIndexed.
  [[nodiscard]] const LoadedGeneration& generation() const { return *generation_; }
  // nullptr where there is none.
  [[nodiscard]] const LoadedGeneration* FindGeneration() const { return generation_.get(); }
  // Who asks for a change: what a proxy that knows the caller says, else "anonymous".
  [[nodiscard]] std::string actor() const { return ActorOf(context_); }
  [[nodiscard]] std::string accept_language() const {
    return ClientMetadata(context_, "accept-language");
  }
  [[nodiscard]] std::chrono::system_clock::time_point deadline() const {
    return context_.deadline();
  }
  // Whether the caller is gone or the deadline has passed. Only on the call's own thread.
  [[nodiscard]] bool Cancelled() const;

  // For the log: how many things were asked about and answered.
  void CountItems(std::size_t in, std::size_t out) {
    items_in_ = in;
    items_out_ = out;
  }
  [[nodiscard]] std::size_t items_in() const { return items_in_; }
  [[nodiscard]] std::size_t items_out() const { return items_out_; }

 private:
  grpc::ServerContext& context_;
  std::shared_ptr<const LoadedGeneration> generation_;
  std::size_t items_in_ = 0;
  std::size_t items_out_ = 0;
};

enum class CallKind {
  kIndexed,  // Needs a generation and a turn.
  kStored,   // Needs a turn, and has a generation where there is one.
  kAdmin,    // Answers always.
};

// Thread-safe. Keeps references to its parts, which outlive it.
class CallHandler {
 public:
  CallHandler(const GenerationHolder& generations, Admission& admission, RequestLog& log)
      : generations_(generations), admission_(admission), log_(log) {}

  // Runs `work` as the call `method` ("crosswalk.v1.SkillService/SearchSkills", kept by reference).
  // Before and after it the deadline and the caller's presence are checked. An exception becomes
  // INTERNAL / INTERNAL, with its text in the log only.
  grpc::Status Run(std::string_view method, CallKind kind, grpc::ServerContext& context,
                   const std::function<core::Status(Call&)>& work);

  // The same for a call that may take long and so takes no turn; whoever calls bounds their number.
  // It has a generation where there is one.
  grpc::Status RunLong(std::string_view method, grpc::ServerContext& context,
                       const std::function<core::Status(Call&)>& work);

  // Says of a call that is not unary what Run says of one that is.
  grpc::Status Finish(RequestRecord record, grpc::ServerContextBase& context);

  [[nodiscard]] const GenerationHolder& generations() const { return generations_; }
  [[nodiscard]] Admission& admission() { return admission_; }
  [[nodiscard]] std::int64_t calls_total() const { return calls_total_; }

 private:
  // Does `work` behind the fence, then tells the log and the caller of it.
  grpc::Status Recorded(std::string_view method, grpc::ServerContext& context,
                        const std::function<core::Status(RequestRecord&)>& work);
  core::Status RunInTurn(CallKind kind, grpc::ServerContext& context,
                         const std::function<core::Status(Call&)>& work, RequestRecord& record);

  const GenerationHolder& generations_;
  Admission& admission_;
  RequestLog& log_;
  std::atomic<std::int64_t> calls_total_ = 0;
};

// Runs `work`, which may throw; an exception becomes INTERNAL / INTERNAL.
core::Status Fenced(const std::function<core::Status()>& work);

}  // namespace crosswalk::rpc
