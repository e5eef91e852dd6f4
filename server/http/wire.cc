// SPDX-License-Identifier: Apache-2.0
#include "server/http/wire.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/status.hpp>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <limits>

namespace crosswalk::http {
namespace {

namespace beast = boost::beast;

// Enough for a socket's buffer, little enough to notice progress.
constexpr std::size_t kPiece = std::size_t{64} << 10;
// What a client that ended its own sending has to wait for its answer.
constexpr std::chrono::milliseconds kHalfCloseGrace{2000};
// How long and how much is read and thrown away before closing: closing on unread bytes makes the
// other side's system drop the answer (RFC 9112, section 9.6).
constexpr std::chrono::milliseconds kLinger{1000};
constexpr std::size_t kMostLingering = std::size_t{1} << 20;

// RFC 9110, section 5.6.7.
std::string HttpDate() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char rest[32];
  std::strftime(rest, sizeof rest, " %Y %H:%M:%S GMT", &parts);
  char day[8];
  std::strftime(day, sizeof day, ", %d ", &parts);
  std::string date = kDays[static_cast<std::size_t>(parts.tm_wday)];
  date += day;
  date += kMonths[static_cast<std::size_t>(parts.tm_mon)];
  return date + rest;
}

std::string_view ReasonPhrase(unsigned status) {
  if (status == 499) return "Client Closed Request";
  const auto phrase = beast::http::obsolete_reason(beast::http::int_to_status(status));
  return {phrase.data(), phrase.size()};
}

bool HasNoBody(unsigned status) { return status < 200 || status == 204 || status == 304; }

HeadResult ResultOf(ErrorCode error) {
  if (!error) return HeadResult::kRequest;
  if (error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow) {
    return HeadResult::kTooLarge;
  }
  if (error == beast::http::error::end_of_stream || error == beast::http::error::partial_message ||
      error.category() != beast::http::make_error_code(beast::http::error::bad_method).category()) {
    return HeadResult::kClosed;
  }
  return HeadResult::kMalformed;
}

}  // namespace

Wire::Wire(Socket socket, const WireLimits& limits)
    : socket_(std::move(socket)),
      limits_(limits),
      read_deadline_(socket_),
      write_deadline_(socket_),
      buffer_(limits.header_bytes + kPiece) {
  ErrorCode ignored;
  socket_.set_option(Tcp::no_delay(true), ignored);
  // Finds sockets whose other side is gone without a word.
  socket_.set_option(asio::socket_base::keep_alive(true), ignored);
}

Awaitable<HeadResult> Wire::ReadHead(bool first) {
  ErrorCode error;
  body_read_ = false;
  if (buffer_.size() == 0) {
    read_deadline_.Set(first ? limits_.header_timeout : limits_.idle_timeout);
    co_await socket_.async_wait(Socket::wait_read, Into(error));
    if (error) co_return HeadResult::kClosed;
  }
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
  // Bodies are bounded where they are read, by what they are for.
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
  read_deadline_.Set(limits_.header_timeout);
  co_await beast::http::async_read_header(socket_, buffer_, *parser_, Into(error));
  read_deadline_.Clear();
  if (error && read_deadline_.expired()) co_return HeadResult::kTooSlow;
  co_return ResultOf(error);
}

std::optional<std::uint64_t> Wire::content_length() const {
  const auto length = parser_->content_length();
  return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

Awaitable<ErrorCode> Wire::ReadBody(std::string& piece, std::chrono::milliseconds limit) {
  ErrorCode error;
  piece.resize(kPiece);
  std::size_t read = 0;
  read_deadline_.Set(limit);
  // A chunk's head comes with no bytes of the body.
  while (read == 0 && !parser_->is_done() && !error) {
    parser_->get().body().data = piece.data();
    parser_->get().body().size = piece.size();
    parser_->get().body().more = true;
    co_await beast::http::async_read_some(socket_, buffer_, *parser_, Into(error));
    if (error == beast::http::error::need_buffer) error = {};
    read = piece.size() - parser_->get().body().size;
  }
  read_deadline_.Clear();
  body_read_ = true;
  piece.resize(read);
  co_return error;
}

Awaitable<ErrorCode> Wire::WriteBytes(std::string_view bytes) {
  ErrorCode error;
  while (!bytes.empty() && !error) {
    write_deadline_.Set(limits_.write_timeout);
    const auto piece = asio::buffer(bytes.data(), std::min(bytes.size(), kPiece));
    const std::size_t written = co_await socket_.async_write_some(piece, Into(error));
    bytes.remove_prefix(written);
  }
  write_deadline_.Clear();
  co_return error;
}

std::string Wire::HeadText(const Answer& answer, bool keep_alive) const {
  std::string text = "HTTP/1.1 " + std::to_string(answer.status);
  text.append(" ").append(ReasonPhrase(answer.status)).append("\r\n");
  for (const auto& [name, value] : answer.fields) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  text.append("Date: ").append(HttpDate()).append("\r\n");
  // HTTP/1.0 keeps no connection unless both say so; 1.1 keeps it unless one says not.
  const bool old = parser_ && parser_->is_header_done() && parser_->get().version() < 11;
  if (!keep_alive) {
    text.append("Connection: close\r\n");
  } else if (old) {
    text.append("Connection: keep-alive\r\n");
  }
  return text;
}

Awaitable<ErrorCode> Wire::WriteContinue() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  const ErrorCode error = co_await WriteBytes(kContinue);
  co_return error;
}

Awaitable<ErrorCode> Wire::Write(const Answer& answer, bool keep_alive) {
  std::string text = HeadText(answer, keep_alive);
  std::string_view body = answer.content();
  if (!HasNoBody(answer.status)) {
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  }
  text.append("\r\n");
  if (answer.head_only || HasNoBody(answer.status)) body = {};
  // Small answers go in one packet.
  if (body.size() < kPiece) {
    text.append(body);
    body = {};
  }
  ErrorCode error = co_await WriteBytes(text);
  if (!error) error = co_await WriteBytes(body);
  co_return error;
}

Awaitable<ErrorCode> Wire::WriteStreamHead(const Answer& answer, bool keep_alive) {
  const bool chunked = head().version() >= 11;
  std::string text = HeadText(answer, keep_alive && chunked);
  if (chunked) text.append("Transfer-Encoding: chunked\r\n");
  text.append("\r\n");
  const ErrorCode error = co_await WriteBytes(text);
  co_return error;
}

Awaitable<ErrorCode> Wire::WritePiece(std::string_view bytes) {
  ErrorCode error;
  if (bytes.empty()) co_return error;
  if (head().version() < 11) {
    error = co_await WriteBytes(bytes);
    co_return error;
  }
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  std::string chunk = size;
  chunk.append(bytes).append("\r\n");
  error = co_await WriteBytes(chunk);
  co_return error;
}

Awaitable<ErrorCode> Wire::WriteStreamEnd() {
  static constexpr std::string_view kLastChunk = "0\r\n\r\n";
  ErrorCode error;
  if (head().version() >= 11) error = co_await WriteBytes(kLastChunk);
  co_return error;
}

void Wire::Watch(std::function<void()> gone) {
  watcher_ = std::make_shared<Watcher>();
  watcher_->gone = std::move(gone);
  AwaitGone(watcher_);
}

void Wire::AwaitGone(const std::shared_ptr<Watcher>& watcher) {
  socket_.async_wait(Socket::wait_read, [this, watcher](ErrorCode error) {
    // After Unwatch the wire may be gone.
    if (error || !watcher->gone) return;
    char byte = 0;
    const ssize_t seen = recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (seen > 0) return;  // The next request: it has to wait.
    if (seen < 0 && (errno == EAGAIN || errno == EINTR)) {
      AwaitGone(watcher);
      return;
    }
    if (seen < 0) {
      std::exchange(watcher->gone, nullptr)();
      return;
    }
    watcher->grace.emplace(socket_.get_executor());
    watcher->grace->expires_after(kHalfCloseGrace);
    watcher->grace->async_wait([watcher](ErrorCode cancelled) {
      if (!cancelled && watcher->gone) std::exchange(watcher->gone, nullptr)();
    });
  });
}

void Wire::Unwatch() {
  if (!watcher_) return;
  watcher_->gone = nullptr;
  if (watcher_->grace) watcher_->grace->cancel();
  watcher_.reset();
  Cancel();
}

void Wire::Cancel() {
  ErrorCode ignored;
  socket_.cancel(ignored);
}

void Wire::Abort() {
  if (on_abort_) on_abort_();
  Cancel();
}

Awaitable<void> Wire::Close() {
  ErrorCode error;
  socket_.shutdown(Socket::shutdown_send, error);
  std::string discarded(kPiece, '\0');
  std::size_t total = 0;
  read_deadline_.Set(kLinger);
  while (!error && total < kMostLingering && !read_deadline_.expired()) {
    total += co_await socket_.async_read_some(asio::buffer(discarded), Into(error));
  }
  read_deadline_.Clear();
  socket_.close(error);
}

std::string Wire::peer() const {
  ErrorCode error;
  const Tcp::endpoint endpoint = socket_.remote_endpoint(error);
  if (error) return "";
  const std::string port = std::to_string(endpoint.port());
  return endpoint.address().is_v6() ? "ipv6:[" + endpoint.address().to_string() + "]:" + port
                                    : "ipv4:" + endpoint.address().to_string() + ":" + port;
}

}  // namespace crosswalk::http
