// SPDX-License-Identifier: Apache-2.0
// Group commit: one thread does all writing, and whatever waits while the disk is busy goes into
// the next transaction together, with one fsync for all.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/sqlite_database.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace crosswalk::registry {

// Thread-safe.
class WriteQueue {
 public:
  // A part of a transaction. What it wrote is undone if it returns an error.
  using Work = std::function<core::Status(SqliteDatabase&)>;

  struct Options {
    std::size_t max_waiting = 4096;  // Works; more are refused.
    std::size_t max_batch = 512;  // Works of one transaction, so that the first need not wait long.
  };

  // `after_commit` is called by the writing thread between a commit and its acknowledgements.
  WriteQueue(SqliteDatabase database, std::function<void()> after_commit, Options options);
  // Does what waits, then ends.
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  // Runs works in order and returns once those that succeeded are on the disk. The i-th status is
  // the i-th work's, or why the transaction failed; RESOURCE_EXHAUSTED (REGISTRY_OVERLOADED),
  // UNAVAILABLE (REGISTRY_CLOSED).
  std::vector<core::Status> Run(std::vector<Work> works);
  core::Status Run(Work work);

  // Refuses new work and does what waits. May be called more than once.
  void Close();

 private:
  // The works of one caller.
  struct Call {
    std::vector<Work> works;
    std::vector<core::Status> statuses;
    std::promise<void> done;
  };
  using Batch = std::vector<std::shared_ptr<Call>>;

  void Loop();
  Batch Take();
  void Commit(const Batch& batch);
  core::Status RunInTransaction(const Batch& batch);
  core::Status RunOne(const Work& work, core::Status& outcome);

  SqliteDatabase database_;  // The writing thread's.
  const std::function<void()> after_commit_;
  const Options options_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::shared_ptr<Call>> waiting_;
  std::size_t waiting_works_ = 0;
  bool closed_ = false;
  std::once_flag joined_;
  std::thread thread_;
};

}  // namespace crosswalk::registry
