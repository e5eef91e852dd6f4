// SPDX-License-Identifier: Apache-2.0
// Takes connections, at most so many at once, and ends them.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/connection.h"
#include "server/http/shell.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace crosswalk::http {

// Thread-safe. Outlived by `shell` and `context`, whose threads serve the connections.
class Listener {
 public:
  Listener(asio::io_context& context, Shell& shell);

  // UNAVAILABLE / ADDRESS_UNUSABLE where it cannot listen there.
  core::Status Listen();
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::size_t open() const;

  // Takes no more connections, lets each finish the request it is answering for at most `timeout`,
  // then breaks off the rest. Returns when all have ended. Once only.
  void Drain(std::chrono::milliseconds timeout);

 private:
  Awaitable<void> Accept();
  void Begin(Socket socket);
  void TurnAwayOne(Socket socket);
  void End(std::uint64_t number);
  bool AwaitNone(std::chrono::milliseconds timeout);

  asio::io_context& context_;
  Shell& shell_;
  asio::basic_socket_acceptor<Tcp, Strand> acceptor_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  std::map<std::uint64_t, std::shared_ptr<Connection>> connections_;
  std::uint64_t next_ = 0;
  std::size_t turning_away_ = 0;
  bool accepting_ = false;
};

}  // namespace crosswalk::http
