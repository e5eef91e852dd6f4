// SPDX-License-Identifier: Apache-2.0
// What a request says before its body.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/wire.h"

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

// Reads `wire`'s head. `bad` says what is wrong with it: INVALID_ARGUMENT / HEADER_TOO_LARGE for
// too many fields, / HTTP_MALFORMED for no Host or several, or a target that is no path. `id` and
// `keep_alive` are set in any case.
Request ReadRequest(const Wire& wire, core::Status& bad);

}  // namespace crosswalk::http
