// SPDX-License-Identifier: Apache-2.0
#include "server/http/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>

namespace crosswalk::http {
namespace {

// Connections that are told that there are too many; more are closed without a word.
constexpr std::size_t kMostTurningAway = 64;
// Before the next try where the process has no descriptor left.
constexpr std::chrono::milliseconds kAcceptPause{50};

// What went wrong in a coroutine, for the log.
std::string WhatOf(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "not an exception of the standard library's";
  }
}

std::string WithoutBrackets(const std::string& host) {
  return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

Listener::Listener(asio::io_context& context, Shell& shell)
    : context_(context), shell_(shell), acceptor_(asio::make_strand(context)) {}

core::Status Listener::Listen() {
  const rpc::ServerConfig& config = shell_.config;
  const std::string address = config.http_host + ":" + std::to_string(config.http_port);
  ErrorCode error;
  Tcp::resolver resolver(context_);
  const auto endpoints =
      resolver.resolve(WithoutBrackets(config.http_host), std::to_string(config.http_port),
                       Tcp::resolver::passive | Tcp::resolver::numeric_service, error);
  if (!error) acceptor_.open(endpoints.begin()->endpoint().protocol(), error);
  // A port whose old connections still wait to be forgotten can be had again.
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoints.begin()->endpoint(), error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port_ = acceptor_.local_endpoint(error).port();
  if (error) {
    return core::Unavailable("ADDRESS_UNUSABLE",
                             "cannot listen on " + address + " for HTTP: " + error.message());
  }
  accepting_ = true;
  asio::co_spawn(acceptor_.get_executor(), Accept(), [this](const std::exception_ptr& failure) {
    if (failure) shell_.log.Error("http_accept_failed", {{"message", WhatOf(failure)}});
    const std::lock_guard lock(mutex_);
    accepting_ = false;
    ended_.notify_all();
  });
  shell_.log.Event("listening_http", {{"address", address}, {"port", std::to_string(port_)}});
  return {};
}

std::size_t Listener::open() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

Awaitable<void> Listener::Accept() {
  Timer pause(acceptor_.get_executor());
  while (!shell_.draining) {
    Socket socket(asio::make_strand(context_));
    ErrorCode error;
    co_await acceptor_.async_accept(socket, Into(error));
    if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) break;
    if (error) {
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(Into(error));
    } else if (open() < shell_.config.http_max_connections) {
      Begin(std::move(socket));
    } else {
      TurnAwayOne(std::move(socket));
    }
  }
}

void Listener::Begin(Socket socket) {
  auto connection = std::make_shared<Connection>(shell_, std::move(socket));
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = next_++;
    connections_.emplace(number, connection);
  }
  asio::co_spawn(connection->strand(), connection->Run(),
                 [this, connection, number](const std::exception_ptr& failure) {
                   if (failure) shell_.log.Error("http_failed", {{"message", WhatOf(failure)}});
                   End(number);
                 });
}

void Listener::TurnAwayOne(Socket socket) {
  {
    const std::lock_guard lock(mutex_);
    if (turning_away_ == kMostTurningAway) return;
    ++turning_away_;
  }
  const Strand strand = socket.get_executor();
  asio::co_spawn(strand, TurnAway(shell_, std::move(socket)), [this](const std::exception_ptr&) {
    const std::lock_guard lock(mutex_);
    --turning_away_;
    ended_.notify_all();
  });
}

void Listener::End(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  connections_.erase(number);
  ended_.notify_all();
}

bool Listener::AwaitNone(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  return ended_.wait_for(
      lock, timeout, [this] { return connections_.empty() && turning_away_ == 0 && !accepting_; });
}

void Listener::Drain(std::chrono::milliseconds timeout) {
  shell_.draining = true;
  asio::post(acceptor_.get_executor(), [this] {
    ErrorCode ignored;
    acceptor_.close(ignored);
  });
  const auto tell = [this](void (Connection::*what)()) {
    const std::lock_guard lock(mutex_);
    for (const auto& [number, connection] : connections_) {
      asio::post(connection->strand(), [connection, what] { ((*connection).*what)(); });
    }
  };
  tell(&Connection::Drain);
  if (AwaitNone(timeout)) return;
  // Each may be between two steps that can be broken off.
  constexpr std::chrono::milliseconds kAgain{100};
  do {
    tell(&Connection::Abort);
  } while (!AwaitNone(kAgain));
}

}  // namespace crosswalk::http
