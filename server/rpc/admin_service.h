// SPDX-License-Identifier: Apache-2.0
// The shell of AdminService.
#pragma once

#include "server/rpc/call_handler.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/outcome_stream.h"
#include "server/rpc/request_log.h"

#include "crosswalk/v1/admin_service.grpc.pb.h"

#include <atomic>
#include <chrono>
#include <string>

namespace crosswalk::rpc {

// Opens what is published, swaps it in and logs it: what SIGHUP and ReloadIndex do.
core::Result<GenerationHolder::Reloaded> ReloadAndLog(GenerationHolder& generations,
                                                      RequestLog& log, std::string_view cause);

// Thread-safe. Keeps references to its parts, which outlive it.
class AdminServiceImpl final : public v1::AdminService::Service {
 public:
  AdminServiceImpl(CallHandler& calls, GenerationHolder& generations, const StreamShop& streams,
                   RequestLog& log, const std::atomic<bool>& draining, std::string default_language)
      : calls_(calls),
        generations_(generations),
        streams_(streams),
        log_(log),
        draining_(draining),
        default_language_(std::move(default_language)) {}

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status ReloadIndex(grpc::ServerContext* context, const v1::ReloadIndexRequest* request,
                           v1::ReloadIndexResponse* response) override;

 private:
  void WriteGeneration(const LoadedGeneration& generation, v1::GenerationStatus& out) const;

  CallHandler& calls_;
  GenerationHolder& generations_;
  const StreamShop& streams_;
  RequestLog& log_;
  const std::atomic<bool>& draining_;
  const std::string default_language_;
  const std::chrono::system_clock::time_point start_ = std::chrono::system_clock::now();
};

}  // namespace crosswalk::rpc
