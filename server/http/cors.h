// SPDX-License-Identifier: Apache-2.0
// Pages of other origins: which may call, and what their browsers are told
// (https://fetch.spec.whatwg.org/#http-cors-protocol).
#pragma once

#include "frameworks/core/status.h"
#include "server/http/answer.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

// Immutable; thread-safe.
class Cors {
 public:
  // `origins` has commas between; "*" stands for all. INVALID_ARGUMENT / CONFIG_INVALID where one
  // is not a scheme with a host and perhaps a port.
  static core::Result<Cors> Create(std::string_view origins);

  [[nodiscard]] bool Allows(std::string_view origin) const;
  // Whether a request that changes something may come from a page of `origin`, empty where it comes
  // from none: from the server's own, which is at `host`, and from those allowed.
  [[nodiscard]] bool MayChange(std::string_view origin, std::string_view host) const;

  // Lets a page of `origin` read the answer, where it may; and says that answers differ by origin.
  void AddHeaders(std::string_view origin, Answer& answer) const;
  // Answers what a browser asks before it sends a request with one of `verbs`.
  void AddPreflight(std::string_view origin, std::string_view verbs, Answer& answer) const;

 private:
  bool all_ = false;
  std::vector<std::string> origins_;
};

}  // namespace crosswalk::http
