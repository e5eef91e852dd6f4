// SPDX-License-Identifier: Apache-2.0
// Calls to a Crosswalk server. The only file of the client, with its .cc, that knows gRPC.
#pragma once

#include "frameworks/core/status.h"

#include "crosswalk/v1/admin_service.pb.h"
#include "crosswalk/v1/credential_service.pb.h"
#include "crosswalk/v1/framework_service.pb.h"
#include "crosswalk/v1/mapping_service.pb.h"
#include "crosswalk/v1/pathway_service.pb.h"
#include "crosswalk/v1/skill_service.pb.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::client {

// Where and how to call.
struct ConnectionOptions {
  std::string server;                 // HOST:PORT.
  double deadline_seconds = 30;       // Of one call; greater than 0.
  bool deadline_for_streams = false;  // Streams may take long: theirs counts only if asked for.
  std::string actor = {};             // Who asks for changes; empty: the server's choice.
};

// A server that may or may not be there: nothing is sent before the first call. Errors of all
// calls: the server's code, message and field violations, its reason where it gave one, and in the
// metadata "request_id"; UNAVAILABLE or DEADLINE_EXCEEDED where it did not answer. Thread-safe.
class ServerConnection {
 public:
  explicit ServerConnection(ConnectionOptions options);
  ~ServerConnection();
  ServerConnection(const ServerConnection&) = delete;
  ServerConnection& operator=(const ServerConnection&) = delete;

  core::Result<v1::MapOutcomesResponse> MapOutcomes(const v1::MapOutcomesRequest& request);
  core::Result<v1::AlignLevelResponse> AlignLevel(const v1::AlignLevelRequest& request);
  core::Result<v1::SearchSkillsResponse> SearchSkills(const v1::SearchSkillsRequest& request);
  core::Result<v1::SuggestSkillsResponse> SuggestSkills(const v1::SuggestSkillsRequest& request);
  core::Result<v1::ListRelatedSkillsResponse> ListRelatedSkills(
      const v1::ListRelatedSkillsRequest& request);
  core::Result<v1::GetConceptResponse> GetConcept(const v1::GetConceptRequest& request);
  core::Result<v1::ListConceptsResponse> ListConcepts(const v1::ListConceptsRequest& request);
  core::Result<v1::ListFrameworksResponse> ListFrameworks(const v1::ListFrameworksRequest& request);
  core::Result<v1::CreateCredentialResponse> CreateCredential(
      const v1::CreateCredentialRequest& request);
  core::Result<v1::GetCredentialResponse> GetCredential(const v1::GetCredentialRequest& request);
  core::Result<v1::UpdateCredentialResponse> UpdateCredential(
      const v1::UpdateCredentialRequest& request);
  core::Result<v1::DeleteCredentialResponse> DeleteCredential(
      const v1::DeleteCredentialRequest& request);
  core::Result<v1::ListCredentialsResponse> ListCredentials(
      const v1::ListCredentialsRequest& request);
  core::Result<v1::SearchCredentialsResponse> SearchCredentials(
      const v1::SearchCredentialsRequest& request);
  core::Result<v1::PublishCredentialResponse> PublishCredential(
      const v1::PublishCredentialRequest& request);
  core::Result<v1::WithdrawCredentialResponse> WithdrawCredential(
      const v1::WithdrawCredentialRequest& request);
  core::Result<v1::FindPathwaysResponse> FindPathways(const v1::FindPathwaysRequest& request);
  core::Result<v1::AnalyzeGapResponse> AnalyzeGap(const v1::AnalyzeGapRequest& request);
  core::Result<v1::ReportDeadEndsResponse> ReportDeadEnds(const v1::ReportDeadEndsRequest& request);
  core::Result<v1::GetStatusResponse> GetStatus();
  core::Result<v1::ReloadIndexResponse> ReloadIndex();
  core::Result<v1::RebuildCatalogueResponse> RebuildCatalogue();

  // Sends a file in pieces and hands each response on as it comes, on the calling thread.
  core::Status ImportCredentials(
      const v1::ImportOptions& options, std::string_view content,
      const std::function<void(const v1::ImportCredentialsResponse&)>& on_response);

  // Sends every request over one stream and hands each response on as it comes, in order, on the
  // calling thread.
  core::Status StreamMapOutcomes(
      const std::vector<v1::StreamMapOutcomesRequest>& requests,
      const std::function<void(const v1::StreamMapOutcomesResponse&)>& on_response);

 private:
  struct Stubs;

  ConnectionOptions options_;
  std::unique_ptr<Stubs> stubs_;
};

}  // namespace crosswalk::client
