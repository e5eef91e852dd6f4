// SPDX-License-Identifier: Apache-2.0
// The threads that batches and streams of outcomes are mapped on.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace crosswalk::rpc {

// First in, first out. Thread-safe. How many jobs wait is bounded by those who submit them.
class WorkerPool {
 public:
  // REQUIRES: threads >= 1.
  explicit WorkerPool(std::size_t threads);
  // Runs what was submitted, then joins.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // REQUIRES: `job` does not throw.
  void Submit(std::function<void()> job);
  [[nodiscard]] std::size_t size() const { return threads_.size(); }

 private:
  void Work();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace crosswalk::rpc
