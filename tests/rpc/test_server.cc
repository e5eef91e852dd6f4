// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include "server/alignment/level_aligner.h"

#include "crosswalk/v1/error.pb.h"

#include <grpcpp/generic/generic_stub.h>

#include <stdexcept>
#include <thread>

namespace crosswalk::test {
namespace {

template <typename T>
T Need(core::Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.status().ToString());
  return std::move(result).value();
}

class GatedMapper final : public mapping::Mapper {
 public:
  GatedMapper(std::unique_ptr<mapping::Mapper> inner, Gate& gate)
      : inner_(std::move(inner)), gate_(gate) {}

  [[nodiscard]] core::Result<std::vector<mapping::OutcomeMapping>> Map(
      std::span<const mapping::Outcome> outcomes,
      const mapping::MapOptions& options) const override {
    if (!gate_.Pass(options.cancelled)) {
      return core::Status(core::StatusCode::kCancelled, "REQUEST_CANCELLED", "cancelled");
    }
    return inner_->Map(outcomes, options);
  }

 private:
  std::unique_ptr<mapping::Mapper> inner_;
  Gate& gate_;
};

// Reads `any` where it holds the google.rpc message with this name.
template <typename Message>
bool Unpack(const google::protobuf::Any& any, const std::string& name, Message& message) {
  return any.type_url() == "type.googleapis.com/google.rpc." + name &&
         message.ParseFromString(any.value());
}

std::string NameOf(const std::string& uri) {
  return "frameworks/esco/concepts/" + uri.substr(uri.rfind('/') + 1);
}

}  // namespace

rpc::ServerConfig TestConfig(const std::filesystem::path& index) {
  rpc::ServerConfig config;
  config.index = index.string();
  config.port = 0;
  config.drain_timeout = std::chrono::seconds(5);
  return config;
}

TestServer::TestServer(rpc::ServerConfig config)
    : log_(rpc::LogLevel::kInfo, [this](std::string_view line) {
        const std::lock_guard lock(mutex_);
        lines_.emplace_back(line);
      }) {
  server_ = Need(rpc::Server::Start(config, log_));
  Connect();
}

TestServer::TestServer(rpc::ServerConfig config, rpc::GenerationHolder::Opener open,
                       rpc::GenerationHolder::Published published)
    : log_(rpc::LogLevel::kInfo, [this](std::string_view line) {
        const std::lock_guard lock(mutex_);
        lines_.emplace_back(line);
      }) {
  server_ = Need(rpc::Server::Start(config, log_, std::move(open), std::move(published)));
  Connect();
}

void TestServer::Connect() {
  channel_ = NewChannel();
  frameworks_ = v1::FrameworkService::NewStub(channel_);
  skills_ = v1::SkillService::NewStub(channel_);
  mappings_ = v1::MappingService::NewStub(channel_);
  admin_ = v1::AdminService::NewStub(channel_);
}

std::shared_ptr<grpc::Channel> TestServer::NewChannel() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetMaxSendMessageSize(-1);
  // A test sees the server's own refusals.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(server_->port()),
                                   grpc::InsecureChannelCredentials(), arguments);
}

std::vector<std::string> TestServer::LogLines() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

v1::GetStatusResponse TestServer::Status() {
  grpc::ClientContext context;
  v1::GetStatusResponse response;
  const grpc::Status status = admin_->GetStatus(&context, {}, &response);
  if (!status.ok()) throw std::runtime_error("GetStatus: " + status.error_message());
  return response;
}

void Gate::Open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

void Gate::Close() {
  const std::lock_guard lock(mutex_);
  open_ = false;
}

bool Gate::AwaitArrivals(std::size_t count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return arrivals_ >= count; });
}

bool Gate::AwaitCancelled(std::size_t count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return cancelled_ >= count; });
}

bool Gate::Pass(const std::function<bool()>& cancelled) {
  std::unique_lock lock(mutex_);
  ++arrivals_;
  changed_.notify_all();
  while (!open_) {
    changed_.wait_for(lock, std::chrono::milliseconds(2));
    if (cancelled && cancelled()) {
      ++cancelled_;
      changed_.notify_all();
      return false;
    }
  }
  return true;
}

std::shared_ptr<const rpc::LoadedGeneration> GatedGeneration(const std::filesystem::path& index,
                                                             Gate& gate) {
  rpc::LoadedGeneration::Parts parts;
  parts.snapshot = Need(search::IndexSnapshot::Open(index, {}));
  parts.engine = search::SearchEngine::Create(parts.snapshot);
  parts.mapper = std::make_shared<GatedMapper>(
      Need(mapping::Mapper::Create(parts.snapshot, parts.engine)), gate);
  parts.aligner = Need(alignment::LevelAligner::Create(parts.snapshot));
  return std::make_shared<rpc::LoadedGeneration>(std::move(parts), std::chrono::microseconds(1));
}

Failure ReadFailure(const grpc::Status& status) {
  Failure failure;
  failure.code = status.error_code();
  failure.message = status.error_message();
  v1::ErrorStatus details;
  if (!details.ParseFromString(status.error_details())) return failure;
  for (const google::protobuf::Any& any : details.details()) {
    v1::ErrorInfo info;
    v1::BadRequest bad_request;
    v1::RetryInfo retry;
    v1::RequestInfo request;
    if (Unpack(any, "ErrorInfo", info)) {
      failure.reason = info.reason();
      failure.metadata = {info.metadata().begin(), info.metadata().end()};
    } else if (Unpack(any, "BadRequest", bad_request)) {
      for (const v1::FieldViolation& violation : bad_request.field_violations()) {
        failure.violations.emplace_back(violation.field(), violation.description());
      }
    } else if (Unpack(any, "RetryInfo", retry)) {
      failure.retry_delay = std::chrono::milliseconds(retry.retry_delay().seconds() * 1000 +
                                                      retry.retry_delay().nanos() / 1'000'000);
    } else if (Unpack(any, "RequestInfo", request)) {
      failure.request_id = request.request_id();
    }
  }
  return failure;
}

grpc::Status SendBytes(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                       const std::string& request, std::string& response) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const grpc::Slice slice(request);
  const auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer output;
  grpc::Status status;
  call->Finish(&output, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  grpc::Slice bytes;
  response.clear();
  if (status.ok() && output.DumpToSingleSlice(&bytes).ok()) {
    response.assign(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
  }
  return status;
}

std::string SkillName(int number) { return NameOf(TestSkillUri(number)); }
std::string OccupationName(int number) { return NameOf(TestOccupationUri(number)); }

}  // namespace crosswalk::test
