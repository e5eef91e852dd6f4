// SPDX-License-Identifier: Apache-2.0
#include "server/http/deadline.h"

namespace crosswalk::http {

Deadline::Deadline(Socket& socket)
    : state_(std::make_shared<State>()), timer_(socket.get_executor()) {
  state_->socket = &socket;
}

Deadline::~Deadline() {
  state_->socket = nullptr;
  Clear();
}

void Deadline::Set(std::chrono::milliseconds limit) {
  const std::uint64_t number = ++state_->number;
  state_->expired = false;
  timer_.expires_after(limit);
  timer_.async_wait([state = state_, number](ErrorCode error) {
    if (error || state->number != number || state->socket == nullptr) return;
    state->expired = true;
    ErrorCode ignored;
    state->socket->cancel(ignored);
  });
}

void Deadline::Clear() {
  ++state_->number;
  timer_.cancel();
}

}  // namespace crosswalk::http
