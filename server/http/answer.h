// SPDX-License-Identifier: Apache-2.0
// An answer before it goes onto the wire.
#pragma once

#include "frameworks/core/status.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::http {

struct Answer {
  unsigned status = 200;
  // Without Content-Length, Connection and Date, which the wire adds. Values have no line ends.
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;
  // A body that lives as long as the process, instead of `body`.
  std::string_view lasting_body;
  // Whether this answers HEAD: its length is told, its body not sent.
  bool head_only = false;
  // For the log, where the request failed before there was a call to log: code and reason.
  core::Status failure;

  void Add(std::string name, std::string value) {
    fields.emplace_back(std::move(name), std::move(value));
  }
  [[nodiscard]] std::string_view content() const {
    return lasting_body.empty() ? std::string_view(body) : lasting_body;
  }
};

}  // namespace crosswalk::http
