// SPDX-License-Identifier: Apache-2.0
// What a request says before its body.
#pragma once

#include "server/http/wire.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::http {

// Refers to the wire's head; ends with it.
struct Request {
  std::string_view verb;   // "GET"
  std::string_view path;   // As sent, percent-encoded; begins with a slash, or is "*".
  std::string_view query;  // Without the question mark.
  std::string id;          // The client's x-request-id where it is one, else a new one.
  std::string peer;        // "ipv4:127.0.0.1:50000"
  bool keep_alive = false;
  const Wire::Head* head = nullptr;

  // The value of the field `name`, whatever its case; empty where there is none.
  [[nodiscard]] std::string_view Field(std::string_view name) const;
  [[nodiscard]] bool Has(std::string_view name) const;
  [[nodiscard]] bool is_read() const { return verb == "GET" || verb == "HEAD"; }
};

// What is wrong with the head as HTTP; nothing where it is fine.
struct BadHead {
  unsigned http_status = 400;
  std::string reason;
  std::string message;
};

// Reads `wire`'s head. `bad` says what is wrong with it: too many fields, no Host or several, a
// target that is no path. `id` and `keep_alive` are set in any case.
Request ReadRequest(const Wire& wire, std::optional<BadHead>& bad);

}  // namespace crosswalk::http
