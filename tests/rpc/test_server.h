// SPDX-License-Identifier: Apache-2.0
// A real server on a real socket over a small real index, and what tests say about its answers.
#pragma once

#include "server/mapping/mapper.h"
#include "server/rpc/config.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_log.h"
#include "server/rpc/server.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_index.h"

#include "crosswalk/v1/admin_service.grpc.pb.h"
#include "crosswalk/v1/framework_service.grpc.pb.h"
#include "crosswalk/v1/mapping_service.grpc.pb.h"
#include "crosswalk/v1/skill_service.grpc.pb.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::test {

// A configuration that serves `index` on any free port of 127.0.0.1.
rpc::ServerConfig TestConfig(const std::filesystem::path& index);

class TestServer {
 public:
  // Throws std::runtime_error where it cannot start.
  explicit TestServer(rpc::ServerConfig config);
  // Serves what `open` gives; `published` answers the id of what it would give.
  TestServer(rpc::ServerConfig config, rpc::GenerationHolder::Opener open,
             rpc::GenerationHolder::Published published);

  [[nodiscard]] rpc::Server& server() { return *server_; }
  // A channel of its own, so that tests may have several connections.
  [[nodiscard]] std::shared_ptr<grpc::Channel> NewChannel() const;
  [[nodiscard]] v1::FrameworkService::Stub& frameworks() { return *frameworks_; }
  [[nodiscard]] v1::SkillService::Stub& skills() { return *skills_; }
  [[nodiscard]] v1::MappingService::Stub& mappings() { return *mappings_; }
  [[nodiscard]] v1::AdminService::Stub& admin() { return *admin_; }
  [[nodiscard]] std::shared_ptr<grpc::Channel> channel() const { return channel_; }
  // The log so far.
  [[nodiscard]] std::vector<std::string> LogLines() const;
  v1::GetStatusResponse Status();

 private:
  void Connect();

  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  rpc::RequestLog log_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::FrameworkService::Stub> frameworks_;
  std::unique_ptr<v1::SkillService::Stub> skills_;
  std::unique_ptr<v1::MappingService::Stub> mappings_;
  std::unique_ptr<v1::AdminService::Stub> admin_;
};

// Holds up mapping, so that a test decides when requests go on.
class Gate {
 public:
  void Open();
  void Close();
  // Waits until `count` calls in all have come to the gate; false after 10 s.
  bool AwaitArrivals(std::size_t count);
  // Waits until `count` calls in all have been told to stop; false after 10 s.
  bool AwaitCancelled(std::size_t count);

  // For the mapper: waits for the gate to open; false where `cancelled` says to stop.
  bool Pass(const std::function<bool()>& cancelled);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  std::size_t arrivals_ = 0;
  std::size_t cancelled_ = 0;
};

// The generation at `index` with a mapper that waits at `gate`, which outlives it. Throws
// std::runtime_error.
std::shared_ptr<const rpc::LoadedGeneration> GatedGeneration(const std::filesystem::path& index,
                                                             Gate& gate);

// What a failed call says beside code and message.
struct Failure {
  grpc::StatusCode code = grpc::StatusCode::OK;
  std::string message;
  std::string reason;
  std::map<std::string, std::string> metadata;
  std::vector<std::pair<std::string, std::string>> violations;  // Field, description.
  std::optional<std::chrono::milliseconds> retry_delay;
  std::string request_id;
};
Failure ReadFailure(const grpc::Status& status);

// Sends bytes as the one request of `method` ("/crosswalk.v1.SkillService/SearchSkills"), whatever
// they are; `response` gets the answer's.
grpc::Status SendBytes(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                       const std::string& request, std::string& response);

MATCHER(IsOk, "") {
  *result_listener << arg.error_code() << " " << arg.error_message();
  return arg.ok();
}

// The call failed with this code and reason.
MATCHER_P2(FailedWith, code, reason, "") {
  const Failure failure = ReadFailure(arg);
  *result_listener << failure.code << " " << failure.reason << ": " << failure.message;
  return failure.code == code && failure.reason == reason;
}

// The call failed as an invalid argument with this reason, and this field is among those at fault.
MATCHER_P2(BlamesField, field, reason, "") {
  const Failure failure = ReadFailure(arg);
  *result_listener << failure.code << " " << failure.reason << ": " << failure.message;
  bool blamed = false;
  for (const auto& [path, description] : failure.violations) blamed |= path == field;
  return failure.code == grpc::StatusCode::INVALID_ARGUMENT && failure.reason == reason && blamed;
}

// The reasons of a response's or mapping's warnings.
template <typename Message>
std::vector<std::string> WarningReasons(const Message& message) {
  std::vector<std::string> reasons;
  for (const v1::Warning& warning : message.warnings()) reasons.push_back(warning.reason());
  return reasons;
}

// "frameworks/esco/concepts/..." of the n-th skill or occupation of the test index.
std::string SkillName(int number);
std::string OccupationName(int number);

}  // namespace crosswalk::test
