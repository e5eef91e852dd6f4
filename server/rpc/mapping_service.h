// SPDX-License-Identifier: Apache-2.0
// The shell of MappingService: validate, call, convert.
#pragma once

#include "server/rpc/call_handler.h"
#include "server/rpc/outcome_mapping.h"
#include "server/rpc/outcome_stream.h"
#include "server/rpc/worker_pool.h"

#include "crosswalk/v1/mapping_service.grpc.pb.h"

#include <cstddef>
#include <string>

namespace crosswalk::rpc {

// Thread-safe. Keeps references to its parts, which outlive it. The stream takes raw messages: the
// typed interface would tell a message that cannot be parsed as the end of the stream.
class MappingServiceImpl final : public v1::MappingService::WithRawCallbackMethod_StreamMapOutcomes<
                                     v1::MappingService::Service> {
 public:
  MappingServiceImpl(CallHandler& calls, WorkerPool& workers, StreamShop& streams,
                     std::string default_language, std::size_t max_outcomes)
      : calls_(calls),
        workers_(workers),
        streams_(streams),
        default_language_(std::move(default_language)),
        max_outcomes_(max_outcomes) {}

  grpc::Status MapOutcomes(grpc::ServerContext* context, const v1::MapOutcomesRequest* request,
                           v1::MapOutcomesResponse* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamMapOutcomes(
      grpc::CallbackServerContext* context) override;
  grpc::Status AlignLevel(grpc::ServerContext* context, const v1::AlignLevelRequest* request,
                          v1::AlignLevelResponse* response) override;

 private:
  core::Status MapInChunks(Call& call, const v1::MapOutcomesRequest& request, const MapPlan& plan,
                           v1::MapOutcomesResponse& response);

  CallHandler& calls_;
  WorkerPool& workers_;
  StreamShop& streams_;
  const std::string default_language_;
  const std::size_t max_outcomes_;
};

}  // namespace crosswalk::rpc
