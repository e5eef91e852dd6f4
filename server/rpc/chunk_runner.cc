// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/chunk_runner.h"

#include "server/rpc/outcome_mapping.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace crosswalk::rpc {
namespace {

// How soon a batch notices that its caller is gone.
constexpr std::chrono::milliseconds kPoll{20};

}  // namespace

core::Status ChunkRunner::Run(std::size_t count, const Chunk& chunk) {
  std::mutex mutex;
  std::condition_variable done;
  std::size_t unfinished = 0;
  core::Status failure;
  const std::size_t size = ChunkSize(count, workers_.size());
  for (std::size_t begin = 0; begin < count; begin += size) {
    const std::size_t end = std::min(begin + size, count);
    {
      const std::lock_guard lock(mutex);
      ++unfinished;
    }
    workers_.Submit([this, &mutex, &done, &unfinished, &failure, &chunk, begin, end] {
      core::Status status = Fenced([&] { return chunk(begin, end); });
      const std::lock_guard lock(mutex);
      if (!status.ok()) stopped_ = true;
      if (!status.ok() && failure.ok()) failure = std::move(status);
      if (--unfinished == 0) done.notify_all();
    });
  }
  std::unique_lock lock(mutex);
  while (!done.wait_for(lock, kPoll, [&unfinished] { return unfinished == 0; })) {
    if (call_.Cancelled()) stopped_ = true;
  }
  return failure;
}

}  // namespace crosswalk::rpc
