// SPDX-License-Identifier: Apache-2.0
#include "tools/client/server_connection.h"

#include "crosswalk/v1/admin_service.grpc.pb.h"
#include "crosswalk/v1/credential_service.grpc.pb.h"
#include "crosswalk/v1/error.pb.h"
#include "crosswalk/v1/framework_service.grpc.pb.h"
#include "crosswalk/v1/mapping_service.grpc.pb.h"
#include "crosswalk/v1/pathway_service.grpc.pb.h"
#include "crosswalk/v1/skill_service.grpc.pb.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <thread>
#include <utility>

namespace crosswalk::client {
namespace {

// Answers with long lists exceed gRPC's default of 4 MiB.
constexpr int kMaxMessageBytes = 64 << 20;

// Of a file that is imported, in one message: the API takes up to 1 MiB.
constexpr std::size_t kImportPieceBytes = std::size_t{1} << 19;

// The details are packed under the type URLs of google.rpc (proto/crosswalk/v1/error.proto), which
// Any::UnpackTo would not take for ours.
template <typename Detail>
std::optional<Detail> Unpack(const google::protobuf::Any& any, std::string_view name) {
  Detail detail;
  if (!any.type_url().ends_with(name) || !detail.ParseFromString(any.value())) return std::nullopt;
  return detail;
}

core::Status FromGrpc(const grpc::Status& status, const std::string& server) {
  if (status.ok()) return {};
  std::string reason;
  std::string message = status.error_message();
  std::vector<v1::FieldViolation> violations;
  std::string request_id;
  v1::ErrorStatus details;
  const bool from_server =
      !status.error_details().empty() && details.ParseFromString(status.error_details());
  for (const google::protobuf::Any& any : details.details()) {
    if (const auto info = Unpack<v1::ErrorInfo>(any, "/google.rpc.ErrorInfo")) {
      reason = info->reason();
    } else if (const auto bad = Unpack<v1::BadRequest>(any, "/google.rpc.BadRequest")) {
      violations.assign(bad->field_violations().begin(), bad->field_violations().end());
    } else if (const auto call = Unpack<v1::RequestInfo>(any, "/google.rpc.RequestInfo")) {
      request_id = call->request_id();
    }
  }
  if (!from_server && status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    message = "no answer from a Crosswalk server at " + server + " (" + message + ")";
  } else if (!from_server && status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
    message = "the server at " + server + " did not answer in time; --timeout gives it longer";
  }
  core::Status result(static_cast<core::StatusCode>(status.error_code()), reason, message);
  for (const v1::FieldViolation& violation : violations) {
    result.WithFieldViolation(violation.field(), violation.description());
  }
  if (!request_id.empty()) result.WithMetadata("request_id", request_id);
  return result;
}

void SetDeadline(grpc::ClientContext& context, double seconds) {
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::duration_cast<std::chrono::system_clock::duration>(
                           std::chrono::duration<double>(seconds)));
}

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& server) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetUserAgentPrefix("crosswalk-cli");
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

struct ServerConnection::Stubs {
  explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
      : admin(channel),
        credential(channel),
        framework(channel),
        mapping(channel),
        pathway(channel),
        skill(channel) {}

  v1::AdminService::Stub admin;
  v1::CredentialService::Stub credential;
  v1::FrameworkService::Stub framework;
  v1::MappingService::Stub mapping;
  v1::PathwayService::Stub pathway;
  v1::SkillService::Stub skill;
};

namespace {

template <typename Response, typename Stub, typename Request>
core::Result<Response> Call(Stub& stub,
                            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                         Response*),
                            const Request& request, const ConnectionOptions& options) {
  grpc::ClientContext context;
  SetDeadline(context, options.deadline_seconds);
  if (!options.actor.empty()) context.AddMetadata("crosswalk-actor", options.actor);
  Response response;
  core::Status status = FromGrpc((stub.*method)(&context, request, &response), options.server);
  if (!status.ok()) return status;
  return response;
}

}  // namespace

ServerConnection::ServerConnection(ConnectionOptions options)
    : options_(std::move(options)), stubs_(std::make_unique<Stubs>(OpenChannel(options_.server))) {}

ServerConnection::~ServerConnection() = default;

core::Result<v1::MapOutcomesResponse> ServerConnection::MapOutcomes(
    const v1::MapOutcomesRequest& request) {
  return Call(stubs_->mapping, &v1::MappingService::Stub::MapOutcomes, request, options_);
}

core::Result<v1::AlignLevelResponse> ServerConnection::AlignLevel(
    const v1::AlignLevelRequest& request) {
  return Call(stubs_->mapping, &v1::MappingService::Stub::AlignLevel, request, options_);
}

core::Result<v1::SearchSkillsResponse> ServerConnection::SearchSkills(
    const v1::SearchSkillsRequest& request) {
  return Call(stubs_->skill, &v1::SkillService::Stub::SearchSkills, request, options_);
}

core::Result<v1::SuggestSkillsResponse> ServerConnection::SuggestSkills(
    const v1::SuggestSkillsRequest& request) {
  return Call(stubs_->skill, &v1::SkillService::Stub::SuggestSkills, request, options_);
}

core::Result<v1::ListRelatedSkillsResponse> ServerConnection::ListRelatedSkills(
    const v1::ListRelatedSkillsRequest& request) {
  return Call(stubs_->skill, &v1::SkillService::Stub::ListRelatedSkills, request, options_);
}

core::Result<v1::GetConceptResponse> ServerConnection::GetConcept(
    const v1::GetConceptRequest& request) {
  return Call(stubs_->framework, &v1::FrameworkService::Stub::GetConcept, request, options_);
}

core::Result<v1::ListConceptsResponse> ServerConnection::ListConcepts(
    const v1::ListConceptsRequest& request) {
  return Call(stubs_->framework, &v1::FrameworkService::Stub::ListConcepts, request, options_);
}

core::Result<v1::ListFrameworksResponse> ServerConnection::ListFrameworks(
    const v1::ListFrameworksRequest& request) {
  return Call(stubs_->framework, &v1::FrameworkService::Stub::ListFrameworks, request, options_);
}

core::Result<v1::CreateCredentialResponse> ServerConnection::CreateCredential(
    const v1::CreateCredentialRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::CreateCredential, request,
              options_);
}

core::Result<v1::GetCredentialResponse> ServerConnection::GetCredential(
    const v1::GetCredentialRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::GetCredential, request, options_);
}

core::Result<v1::UpdateCredentialResponse> ServerConnection::UpdateCredential(
    const v1::UpdateCredentialRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::UpdateCredential, request,
              options_);
}

core::Result<v1::DeleteCredentialResponse> ServerConnection::DeleteCredential(
    const v1::DeleteCredentialRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::DeleteCredential, request,
              options_);
}

core::Result<v1::ListCredentialsResponse> ServerConnection::ListCredentials(
    const v1::ListCredentialsRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::ListCredentials, request, options_);
}

core::Result<v1::SearchCredentialsResponse> ServerConnection::SearchCredentials(
    const v1::SearchCredentialsRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::SearchCredentials, request,
              options_);
}

core::Result<v1::PublishCredentialResponse> ServerConnection::PublishCredential(
    const v1::PublishCredentialRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::PublishCredential, request,
              options_);
}

core::Result<v1::WithdrawCredentialResponse> ServerConnection::WithdrawCredential(
    const v1::WithdrawCredentialRequest& request) {
  return Call(stubs_->credential, &v1::CredentialService::Stub::WithdrawCredential, request,
              options_);
}

core::Result<v1::FindPathwaysResponse> ServerConnection::FindPathways(
    const v1::FindPathwaysRequest& request) {
  return Call(stubs_->pathway, &v1::PathwayService::Stub::FindPathways, request, options_);
}

core::Result<v1::AnalyzeGapResponse> ServerConnection::AnalyzeGap(
    const v1::AnalyzeGapRequest& request) {
  return Call(stubs_->pathway, &v1::PathwayService::Stub::AnalyzeGap, request, options_);
}

core::Result<v1::ReportDeadEndsResponse> ServerConnection::ReportDeadEnds(
    const v1::ReportDeadEndsRequest& request) {
  return Call(stubs_->pathway, &v1::PathwayService::Stub::ReportDeadEnds, request, options_);
}

core::Result<v1::GetStatusResponse> ServerConnection::GetStatus() {
  return Call(stubs_->admin, &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest(), options_);
}

core::Result<v1::ReloadIndexResponse> ServerConnection::ReloadIndex() {
  return Call(stubs_->admin, &v1::AdminService::Stub::ReloadIndex, v1::ReloadIndexRequest(),
              options_);
}

core::Result<v1::RebuildCatalogueResponse> ServerConnection::RebuildCatalogue() {
  return Call(stubs_->admin, &v1::AdminService::Stub::RebuildCatalogue,
              v1::RebuildCatalogueRequest(), options_);
}

core::Status ServerConnection::ImportCredentials(
    const v1::ImportOptions& options, std::string_view content,
    const std::function<void(const v1::ImportCredentialsResponse&)>& on_response) {
  grpc::ClientContext context;
  if (!options_.actor.empty()) context.AddMetadata("crosswalk-actor", options_.actor);
  if (options_.deadline_for_streams) SetDeadline(context, options_.deadline_seconds);
  const auto stream = stubs_->credential.ImportCredentials(&context);
  std::thread writer([&] {
    v1::ImportCredentialsRequest request;
    *request.mutable_options() = options;
    do {
      const std::string_view piece = content.substr(0, kImportPieceBytes);
      content.remove_prefix(piece.size());
      request.set_content(std::string(piece));
      request.set_last(content.empty());
      if (!stream->Write(request)) return;
      request.clear_options();
    } while (!content.empty());
    stream->WritesDone();
  });
  v1::ImportCredentialsResponse response;
  while (stream->Read(&response)) on_response(response);
  writer.join();
  return FromGrpc(stream->Finish(), options_.server);
}

core::Status ServerConnection::StreamMapOutcomes(
    const std::vector<v1::StreamMapOutcomesRequest>& requests,
    const std::function<void(const v1::StreamMapOutcomesResponse&)>& on_response) {
  grpc::ClientContext context;
  if (options_.deadline_for_streams) SetDeadline(context, options_.deadline_seconds);
  const auto stream = stubs_->mapping.StreamMapOutcomes(&context);
  // The server stops reading while too much is unanswered, so writing has a thread of its own.
  std::thread writer([&] {
    for (const v1::StreamMapOutcomesRequest& request : requests) {
      if (!stream->Write(request)) return;
    }
    stream->WritesDone();
  });
  v1::StreamMapOutcomesResponse response;
  while (stream->Read(&response)) on_response(response);
  writer.join();
  return FromGrpc(stream->Finish(), options_.server);
}

}  // namespace crosswalk::client
