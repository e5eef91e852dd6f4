// SPDX-License-Identifier: Apache-2.0
#include "server/http/http_server.h"

#include "server/http/generic_call.h"
#include "server/http/http_rules.h"
#include "server/http/listener.h"
#include "server/http/shell.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace crosswalk::http {

// proto/crosswalk/v1/http_rules.json.
std::span<const EmbeddedFile> RulesFile();

namespace {

std::size_t ThreadsOf(const rpc::ServerConfig& config) {
  if (config.http_threads > 0) return config.http_threads;
  return std::max(2U, std::thread::hardware_concurrency());
}

class HttpServerImpl final : public HttpServer {
 public:
  HttpServerImpl(const rpc::ServerConfig& config, rpc::Server& server, rpc::RequestLog& log,
                 const Site& site, RouteTable routes, Cors cors)
      : shell_{config,
               server,
               log,
               std::move(routes),
               StaticFiles(site),
               std::move(cors),
               grpc::GenericStub(server.InProcessChannel()),
               MemoryBudget(config.http_max_buffered_bytes)},
        context_(static_cast<int>(ThreadsOf(config))),
        work_(asio::make_work_guard(context_)),
        listener_(context_, shell_) {}

  ~HttpServerImpl() override {
    Shutdown();
    work_.reset();
    for (std::thread& thread : threads_) thread.join();
  }

  core::Status Listen() {
    for (std::size_t i = 0; i < ThreadsOf(shell_.config); ++i) {
      threads_.emplace_back([this] { context_.run(); });
    }
    return listener_.Listen();
  }

  int port() const override { return listener_.port(); }
  std::size_t connections() const override { return listener_.open(); }
  std::size_t buffered_bytes() const override { return shell_.budget.used(); }

  void Shutdown() override {
    if (!stopped_.exchange(true)) listener_.Drain(shell_.config.drain_timeout);
  }

 private:
  Shell shell_;
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  Listener listener_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace

core::Result<std::unique_ptr<HttpServer>> HttpServer::Start(const rpc::ServerConfig& config,
                                                            rpc::Server& server,
                                                            rpc::RequestLog& log,
                                                            const Site& site) {
  const auto rules = ParseHttpRules(RulesFile().front().bytes);
  if (!rules.ok()) return rules.status();
  auto routes = RouteTable::Create(*rules, *google::protobuf::DescriptorPool::generated_pool());
  if (!routes.ok()) return routes.status();
  auto cors = Cors::Create(config.http_origins);
  if (!cors.ok()) return cors.status();
  KeepCallbackQueue();
  auto http = std::make_unique<HttpServerImpl>(config, server, log, site, *std::move(routes),
                                               *std::move(cors));
  core::Status status = http->Listen();
  if (!status.ok()) return status;
  return std::unique_ptr<HttpServer>(std::move(http));
}

}  // namespace crosswalk::http
