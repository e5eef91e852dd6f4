// SPDX-License-Identifier: Apache-2.0
// Both shells over a small real index, and a client that says exactly what a test wants on the
// wire.
#pragma once

#include "server/http/http_server.h"
#include "tests/rpc/test_server.h"

#include <rapidjson/document.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::test {

// TestConfig with a registry in a folder of its own that goes away with it, and HTTP on any port.
class HttpConfig {
 public:
  HttpConfig();
  rpc::ServerConfig config;

 private:
  std::shared_ptr<TempFolder> folder_;
};

// A gRPC server with an HTTP shell. The log takes lines of both.
class TestHttp {
 public:
  explicit TestHttp(const rpc::ServerConfig& config, const http::Site& site = {});
  // The same with a mapper that waits at `gate`, which outlives it.
  TestHttp(const rpc::ServerConfig& config, Gate& gate);
  ~TestHttp();

  [[nodiscard]] http::HttpServer& http() { return *http_; }
  [[nodiscard]] TestServer& grpc() { return *grpc_; }
  [[nodiscard]] int port() const { return http_->port(); }
  [[nodiscard]] std::vector<std::string> HttpLog() const;
  // Waits until that many connections are open; false after 10 s.
  bool AwaitConnections(std::size_t count);

 private:
  void Start(const rpc::ServerConfig& config, const http::Site& site);

  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  rpc::RequestLog log_;
  std::unique_ptr<TestServer> grpc_;
  std::unique_ptr<http::HttpServer> http_;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// An answer as it came.
struct Reply {
  int status = 0;
  std::multimap<std::string, std::string> fields;  // Names in lower case.
  std::string body;                                // Without chunks' heads; still compressed.
  bool complete = false;                           // Whether all that was announced has come.

  [[nodiscard]] std::string Field(const std::string& name) const;
  [[nodiscard]] bool Has(const std::string& name) const { return fields.contains(name); }
  // The body; an empty object where it is no JSON object.
  [[nodiscard]] rapidjson::Document Json() const;
  [[nodiscard]] std::vector<std::string> Lines() const;
};

// What the JSON of an error says; empty where it is none.
struct HttpFailure {
  int code = 0;
  std::string status;
  std::string reason;
  std::string message;
  std::string request_id;
  std::vector<std::string> fields;
};
HttpFailure FailureOf(const std::string& json);

// A connection. Throws std::runtime_error where it cannot be made.
class Client {
 public:
  explicit Client(int port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Whether all of it could be written within 20 s.
  bool Send(std::string_view bytes);
  // Sends a request; Host and, where there is a body, Content-Length are added.
  bool Send(const std::string& verb, const std::string& target, const Fields& fields = {},
            const std::string& body = "");
  // Reads the next answer whole. `head` where it answers HEAD.
  Reply Read(bool head = false);
  // Reads the head of an answer only.
  Reply ReadHead();
  // The next piece of a chunked body; nothing at its end.
  std::optional<std::string> ReadChunk();
  // Whether the server closes the connection, and sends nothing more, within `limit`.
  bool AwaitClosed(std::chrono::milliseconds limit = std::chrono::seconds(20));
  // Ends sending; reading goes on.
  void HalfClose();
  // Closes without a word of what is still unread: the server sees a reset.
  void Reset();

  Reply Get(const std::string& target, const Fields& fields = {});
  Reply Post(const std::string& target, const std::string& body, const Fields& fields = {});

 private:
  bool Fill(std::chrono::milliseconds limit = std::chrono::seconds(20));
  std::optional<std::string> ReadLine();
  bool ReadBytes(std::size_t count, std::string& into);

  int socket_ = -1;
  std::string buffer_;
};

// JSON with Content-Type.
inline const Fields kJson = {{"Content-Type", "application/json"}};
inline const Fields kLines = {{"Content-Type", "application/x-ndjson"}};

// The answer is this HTTP status with this reason.
MATCHER_P2(Refused, status, reason, "") {
  const HttpFailure failure = FailureOf(arg.body);
  *result_listener << arg.status << " " << arg.body;
  return arg.status == status && failure.code == status && failure.reason == reason &&
         arg.Field("content-type") == "application/json";
}

}  // namespace crosswalk::test
