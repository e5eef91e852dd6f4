// SPDX-License-Identifier: Apache-2.0
// A time limit on what a socket does.
#pragma once

#include "server/http/asio.h"

#include <boost/asio/basic_waitable_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>

namespace crosswalk::http {

using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Strand>;

// When time is up the socket's operations end with operation_aborted and `expired` says why.
// Belongs to the socket's strand; outlived by the socket.
class Deadline {
 public:
  explicit Deadline(Socket& socket);
  ~Deadline();

  // Begins anew.
  void Set(std::chrono::milliseconds limit);
  void Clear();
  // Since the last Set.
  [[nodiscard]] bool expired() const { return state_->expired; }

 private:
  // The timer's handler may run after the deadline is gone.
  struct State {
    Socket* socket = nullptr;
    std::uint64_t number = 0;  // Of the limit that counts.
    bool expired = false;
  };

  std::shared_ptr<State> state_;
  Timer timer_;
};

}  // namespace crosswalk::http
