// SPDX-License-Identifier: Apache-2.0
// The shell of FrameworkService: validate, call, convert.
#pragma once

#include "server/rpc/call_handler.h"

#include "crosswalk/v1/framework_service.grpc.pb.h"

#include <string>

namespace crosswalk::rpc {

// Thread-safe. Keeps a reference to `calls`, which outlives it.
class FrameworkServiceImpl final : public v1::FrameworkService::Service {
 public:
  FrameworkServiceImpl(CallHandler& calls, std::string default_language)
      : calls_(calls), default_language_(std::move(default_language)) {}

  grpc::Status ListFrameworks(grpc::ServerContext* context,
                              const v1::ListFrameworksRequest* request,
                              v1::ListFrameworksResponse* response) override;
  grpc::Status GetFramework(grpc::ServerContext* context, const v1::GetFrameworkRequest* request,
                            v1::GetFrameworkResponse* response) override;
  grpc::Status GetConcept(grpc::ServerContext* context, const v1::GetConceptRequest* request,
                          v1::GetConceptResponse* response) override;
  grpc::Status BatchGetConcepts(grpc::ServerContext* context,
                                const v1::BatchGetConceptsRequest* request,
                                v1::BatchGetConceptsResponse* response) override;
  grpc::Status ListConcepts(grpc::ServerContext* context, const v1::ListConceptsRequest* request,
                            v1::ListConceptsResponse* response) override;

 private:
  CallHandler& calls_;
  const std::string default_language_;
};

}  // namespace crosswalk::rpc
