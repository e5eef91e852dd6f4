// SPDX-License-Identifier: Apache-2.0
// The server's structured log: one JSON object a line, never a text that a caller sent.
#pragma once

#include "frameworks/core/status.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::rpc {

// What is said of one request.
struct RequestRecord {
  std::string request_id;
  std::string_view method;  // "crosswalk.v1.SkillService/SearchSkills"
  std::string peer;
  std::string generation;  // Empty where none answered.
  core::Status status;
  std::chrono::microseconds latency{0};
  std::size_t items_in = 0;   // Outcomes or names asked about.
  std::size_t items_out = 0;  // Results answered.
};

enum class LogLevel { kOff, kError, kInfo };

// Thread-safe. Lines go whole to `sink`, without the line end, one at a time.
class RequestLog {
 public:
  using Sink = std::function<void(std::string_view line)>;
  using Fields = std::vector<std::pair<std::string_view, std::string>>;

  RequestLog(LogLevel level, Sink sink) : level_(level), sink_(std::move(sink)) {}

  // At kError only requests that failed through the server: INTERNAL, UNKNOWN, DATA_LOSS,
  // UNAVAILABLE, RESOURCE_EXHAUSTED.
  void Request(const RequestRecord& record);
  // Something that happened to the server: {"event": `event`, fields...}.
  void Event(std::string_view event, const Fields& fields);
  // The same, for failures.
  void Error(std::string_view event, const Fields& fields);

 private:
  void Write(std::string_view line);

  const LogLevel level_;
  const Sink sink_;
  std::mutex mutex_;
};

}  // namespace crosswalk::rpc
