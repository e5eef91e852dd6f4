// SPDX-License-Identifier: Apache-2.0
// The server's settings and where they come from: a flag beats an environment variable beats the
// configuration file beats the default. docs/configuration.md describes each; a test keeps it
// whole.
#pragma once

#include "frameworks/core/status.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {

// A value type; thread-compatible.
struct ServerConfig {
  std::string index;               // Index home or generation directory.
  bool require_index = true;       // Whether to refuse to start without an index.
  std::string registry;            // File that keeps credentials; empty: none are kept.
  std::string host = "127.0.0.1";  // Name or address to listen on.
  int port = 50051;                // 0..65535; 0 picks a free one.
  std::string address;             // gRPC address instead of host and port: "unix:/run/x.sock".
  std::string port_file;           // Where to write the port once listening; empty: nowhere.
  std::string default_language = "en";  // BCP-47; answers requests that wish for none.
  std::size_t max_concurrency = 0;      // Unary requests worked on at once; 0: twice the cores.
  std::size_t max_waiting = 256;        // Unary requests waiting for their turn.
  std::size_t max_streams = 64;         // Open streams.
  std::size_t stream_window = 512;      // Outcomes of one stream read and not answered yet.
  std::size_t mapping_threads = 0;      // Workers for batches and streams; 0: one a core.
  std::size_t max_request_bytes = 4U << 20U;        // Of one message.
  std::size_t max_outcomes = 1000;                  // Of one message.
  std::chrono::milliseconds drain_delay{0};         // From NOT_SERVING to refusing connections.
  std::chrono::milliseconds drain_timeout{10'000};  // For requests in flight at shutdown.
  bool admin_service = true;                        // Whether AdminService is offered.
  bool reflection = true;                           // Whether server reflection is offered.
  std::string log_level = "info";  // "info": a line a request; "error": failed ones only; "off".

  // The HTTP shell.
  bool http = true;                     // Whether HTTP is offered.
  std::string http_host = "127.0.0.1";  // Name or address to listen on.
  int http_port = 8080;                 // 0..65535; 0 picks a free one.
  std::string http_port_file;           // Where to write the port once listening; empty: nowhere.
  std::string http_origins;             // Other sites whose pages may call; "*" for all.
  std::size_t http_threads = 0;         // That serve all connections; 0: one a core, at least two.
  std::size_t http_max_connections = 4096;                // Open at once.
  std::size_t http_max_header_bytes = 16U << 10U;         // Of a request line with its fields.
  std::size_t http_max_body_bytes = 8U << 20U;            // Of one JSON message or line.
  std::size_t http_max_buffered_bytes = 256U << 20U;      // Of all bodies held at once.
  std::chrono::milliseconds http_header_timeout{10'000};  // For a request line with its fields.
  std::chrono::milliseconds http_read_timeout{30'000};  // For a body; between pieces of a stream's.
  std::chrono::milliseconds http_write_timeout{30'000};    // Without any progress of an answer.
  std::chrono::milliseconds http_idle_timeout{60'000};     // Between the requests of a connection.
  std::chrono::milliseconds http_request_timeout{60'000};  // For a unary call, at most.
};

// One setting: flag --max-concurrency, variable CROSSWALK_MAX_CONCURRENCY, key "max_concurrency".
struct Setting {
  std::string name;  // With underscores.
  std::string help;  // One line, with unit and range.
  // Parses `text` into its field; a message that says what is accepted where it cannot.
  std::function<std::optional<std::string>(ServerConfig&, const std::string& text)> apply;
  std::function<std::string(const ServerConfig&)> format;  // The value as `apply` would take it.
};

// All settings, in the order of the help text.
const std::vector<Setting>& Settings();

// "max_concurrency" -> "--max-concurrency" and "CROSSWALK_MAX_CONCURRENCY".
std::string FlagName(const Setting& setting);
std::string VariableName(const Setting& setting);

// Reads an environment variable; nothing where it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// What the command line asks for.
struct CommandLine {
  ServerConfig config;
  std::string text;  // Help or version text to print instead of serving; else empty.
};

// Puts the sources together. `arguments` are without the program's name. INVALID_ARGUMENT /
// CONFIG_INVALID naming the flag, variable or file and key at fault, and what it accepts. The file
// is a JSON object of the settings by name, given by --config or CROSSWALK_CONFIG.
core::Result<CommandLine> ReadConfig(const std::vector<std::string>& arguments,
                                     const Environment& environment);

}  // namespace crosswalk::rpc
