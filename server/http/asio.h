// SPDX-License-Identifier: Apache-2.0
// Asio and Beast as this room uses them. A connection is a coroutine on a strand of its own: what
// runs there runs one thing at a time, so that a connection's parts need no locks.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

namespace crosswalk::http {

namespace asio = boost::asio;

using Tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using Strand = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<Tcp, Strand>;
template <typename T>
using Awaitable = asio::awaitable<T, Strand>;

// A completion token: waits in a coroutine and puts the error into `error` instead of throwing.
inline auto Into(ErrorCode& error) {
  return asio::redirect_error(asio::use_awaitable_t<Strand>(), error);
}

}  // namespace crosswalk::http
