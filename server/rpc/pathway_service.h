// SPDX-License-Identifier: Apache-2.0
// The shell of PathwayService: validate, call, convert.
#pragma once

#include "server/pathways/catalogue_follower.h"
#include "server/pathways/pathway_search.h"
#include "server/pathways/skill_graph.h"
#include "server/rpc/call_handler.h"
#include "server/rpc/pathway_writer.h"
#include "server/rpc/registry_parts.h"

#include "crosswalk/v1/pathway_service.grpc.pb.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::rpc {

// Thread-safe. Keeps references to its parts, which outlive it.
class PathwayServiceImpl final : public v1::PathwayService::Service {
 public:
  PathwayServiceImpl(CallHandler& calls, Registry& registry, std::string default_language);

  // Reads what the first call after a start or a reload would read: the names and the graph of
  // `generation`, and the published credentials.
  void WarmUp(const LoadedGeneration& generation);

  grpc::Status FindPathways(grpc::ServerContext* context, const v1::FindPathwaysRequest* request,
                            v1::FindPathwaysResponse* response) override;
  grpc::Status AnalyzeGap(grpc::ServerContext* context, const v1::AnalyzeGapRequest* request,
                          v1::AnalyzeGapResponse* response) override;
  grpc::Status ReportDeadEnds(grpc::ServerContext* context,
                              const v1::ReportDeadEndsRequest* request,
                              v1::ReportDeadEndsResponse* response) override;

 private:
  // The catalogue and the frameworks of one call.
  struct Graphs {
    pathways::CatalogueFollower::Reading catalogue;
    std::shared_ptr<const pathways::SkillGraph> skills;
  };
  core::Result<Graphs> Open(const LoadedGeneration& generation);
  core::Result<std::shared_ptr<const pathways::SkillGraph>> SkillsOf(
      const LoadedGeneration& generation);

  CallHandler& calls_;
  Registry& registry_;
  const std::string default_language_;
  pathways::SkillNames names_;
  std::optional<pathways::CatalogueFollower> follower_;  // None without a registry.
  std::mutex skills_mutex_;
  // Of the generation that was last asked; guarded by skills_mutex_.
  std::string skills_generation_;
  std::shared_ptr<const pathways::SkillGraph> skills_;
};

}  // namespace crosswalk::rpc
