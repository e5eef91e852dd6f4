// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/admin_service.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/credential_search_writer.h"

#include <google/protobuf/util/time_util.h>

namespace crosswalk::rpc {
namespace {

using google::protobuf::util::TimeUtil;

std::int64_t Micros(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

void WriteCatalogue(const catalogue::Freshness& freshness, v1::CatalogueStatus& out) {
  WriteFreshness(freshness, freshness.indexed_sequence, *out.mutable_freshness());
  if (freshness.building) {
    out.set_built_count(freshness.built);
    out.set_to_build_count(freshness.to_build);
  }
  if (!freshness.error.ok()) out.set_error(freshness.error.ToString());
}

}  // namespace

grpc::Status AdminServiceImpl::GetStatus(grpc::ServerContext* context,
                                         const v1::GetStatusRequest* /*request*/,
                                         v1::GetStatusResponse* response) {
  return calls_.Run(
      "crosswalk.v1.AdminService/GetStatus", CallKind::kAdmin, *context,
      [&](Call& /*call*/) -> core::Status {
        const auto generation = calls_.generations().Current();
        response->set_state(draining_         ? v1::SERVING_STATE_DRAINING
                            : generation.ok() ? v1::SERVING_STATE_SERVING
                                              : v1::SERVING_STATE_NO_INDEX);
        response->set_server_version(CROSSWALK_VERSION);
        *response->mutable_start_time() = TimeUtil::MicrosecondsToTimestamp(Micros(start_));
        *response->mutable_uptime() = TimeUtil::MicrosecondsToDuration(
            Micros(std::chrono::system_clock::now()) - Micros(start_));
        if (generation.ok()) WriteGeneration(**generation, *response->mutable_generation());
        const Admission::Counts counts = calls_.admission().counts();
        response->set_requests_in_flight(
            static_cast<std::int32_t>(counts.running + streams_.open()));
        response->set_requests_waiting(static_cast<std::int32_t>(counts.waiting));
        response->set_requests_total(calls_.calls_total());
        response->set_requests_refused(static_cast<std::int64_t>(counts.refused));
        const core::Status error = calls_.generations().last_error();
        if (!error.ok()) response->set_last_reload_error(error.ToString());
        if (registry_.index != nullptr) {
          WriteCatalogue(registry_.index->freshness(), *response->mutable_catalogue());
        }
        return {};
      });
}

void AdminServiceImpl::WriteGeneration(const LoadedGeneration& generation,
                                       v1::GenerationStatus& out) const {
  const index_schema::Manifest& manifest = generation.manifest();
  out.set_id(generation.id());
  out.set_format_version(manifest.format_version);
  *out.mutable_load_time() = TimeUtil::MicrosecondsToTimestamp(Micros(generation.load_time()));
  *out.mutable_load_duration() =
      TimeUtil::MicrosecondsToDuration(generation.load_duration().count());
  google::protobuf::Timestamp built;
  if (TimeUtil::FromString(manifest.created_at, &built)) *out.mutable_create_time() = built;
  const LanguageWishes wishes{{default_language_}, false};
  ConceptWriter writer(generation, wishes);
  for (const auto& summary : manifest.frameworks) writer.Write(summary, *out.add_frameworks());
  out.set_encoder(generation.encoder_version());
  out.set_concept_count(static_cast<std::int32_t>(generation.snapshot().concept_count()));
  if (generation.aligner() == nullptr) return;
  for (const core::Concept& item : generation.qualification_concepts()) {
    out.add_qualifications(core::FormatConceptName(item));
  }
}

grpc::Status AdminServiceImpl::ReloadIndex(grpc::ServerContext* context,
                                           const v1::ReloadIndexRequest* /*request*/,
                                           v1::ReloadIndexResponse* response) {
  return calls_.Run("crosswalk.v1.AdminService/ReloadIndex", CallKind::kAdmin, *context,
                    [&](Call& /*call*/) -> core::Status {
                      const auto reloaded = reload_("ReloadIndex");
                      if (!reloaded.ok()) return reloaded.status();
                      response->set_previous_generation(reloaded->previous);
                      response->set_generation(reloaded->current);
                      *response->mutable_load_duration() =
                          TimeUtil::MicrosecondsToDuration(reloaded->took.count());
                      return {};
                    });
}

grpc::Status AdminServiceImpl::RebuildCatalogue(grpc::ServerContext* context,
                                                const v1::RebuildCatalogueRequest* /*request*/,
                                                v1::RebuildCatalogueResponse* /*response*/) {
  return calls_.Run("crosswalk.v1.AdminService/RebuildCatalogue", CallKind::kAdmin, *context,
                    [&](Call& /*call*/) -> core::Status {
                      core::Status status = registry_.Require();
                      if (status.ok()) registry_.index->Rebuild();
                      return status;
                    });
}

}  // namespace crosswalk::rpc
