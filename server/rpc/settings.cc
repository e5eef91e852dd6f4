// SPDX-License-Identifier: Apache-2.0
// The table of settings.

#include "server/rpc/config.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace crosswalk::rpc {
namespace {

std::optional<std::int64_t> ParseWhole(const std::string& text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// A whole number from `low` to `high`, kept in `field` after `convert`.
template <typename Field>
Setting Whole(std::string name, std::string help, Field ServerConfig::*field, std::int64_t low,
              std::int64_t high) {
  return {std::move(name), std::move(help),
          [field, low, high](ServerConfig& config,
                             const std::string& text) -> std::optional<std::string> {
            const std::optional<std::int64_t> value = ParseWhole(text);
            if (!value || *value < low || *value > high) {
              return "takes a whole number from " + std::to_string(low) + " to " +
                     std::to_string(high) + ", not '" + text + "'";
            }
            if constexpr (std::is_same_v<Field, std::chrono::milliseconds>) {
              config.*field = std::chrono::milliseconds(*value);
            } else {
              config.*field = static_cast<Field>(*value);
            }
            return std::nullopt;
          },
          [field](const ServerConfig& config) {
            if constexpr (std::is_same_v<Field, std::chrono::milliseconds>) {
              return std::to_string((config.*field).count());
            } else {
              return std::to_string(config.*field);
            }
          }};
}

Setting Text(std::string name, std::string help, std::string ServerConfig::*field) {
  return {std::move(name), std::move(help),
          [field](ServerConfig& config, const std::string& text) -> std::optional<std::string> {
            config.*field = text;
            return std::nullopt;
          },
          [field](const ServerConfig& config) { return config.*field; }};
}

Setting OneOf(std::string name, std::string help, std::string ServerConfig::*field,
              std::vector<std::string> values) {
  return {
      std::move(name), std::move(help),
      [field, values](ServerConfig& config, const std::string& text) -> std::optional<std::string> {
        if (std::find(values.begin(), values.end(), text) == values.end()) {
          std::string message = "takes one of";
          for (const std::string& value : values) message.append(" ").append(value);
          return message + ", not '" + text + "'";
        }
        config.*field = text;
        return std::nullopt;
      },
      [field](const ServerConfig& config) { return config.*field; }};
}

Setting Switch(std::string name, std::string help, bool ServerConfig::*field) {
  return {std::move(name), std::move(help),
          [field](ServerConfig& config, const std::string& text) -> std::optional<std::string> {
            if (text != "true" && text != "false") {
              return "takes true or false, not '" + text + "'";
            }
            config.*field = text == "true";
            return std::nullopt;
          },
          [field](const ServerConfig& config) { return config.*field ? "true" : "false"; }};
}

}  // namespace

const std::vector<Setting>& Settings() {
  static const std::vector<Setting> settings = {
      Text("index", "index home or generation directory to serve", &ServerConfig::index),
      Switch("require_index", "refuse to start where the index cannot be opened",
             &ServerConfig::require_index),
      Text("registry", "file that keeps credentials, made where there is none; empty: no registry",
           &ServerConfig::registry),
      Text("host", "name or address to listen on", &ServerConfig::host),
      Whole("port", "port to listen on; 0 picks a free one", &ServerConfig::port, 0, 65535),
      Text("address", "gRPC address instead of host and port, such as unix:/run/crosswalk.sock",
           &ServerConfig::address),
      Text("port_file", "file to write the port to once listening", &ServerConfig::port_file),
      Text("default_language", "BCP-47 language of answers to requests that wish for none",
           &ServerConfig::default_language),
      Whole("max_concurrency", "unary requests worked on at once; 0 means twice the cores",
            &ServerConfig::max_concurrency, 0, 1024),
      Whole("max_waiting", "unary requests that may wait for their turn",
            &ServerConfig::max_waiting, 0, 4096),
      Whole("max_streams", "streams that may be open", &ServerConfig::max_streams, 1, 4096),
      Whole("stream_window", "outcomes of one stream that are read and not yet answered",
            &ServerConfig::stream_window, 1, 100'000),
      Whole("mapping_threads", "workers for batches and streams; 0 means one a core",
            &ServerConfig::mapping_threads, 0, 1024),
      Whole("max_request_bytes", "bytes of one request message", &ServerConfig::max_request_bytes,
            1024, 256 << 20),
      Whole("max_outcomes", "outcomes of one request message", &ServerConfig::max_outcomes, 1,
            100'000),
      Whole("drain_delay", "milliseconds from NOT_SERVING to refusing connections at shutdown",
            &ServerConfig::drain_delay, 0, 600'000),
      Whole("drain_timeout", "milliseconds that requests in flight get at shutdown",
            &ServerConfig::drain_timeout, 0, 600'000),
      Switch("admin_service", "offer AdminService", &ServerConfig::admin_service),
      Switch("reflection", "offer server reflection", &ServerConfig::reflection),
      OneOf("log_level", "info: a line a request; error: failed ones only; off",
            &ServerConfig::log_level, {"info", "error", "off"}),
      Switch("http", "offer HTTP: JSON under /v1 and the page", &ServerConfig::http),
      Text("http_host", "name or address to listen on for HTTP", &ServerConfig::http_host),
      Whole("http_port", "port to listen on for HTTP; 0 picks a free one", &ServerConfig::http_port,
            0, 65535),
      Text("http_port_file", "file to write the HTTP port to once listening",
           &ServerConfig::http_port_file),
      Text("http_origins", "origins whose pages may call, with commas between; * for all",
           &ServerConfig::http_origins),
      Whole("http_threads", "threads that serve HTTP connections; 0 means one a core, at least two",
            &ServerConfig::http_threads, 0, 64),
      Whole("http_max_connections", "HTTP connections that may be open",
            &ServerConfig::http_max_connections, 1, 100'000),
      Whole("http_max_header_bytes", "bytes of an HTTP request line with its header fields",
            &ServerConfig::http_max_header_bytes, 1024, 1 << 20),
      Whole("http_max_body_bytes", "bytes of one JSON body or line over HTTP",
            &ServerConfig::http_max_body_bytes, 1024, 256 << 20),
      Whole("http_max_buffered_bytes", "bytes of HTTP bodies and answers held at once",
            &ServerConfig::http_max_buffered_bytes, 1 << 20, std::int64_t{1} << 40),
      Whole("http_header_timeout", "milliseconds for an HTTP request line with its header fields",
            &ServerConfig::http_header_timeout, 10, 600'000),
      Whole("http_read_timeout", "milliseconds for an HTTP body, or between pieces of a stream",
            &ServerConfig::http_read_timeout, 10, 600'000),
      Whole("http_write_timeout", "milliseconds without progress before an HTTP answer is given up",
            &ServerConfig::http_write_timeout, 10, 600'000),
      Whole("http_idle_timeout", "milliseconds that an HTTP connection may wait between requests",
            &ServerConfig::http_idle_timeout, 10, 3'600'000),
      Whole("http_request_timeout",
            "milliseconds for a call over HTTP, unless the client allows less",
            &ServerConfig::http_request_timeout, 10, 3'600'000),
  };
  return settings;
}

std::string FlagName(const Setting& setting) {
  std::string flag = "--" + setting.name;
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string VariableName(const Setting& setting) {
  std::string variable = "CROSSWALK_";
  for (const char c : setting.name) {
    variable += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return variable;
}

}  // namespace crosswalk::rpc
