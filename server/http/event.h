// SPDX-License-Identifier: Apache-2.0
// A condition that a coroutine waits for and another part of its strand brings about.
#pragma once

#include "server/http/asio.h"
#include "server/http/deadline.h"

namespace crosswalk::http {

// Belongs to one strand; one coroutine waits at a time.
class Event {
 public:
  explicit Event(const Strand& strand) : timer_(strand) {
    timer_.expires_at(Timer::time_point::max());
  }

  void Signal() {
    signalled_ = true;
    timer_.cancel();
  }
  void Reset() { signalled_ = false; }
  [[nodiscard]] bool signalled() const { return signalled_; }

  // Returns when it is signalled, at once where it was.
  Awaitable<void> Wait() {
    while (!signalled_) {
      ErrorCode cancelled;
      co_await timer_.async_wait(Into(cancelled));
    }
  }

 private:
  Timer timer_;
  bool signalled_ = false;
};

}  // namespace crosswalk::http
