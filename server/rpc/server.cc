// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/server.h"

#include "indexer/schema/generation.h"
#include "server/imports/record_reader.h"
#include "server/rpc/admin_service.h"
#include "server/rpc/credential_service.h"
#include "server/rpc/framework_service.h"
#include "server/rpc/malformed_requests.h"
#include "server/rpc/mapping_service.h"
#include "server/rpc/pathway_service.h"
#include "server/rpc/registry_parts.h"
#include "server/rpc/skill_service.h"
#include "server/rpc/warm_up.h"
#include "server/rpc/worker_pool.h"

#include <google/protobuf/stubs/logging.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace crosswalk::rpc {
namespace {

std::size_t Cores() { return std::max(1U, std::thread::hardware_concurrency()); }

std::string Address(const ServerConfig& config) {
  if (!config.address.empty()) return config.address;
  const bool v6 = config.host.find(':') != std::string::npos && !config.host.starts_with('[');
  const std::string host = v6 ? "[" + config.host + "]" : config.host;
  return host + ":" + std::to_string(config.port);
}

class ServerImpl final : public Server {
 public:
  ServerImpl(ServerConfig config, RequestLog& log, GenerationHolder::Opener open,
             GenerationHolder::Published published, Registry registry)
      : config_(std::move(config)),
        log_(log),
        registry_(std::move(registry)),
        generations_(std::move(open), std::move(published)),
        admission_(config_.max_concurrency, config_.max_waiting),
        calls_(generations_, admission_, log_),
        workers_(std::make_unique<WorkerPool>(config_.mapping_threads)),
        streams_(calls_, *workers_,
                 {config_.max_streams, config_.stream_window, config_.max_outcomes},
                 config_.default_language),
        frameworks_(calls_, config_.default_language),
        skills_(calls_, config_.default_language),
        mappings_(calls_, *workers_, streams_, config_.default_language, config_.max_outcomes),
        credentials_(calls_, *workers_, registry_, imports::OpenRecords, config_.default_language),
        pathways_(calls_, registry_, config_.default_language),
        admin_(
            calls_, streams_, registry_, [this](std::string_view cause) { return SwapIn(cause); },
            draining_, config_.default_language) {}

  ~ServerImpl() override {
    Shutdown();
    // Jobs of streams that have ended refer to the rest of the server.
    workers_.reset();
  }

  core::Status Listen() {
    const core::Status opened = Reload("start");
    if (!opened.ok() && config_.require_index) return opened;

    grpc::EnableDefaultHealthCheckService(true);
    if (config_.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(Address(config_), grpc::InsecureServerCredentials(), &port_);
    builder.SetMaxReceiveMessageSize(static_cast<int>(config_.max_request_bytes));
    // A second server on the same port would silently share its calls.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    // Each unary call holds a thread while it waits for its turn; the rest is for admin calls,
    // health and gRPC itself.
    grpc::ResourceQuota quota("crosswalk");
    quota.SetMaxThreads(static_cast<int>(config_.max_concurrency + config_.max_waiting + 64));
    builder.SetResourceQuota(quota);
    builder.RegisterService(&frameworks_);
    builder.RegisterService(&skills_);
    builder.RegisterService(&mappings_);
    builder.RegisterService(&credentials_);
    builder.RegisterService(&pathways_);
    if (config_.admin_service) builder.RegisterService(&admin_);
    std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> creators;
    creators.push_back(MakeMalformedRequestFactory());
    builder.experimental().SetInterceptorCreators(std::move(creators));
    server_ = builder.BuildAndStart();
    if (server_ == nullptr) {
      return core::Unavailable("ADDRESS_UNUSABLE", "cannot listen on " + Address(config_) +
                                                       ": it is in use or not this machine's");
    }
    SetHealth(opened.ok());
    log_.Event("listening", {{"address", Address(config_)}, {"port", std::to_string(port_)}});
    return {};
  }

  int port() const override { return config_.address.starts_with("unix:") ? 0 : port_; }

  core::Status Reload(std::string_view cause) override { return SwapIn(cause).status(); }

  bool ready() const override { return !draining_ && generations_.Current().ok(); }

  void Drain() override {
    if (draining_.exchange(true) || server_ == nullptr) return;
    log_.Event("draining", {});
    SetHealth(false);
    std::this_thread::sleep_for(config_.drain_delay);
  }

  void Shutdown() override {
    Drain();
    if (stopped_.exchange(true) || server_ == nullptr) return;
    server_->Shutdown(std::chrono::system_clock::now() + config_.drain_timeout);
    server_->Wait();
    if (registry_.store != nullptr) registry_.store->Close();
    log_.Event("stopped", {{"requests", std::to_string(calls_.calls_total())}});
  }

  std::shared_ptr<grpc::Channel> InProcessChannel() override {
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    return server_->InProcessChannel(arguments);
  }

 private:
  core::Result<GenerationHolder::Reloaded> SwapIn(std::string_view cause) {
    auto reloaded = generations_.Reload();
    if (!reloaded.ok() && reloaded.status().code() == core::StatusCode::kAborted) {
      log_.Event("reload_skipped",
                 {{"cause", std::string(cause)}, {"reason", reloaded.status().reason()}});
      return reloaded;
    }
    if (!reloaded.ok()) {
      log_.Error("reload_failed", {{"cause", std::string(cause)},
                                   {"reason", reloaded.status().reason()},
                                   {"message", reloaded.status().message()}});
      return reloaded;
    }
    log_.Event("reload", {{"cause", std::string(cause)},
                          {"previous", reloaded->previous},
                          {"generation", reloaded->current},
                          {"took_us", std::to_string(reloaded->took.count())}});
    if (server_ != nullptr && !draining_) SetHealth(true);
    const auto generation = generations_.Current();
    if (registry_.store != nullptr && generation.ok()) {
      warm_up_.Begin([this, held = *generation] { pathways_.WarmUp(*held); });
    }
    return reloaded;
  }

  void SetHealth(bool serving) {
    grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
    if (health == nullptr) return;
    for (const char* service : {"", "crosswalk.v1.FrameworkService", "crosswalk.v1.SkillService",
                                "crosswalk.v1.MappingService"}) {
      health->SetServingStatus(service, serving);
    }
    health->SetServingStatus("crosswalk.v1.PathwayService", serving && registry_.store != nullptr);
    // The next two answer without an index.
    health->SetServingStatus("crosswalk.v1.CredentialService",
                             registry_.store != nullptr && !draining_);
    if (config_.admin_service) {
      health->SetServingStatus("crosswalk.v1.AdminService", serving || !draining_);
    }
  }

  const ServerConfig config_;
  RequestLog& log_;
  Registry registry_;
  GenerationHolder generations_;
  Admission admission_;
  CallHandler calls_;
  std::unique_ptr<WorkerPool> workers_;
  StreamShop streams_;
  std::atomic<bool> draining_ = false;
  std::atomic<bool> stopped_ = false;
  FrameworkServiceImpl frameworks_;
  SkillServiceImpl skills_;
  MappingServiceImpl mappings_;
  CredentialServiceImpl credentials_;
  PathwayServiceImpl pathways_;
  AdminServiceImpl admin_;
  WarmUp warm_up_;  // Uses the services.
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

ServerConfig WithCores(ServerConfig config) {
  if (config.max_concurrency == 0) config.max_concurrency = 2 * Cores();
  if (config.mapping_threads == 0) config.mapping_threads = Cores();
  return config;
}

}  // namespace

core::Result<std::unique_ptr<Server>> Server::Start(const ServerConfig& config, RequestLog& log) {
  const std::string index = config.index;
  const std::size_t concurrency =
      std::max(WithCores(config).max_concurrency, WithCores(config).mapping_threads);
  return Start(
      config, log, [index, concurrency] { return LoadedGeneration::Open(index, concurrency); },
      [index]() -> core::Result<std::string> {
        const auto directory = index_schema::ResolveGeneration(index);
        if (!directory.ok()) return directory.status();
        const auto manifest = index_schema::ReadManifest(*directory);
        if (!manifest.ok()) return manifest.status();
        return manifest->generation;
      });
}

core::Result<std::unique_ptr<Server>> Server::Start(const ServerConfig& config, RequestLog& log,
                                                    GenerationHolder::Opener open,
                                                    GenerationHolder::Published published) {
  auto registry = OpenRegistry(config.registry, Cores());
  if (!registry.ok()) return registry.status();
  auto server = std::make_unique<ServerImpl>(WithCores(config), log, std::move(open),
                                             std::move(published), *std::move(registry));
  core::Status status = server->Listen();
  if (!status.ok()) return status;
  return std::unique_ptr<Server>(std::move(server));
}

void SilenceLibraries() { google::protobuf::SetLogHandler(nullptr); }

}  // namespace crosswalk::rpc
