// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 on one socket: requests are read by Beast's parser, answers written as bytes, each
// within its time.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/answer.h"
#include "server/http/asio.h"
#include "server/http/deadline.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::http {

// How long a connection may take, and how much of it is read at once.
struct WireLimits {
  std::size_t header_bytes = 0;
  std::chrono::milliseconds header_timeout{0};
  std::chrono::milliseconds read_timeout{0};
  std::chrono::milliseconds write_timeout{0};
  std::chrono::milliseconds idle_timeout{0};
};

// What came of reading the head of a request.
enum class HeadResult {
  kRequest,    // There is one.
  kClosed,     // The other side is gone or was idle for too long.
  kTooSlow,    // It did not come in time.
  kTooLarge,   // It has too many bytes.
  kMalformed,  // It is not HTTP/1.
};

// Belongs to its socket's strand.
class Wire {
 public:
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
  using Head = Parser::value_type;

  Wire(Socket socket, const WireLimits& limits);

  // Reads the next request up to its body. The first of a connection must come within
  // header_timeout, a later one within idle_timeout.
  Awaitable<HeadResult> ReadHead(bool first);
  // REQUIRES: ReadHead answered kRequest.
  [[nodiscard]] const Head& head() const { return parser_->get(); }
  // Bytes of the body, where the head says how many.
  [[nodiscard]] std::optional<std::uint64_t> content_length() const;
  [[nodiscard]] bool has_body() const { return !parser_->is_done() || body_read_; }
  [[nodiscard]] bool body_done() const { return parser_->is_done(); }

  // Replaces `piece` with the next bytes of the body, at most 64 KiB; without any at its end. Takes
  // no longer than `limit`. On an error timed_out() says whether that was it.
  Awaitable<ErrorCode> ReadBody(std::string& piece, std::chrono::milliseconds limit);
  [[nodiscard]] bool timed_out() const { return read_deadline_.expired(); }

  // Tells a client that waits for it to send the body.
  Awaitable<ErrorCode> WriteContinue();
  // Writes a whole answer; for HEAD without its body.
  Awaitable<ErrorCode> Write(const Answer& answer, bool keep_alive);
  // The beginning of an answer whose length is not known, pieces of it, and its end. HTTP/1.0 has
  // no chunks: there the end of the connection is the end of the answer.
  Awaitable<ErrorCode> WriteStreamHead(const Answer& answer, bool keep_alive);
  Awaitable<ErrorCode> WritePiece(std::string_view bytes);
  Awaitable<ErrorCode> WriteStreamEnd();

  // Calls `gone`, once, when the other side closes or breaks the connection before Unwatch. One
  // that only ends its own sending gets a moment for its answer. Nothing else may read meanwhile.
  void Watch(std::function<void()> gone);
  // Ends watching. REQUIRES: nothing is being written.
  void Unwatch();

  // Ends what waits: reading, writing, watching.
  void Cancel();
  // What Abort does beside that, while there is a call to break off; nullptr for nothing.
  void OnAbort(std::function<void()> what) { on_abort_ = std::move(what); }
  void Abort();
  // Closes so that the other side gets what was written even while it still sends.
  Awaitable<void> Close();

  [[nodiscard]] const WireLimits& limits() const { return limits_; }
  [[nodiscard]] Strand strand() { return socket_.get_executor(); }
  [[nodiscard]] std::string peer() const;

 private:
  struct Watcher {
    std::function<void()> gone;
    std::optional<Timer> grace;
  };

  Awaitable<ErrorCode> WriteBytes(std::string_view bytes);
  void AwaitGone(const std::shared_ptr<Watcher>& watcher);
  [[nodiscard]] std::string HeadText(const Answer& answer, bool keep_alive) const;

  Socket socket_;
  const WireLimits limits_;
  Deadline read_deadline_;
  Deadline write_deadline_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  bool body_read_ = false;
  std::shared_ptr<Watcher> watcher_;
  std::function<void()> on_abort_;
};

}  // namespace crosswalk::http
