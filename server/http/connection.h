// SPDX-License-Identifier: Apache-2.0
// One connection: request after request until one side has enough.
#pragma once

#include "server/http/answer.h"
#include "server/http/asio.h"
#include "server/http/request.h"
#include "server/http/shell.h"
#include "server/http/wire.h"

#include <chrono>
#include <memory>

namespace crosswalk::http {

// Belongs to the strand of its socket.
class Connection {
 public:
  Connection(Shell& shell, Socket socket);

  // Serves until the connection is closed. Pipelined requests are answered in order, one at a time.
  Awaitable<void> Run();

  // The next answer is the last; a connection that waits for a request closes.
  void Drain();
  // Breaks off what is going on.
  void Abort();

  [[nodiscard]] Strand strand() { return wire_.strand(); }

 private:
  // Answers one request; whether another may follow.
  Awaitable<bool> Serve();
  // Answers what is no request.
  Awaitable<void> Refuse(HeadResult result);
  void Log(const Request& request, const Answer& answer,
           std::chrono::steady_clock::time_point start) const;

  Shell& shell_;
  Wire wire_;
  bool waiting_ = false;  // For a request.
  bool ending_ = false;
};

// Answers 503 / CONNECTION_LIMIT to whoever has connected, and closes.
Awaitable<void> TurnAway(const Shell& shell, Socket socket);

}  // namespace crosswalk::http
