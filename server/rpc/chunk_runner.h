// SPDX-License-Identifier: Apache-2.0
// One request's work on all workers, while its own thread waits and watches for the caller.
#pragma once

#include "frameworks/core/status.h"
#include "server/rpc/call_handler.h"
#include "server/rpc/worker_pool.h"

#include <atomic>
#include <cstddef>
#include <functional>

namespace crosswalk::rpc {

// Belongs to the call's thread but for stopped().
class ChunkRunner {
 public:
  using Chunk = std::function<core::Status(std::size_t begin, std::size_t end)>;

  // Keeps references to both.
  ChunkRunner(Call& call, WorkerPool& workers) : call_(call), workers_(workers) {}

  // Runs chunks that together make up 0..count on the workers, several at once, and waits for all
  // of them, whatever happens. Answers the first failure; an exception is INTERNAL / INTERNAL.
  core::Status Run(std::size_t count, const Chunk& chunk);

  // Whether a chunk failed or the caller is gone: chunks should end early. Thread-safe.
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  Call& call_;
  WorkerPool& workers_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace crosswalk::rpc
