// SPDX-License-Identifier: Apache-2.0
#include "tests/http/test_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace crosswalk::test {
namespace {

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

HttpConfig::HttpConfig()
    : config(TestConfig(TestIndexHome())), folder_(std::make_shared<TempFolder>()) {
  config.registry = (folder_->path() / "registry").string();
  config.http_port = 0;
}

TestHttp::TestHttp(const rpc::ServerConfig& config, const http::Site& site)
    : log_(rpc::LogLevel::kInfo, [this](std::string_view line) {
        const std::lock_guard lock(mutex_);
        lines_.emplace_back(line);
      }) {
  grpc_ = std::make_unique<TestServer>(config);
  Start(config, site);
}

TestHttp::TestHttp(const rpc::ServerConfig& config, Gate& gate)
    : log_(rpc::LogLevel::kInfo, [this](std::string_view line) {
        const std::lock_guard lock(mutex_);
        lines_.emplace_back(line);
      }) {
  const auto generation = GatedGeneration(TestIndexHome(), gate);
  grpc_ = std::make_unique<TestServer>(
      config,
      [generation]() -> core::Result<std::shared_ptr<const rpc::LoadedGeneration>> {
        return generation;
      },
      [generation]() -> core::Result<std::string> { return generation->id(); });
  Start(config, {});
}

TestHttp::~TestHttp() {
  // As the program does it.
  grpc_->server().Drain();
  http_->Shutdown();
}

void TestHttp::Start(const rpc::ServerConfig& config, const http::Site& site) {
  auto started = http::HttpServer::Start(config, grpc_->server(), log_, site);
  if (!started.ok()) throw std::runtime_error(started.status().ToString());
  http_ = *std::move(started);
}

std::vector<std::string> TestHttp::HttpLog() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

bool TestHttp::AwaitConnections(std::size_t count) {
  for (int i = 0; i < 1000; ++i) {
    if (http_->connections() == count) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

std::string Reply::Field(const std::string& name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

rapidjson::Document Reply::Json() const {
  rapidjson::Document document;
  document.Parse(body);
  if (document.HasParseError() || !document.IsObject()) document.SetObject();
  return document;
}

std::vector<std::string> Reply::Lines() const {
  std::vector<std::string> lines;
  std::istringstream stream(body);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

HttpFailure FailureOf(const std::string& json) {
  HttpFailure failure;
  rapidjson::Document document;
  document.Parse(json);
  if (document.HasParseError() || !document.IsObject() || !document.HasMember("error")) {
    return failure;
  }
  const auto& error = document["error"];
  failure.code = error["code"].GetInt();
  failure.status = error["status"].GetString();
  failure.message = error["message"].GetString();
  if (!error.HasMember("details")) return failure;
  for (const auto& detail : error["details"].GetArray()) {
    if (detail.HasMember("reason")) failure.reason = detail["reason"].GetString();
    if (detail.HasMember("requestId")) failure.request_id = detail["requestId"].GetString();
    if (!detail.HasMember("fieldViolations")) continue;
    for (const auto& violation : detail["fieldViolations"].GetArray()) {
      failure.fields.emplace_back(violation["field"].GetString());
    }
  }
  return failure;
}

Client::Client(int port) {
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const timeval limit{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

Client::~Client() {
  if (socket_ >= 0) close(socket_);
}

bool Client::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::Send(const std::string& verb, const std::string& target, const Fields& fields,
                  const std::string& body) {
  std::string text = verb + " " + target + " HTTP/1.1\r\nHost: test\r\n";
  for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return Send(text + "\r\n" + body);
}

bool Client::Fill(std::chrono::milliseconds limit) {
  pollfd poll_for{socket_, POLLIN, 0};
  if (poll(&poll_for, 1, static_cast<int>(limit.count())) <= 0) return false;
  char bytes[65536];
  const ssize_t read = recv(socket_, bytes, sizeof bytes, 0);
  if (read <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(read));
  return true;
}

std::optional<std::string> Client::ReadLine() {
  std::size_t end = buffer_.find("\r\n");
  while (end == std::string::npos) {
    if (!Fill()) return std::nullopt;
    end = buffer_.find("\r\n");
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

bool Client::ReadBytes(std::size_t count, std::string& into) {
  while (buffer_.size() < count) {
    if (!Fill()) {
      into += buffer_;
      buffer_.clear();
      return false;
    }
  }
  into.append(buffer_, 0, count);
  buffer_.erase(0, count);
  return true;
}

Reply Client::ReadHead() {
  Reply reply;
  const auto first = ReadLine();
  if (!first || first->size() < 12) return reply;
  for (auto line = ReadLine(); line && !line->empty(); line = ReadLine()) {
    const std::size_t colon = line->find(": ");
    if (colon == std::string::npos) return reply;
    reply.fields.emplace(Lower(line->substr(0, colon)), line->substr(colon + 2));
  }
  reply.status = std::stoi(first->substr(9, 3));
  return reply;
}

std::optional<std::string> Client::ReadChunk() {
  const auto size = ReadLine();
  if (!size) return std::nullopt;
  const std::size_t count = std::stoul(*size, nullptr, 16);
  std::string chunk;
  if (!ReadBytes(count, chunk) || !ReadLine() || count == 0) return std::nullopt;
  return chunk;
}

Reply Client::Read(bool head) {
  Reply reply = ReadHead();
  if (reply.status == 100) reply = ReadHead();
  if (reply.status == 0) return reply;
  reply.complete = true;
  if (head || reply.status == 204 || reply.status == 304) return reply;
  if (reply.Field("transfer-encoding") == "chunked") {
    while (true) {
      const auto size = ReadLine();
      const std::size_t count = size ? std::stoul("0" + *size, nullptr, 16) : 0;
      if (!size || !ReadBytes(count, reply.body) || !ReadLine()) reply.complete = false;
      if (count == 0 || !reply.complete) return reply;
    }
  }
  if (reply.Has("content-length")) {
    reply.complete = ReadBytes(std::stoul(reply.Field("content-length")), reply.body);
  } else {
    while (Fill()) continue;
    reply.body = std::exchange(buffer_, "");
  }
  return reply;
}

bool Client::AwaitClosed(std::chrono::milliseconds limit) {
  pollfd poll_for{socket_, POLLIN, 0};
  if (!buffer_.empty() || poll(&poll_for, 1, static_cast<int>(limit.count())) <= 0) return false;
  char byte = 0;
  return recv(socket_, &byte, 1, 0) <= 0;
}

void Client::HalfClose() { shutdown(socket_, SHUT_WR); }

void Client::Reset() {
  const linger hard{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  close(std::exchange(socket_, -1));
}

Reply Client::Get(const std::string& target, const Fields& fields) {
  Send("GET", target, fields);
  return Read();
}

Reply Client::Post(const std::string& target, const std::string& body, const Fields& fields) {
  Send("POST", target, fields, body);
  return Read();
}

}  // namespace crosswalk::test
