// SPDX-License-Identifier: Apache-2.0
// StreamMapOutcomes: reads ahead within a window, maps on all workers, answers in order.
#pragma once

#include "server/rpc/call_handler.h"
#include "server/rpc/worker_pool.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <cstddef>
#include <string>

namespace crosswalk::rpc {

// What all streams share. Thread-safe; outlives its streams. Keeps references to its parts, which
// outlive it.
class StreamShop {
 public:
  struct Limits {
    std::size_t streams = 0;   // Open at the same time.
    std::size_t window = 0;    // Outcomes of one stream read and not answered yet.
    std::size_t outcomes = 0;  // Of one message.
  };

  StreamShop(CallHandler& calls, WorkerPool& workers, Limits limits, std::string default_language)
      : calls_(calls),
        workers_(workers),
        limits_(limits),
        default_language_(std::move(default_language)) {}

  // A reactor that owns itself. It fails with RESOURCE_EXHAUSTED / STREAM_LIMIT where too many
  // streams are open.
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* Open(
      grpc::CallbackServerContext& context);

  [[nodiscard]] CallHandler& calls() { return calls_; }
  [[nodiscard]] WorkerPool& workers() { return workers_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }
  [[nodiscard]] const std::string& default_language() const { return default_language_; }
  // Takes a place among the open streams; false where there is none left.
  bool Enter();
  void Leave() { --open_; }
  [[nodiscard]] std::size_t open() const { return open_; }

 private:
  CallHandler& calls_;
  WorkerPool& workers_;
  const Limits limits_;
  const std::string default_language_;
  std::atomic<std::size_t> open_ = 0;
};

}  // namespace crosswalk::rpc
