// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/admission.h"

#include <algorithm>

namespace crosswalk::rpc {
namespace {

// How soon a waiting request notices that its caller is gone.
constexpr std::chrono::milliseconds kPoll{20};

}  // namespace

Admission::Ticket& Admission::Ticket::operator=(Ticket&& other) noexcept {
  if (this != &other) {
    Release();
    owner_ = other.owner_;
    other.owner_ = nullptr;
  }
  return *this;
}

void Admission::Ticket::Release() {
  if (owner_ != nullptr) owner_->Leave();
  owner_ = nullptr;
}

core::Result<Admission::Ticket> Admission::Enter(std::chrono::system_clock::time_point deadline,
                                                 const std::function<bool()>& cancelled) {
  std::unique_lock lock(mutex_);
  if (running_ < max_running_ && queue_.empty()) {
    ++running_;
    return Ticket(this);
  }
  if (queue_.size() >= max_waiting_) {
    ++refused_;
    return core::Status(core::StatusCode::kResourceExhausted, "CONCURRENCY_LIMIT",
                        "the server is working on as many requests as it may; try again later")
        .WithMetadata("max_concurrency", std::to_string(max_running_))
        .WithMetadata("max_waiting", std::to_string(max_waiting_));
  }
  const auto self = queue_.insert(queue_.end(), next_id_++);
  const auto give_up = [&](core::Status status) {
    queue_.erase(self);
    turn_.notify_all();
    return status;
  };
  while (running_ >= max_running_ || queue_.front() != *self) {
    turn_.wait_for(lock, kPoll);
    if (std::chrono::system_clock::now() >= deadline) {
      return give_up({core::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                      "the deadline passed while the request waited for its turn"});
    }
    if (cancelled && cancelled()) {
      return give_up(
          {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the caller cancelled the request"});
    }
  }
  queue_.erase(self);
  ++running_;
  if (running_ < max_running_ && !queue_.empty()) turn_.notify_all();
  return Ticket(this);
}

void Admission::Leave() {
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  turn_.notify_all();
}

Admission::Counts Admission::counts() const {
  const std::lock_guard lock(mutex_);
  return {running_, queue_.size(), refused_};
}

std::chrono::milliseconds Admission::RetryDelay() const {
  const std::lock_guard lock(mutex_);
  const double micros =
      mean_micros_ * static_cast<double>(queue_.size() + 1) / static_cast<double>(max_running_);
  return std::clamp(std::chrono::milliseconds(static_cast<std::int64_t>(micros / 1000.0)),
                    std::chrono::milliseconds(10), std::chrono::milliseconds(5000));
}

void Admission::Observe(std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  mean_micros_ += 0.1 * (static_cast<double>(took.count()) - mean_micros_);
}

}  // namespace crosswalk::rpc
