// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/request_log.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <ctime>

namespace crosswalk::rpc {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// RFC 3339 in UTC with milliseconds.
std::string Now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const std::time_t seconds = static_cast<std::time_t>(millis / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::string fraction = std::to_string(millis % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::string(text, length) + "." + fraction + "Z";
}

void Add(Writer& writer, std::string_view key, std::string_view value) {
  writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void Add(Writer& writer, std::string_view key, std::uint64_t value) {
  writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  writer.Uint64(value);
}

bool IsServerFailure(core::StatusCode code) {
  switch (code) {
    case core::StatusCode::kInternal:
    case core::StatusCode::kUnknown:
    case core::StatusCode::kDataLoss:
    case core::StatusCode::kUnavailable:
    case core::StatusCode::kResourceExhausted:
      return true;
    default:
      return false;
  }
}

std::string EventLine(std::string_view level, std::string_view event,
                      const RequestLog::Fields& fields) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  Add(writer, "time", Now());
  Add(writer, "level", level);
  Add(writer, "event", event);
  for (const auto& [key, value] : fields) Add(writer, key, value);
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

void RequestLog::Request(const RequestRecord& record) {
  const bool failure = IsServerFailure(record.status.code());
  if (level_ == LogLevel::kOff || (level_ == LogLevel::kError && !failure)) return;
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  Add(writer, "time", Now());
  Add(writer, "level", failure ? "error" : "info");
  Add(writer, "event", "request");
  Add(writer, "request_id", record.request_id);
  Add(writer, "method", record.method);
  Add(writer, "code", core::StatusCodeName(record.status.code()));
  if (!record.status.ok()) Add(writer, "reason", record.status.reason());
  // Only failures of our own: other messages may quote what the caller sent.
  if (failure) Add(writer, "message", record.status.message());
  Add(writer, "latency_us", static_cast<std::uint64_t>(record.latency.count()));
  Add(writer, "items_in", record.items_in);
  Add(writer, "items_out", record.items_out);
  Add(writer, "peer", record.peer);
  Add(writer, "generation", record.generation);
  writer.EndObject();
  Write({buffer.GetString(), buffer.GetSize()});
}

void RequestLog::Event(std::string_view event, const Fields& fields) {
  if (level_ == LogLevel::kInfo) Write(EventLine("info", event, fields));
}

void RequestLog::Error(std::string_view event, const Fields& fields) {
  if (level_ != LogLevel::kOff) Write(EventLine("error", event, fields));
}

void RequestLog::Write(std::string_view line) {
  const std::lock_guard lock(mutex_);
  sink_(line);
}

}  // namespace crosswalk::rpc
