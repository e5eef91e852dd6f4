// SPDX-License-Identifier: Apache-2.0
// The shell of AdminService.
#pragma once

#include "server/rpc/call_handler.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/outcome_stream.h"
#include "server/rpc/registry_parts.h"

#include "crosswalk/v1/admin_service.grpc.pb.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace crosswalk::rpc {

// Thread-safe. Keeps references to its parts, which outlive it.
class AdminServiceImpl final : public v1::AdminService::Service {
 public:
  // Swaps in what is published, as GenerationHolder::Reload; told what asks for it.
  using Reload = std::function<core::Result<GenerationHolder::Reloaded>(std::string_view cause)>;

  AdminServiceImpl(CallHandler& calls, const StreamShop& streams, Registry& registry, Reload reload,
                   const std::atomic<bool>& draining, std::string default_language)
      : calls_(calls),
        streams_(streams),
        registry_(registry),
        reload_(std::move(reload)),
        draining_(draining),
        default_language_(std::move(default_language)) {}

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status ReloadIndex(grpc::ServerContext* context, const v1::ReloadIndexRequest* request,
                           v1::ReloadIndexResponse* response) override;
  grpc::Status RebuildCatalogue(grpc::ServerContext* context,
                                const v1::RebuildCatalogueRequest* request,
                                v1::RebuildCatalogueResponse* response) override;

 private:
  void WriteGeneration(const LoadedGeneration& generation, v1::GenerationStatus& out) const;

  CallHandler& calls_;
  const StreamShop& streams_;
  Registry& registry_;
  const Reload reload_;
  const std::atomic<bool>& draining_;
  const std::string default_language_;
  const std::chrono::system_clock::time_point start_ = std::chrono::system_clock::now();
};

}  // namespace crosswalk::rpc
