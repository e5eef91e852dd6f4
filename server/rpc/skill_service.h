// SPDX-License-Identifier: Apache-2.0
// The shell of SkillService: validate, call, convert.
#pragma once

#include "server/rpc/call_handler.h"

#include "crosswalk/v1/skill_service.grpc.pb.h"

#include <string>

namespace crosswalk::rpc {

// Thread-safe. Keeps a reference to `calls`, which outlives it.
class SkillServiceImpl final : public v1::SkillService::Service {
 public:
  SkillServiceImpl(CallHandler& calls, std::string default_language)
      : calls_(calls), default_language_(std::move(default_language)) {}

  grpc::Status SearchSkills(grpc::ServerContext* context, const v1::SearchSkillsRequest* request,
                            v1::SearchSkillsResponse* response) override;
  grpc::Status SuggestSkills(grpc::ServerContext* context, const v1::SuggestSkillsRequest* request,
                             v1::SuggestSkillsResponse* response) override;
  grpc::Status ListRelatedSkills(grpc::ServerContext* context,
                                 const v1::ListRelatedSkillsRequest* request,
                                 v1::ListRelatedSkillsResponse* response) override;

 private:
  CallHandler& calls_;
  const std::string default_language_;
};

}  // namespace crosswalk::rpc
