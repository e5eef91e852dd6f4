// SPDX-License-Identifier: Apache-2.0
// How many requests are worked on at once, and how many may wait: overload is answered at once and
// with a time to wait, not by slow death.
#pragma once

#include "frameworks/core/status.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>

namespace crosswalk::rpc {

// First come, first served. Thread-safe; outlives its tickets.
class Admission {
 public:
  // The right to work, given back by the destructor. Movable.
  class Ticket {
   public:
    Ticket() = default;
    explicit Ticket(Admission* owner) : owner_(owner) {}
    Ticket(Ticket&& other) noexcept : owner_(other.owner_) { other.owner_ = nullptr; }
    Ticket& operator=(Ticket&& other) noexcept;
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket() { Release(); }

   private:
    void Release();
    Admission* owner_ = nullptr;
  };

  struct Counts {
    std::size_t running = 0;
    std::size_t waiting = 0;
    std::uint64_t refused = 0;  // Since the start.
  };

  // REQUIRES: max_running >= 1.
  Admission(std::size_t max_running, std::size_t max_waiting)
      : max_running_(max_running), max_waiting_(max_waiting) {}

  // Waits for a turn. RESOURCE_EXHAUSTED / CONCURRENCY_LIMIT where too many wait already;
  // DEADLINE_EXCEEDED / DEADLINE_EXCEEDED at `deadline`; CANCELLED / REQUEST_CANCELLED soon after
  // `cancelled` says so.
  core::Result<Ticket> Enter(std::chrono::system_clock::time_point deadline,
                             const std::function<bool()>& cancelled);

  [[nodiscard]] Counts counts() const;

  // When a refused caller may find room: what those waiting now will take, at the pace of the last
  // requests; 10 ms to 5 s.
  [[nodiscard]] std::chrono::milliseconds RetryDelay() const;

  // Tells how long a request took, for RetryDelay.
  void Observe(std::chrono::microseconds took);

 private:
  void Leave();

  const std::size_t max_running_;
  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t running_ = 0;
  std::list<std::uint64_t> queue_;  // Who waits, in order of arrival.
  std::uint64_t next_id_ = 0;
  std::uint64_t refused_ = 0;
  double mean_micros_ = 1000.0;  // Moving average; a request of 1 ms to begin with.
};

}  // namespace crosswalk::rpc
