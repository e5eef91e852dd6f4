// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_writing.h"

#include "server/registry/credential_check.h"
#include "server/rpc/chunk_runner.h"
#include "server/rpc/credential_completion.h"
#include "server/rpc/credential_proto.h"
#include "server/rpc/credential_suggestions.h"
#include "server/rpc/request_check.h"
#include "server/rpc/update_mask.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

using registry::Credential;

// An update without an etag is done again where another one came between; each time somebody else
// has got on.
constexpr int kMostAttempts = 20;

std::vector<core::FieldViolation> Under(std::string_view field,
                                        const std::vector<core::FieldViolation>& violations) {
  std::vector<core::FieldViolation> moved;
  moved.reserve(violations.size());
  for (const core::FieldViolation& violation : violations) {
    moved.push_back({std::string(field) + "." + violation.field, violation.description});
  }
  return moved;
}

core::Status CheckValues(const Credential& credential) {
  const auto violations = registry::CheckCredential(credential);
  if (violations.empty()) return {};
  const core::FieldViolation& first = violations.front();
  std::string message = "credential." + first.field + ": " + first.description;
  if (violations.size() > 1) message += "; " + std::to_string(violations.size() - 1) + " more";
  return core::InvalidArgument("CREDENTIAL_INVALID", std::move(message))
      .WithFieldViolations(Under("credential", violations));
}

void CheckMode(v1::SuggestionMode mode, RequestCheck& check) {
  if (!v1::SuggestionMode_IsValid(mode)) {
    check.Add("VALUE_UNKNOWN", "suggestions", "takes one of the named values");
  }
}

// The request as it was sent, the same in each copy of it.
template <typename Request>
std::string AskedBy(const Request& request) {
  if (request.request_id().empty()) return {};
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    request.SerializeToCodedStream(&coded);
  }
  return bytes;
}

// What the engine adds to `credential`, on all workers.
core::Status AddSuggestions(Call& call, WorkerPool& workers, v1::SuggestionMode mode,
                            Credential& credential, Warnings& warnings) {
  CompleteCredential(call.FindGeneration(), credential, warnings);
  ChunkRunner runner(call, workers);
  SuggestionOptions options;
  options.mode = mode;
  options.in_stretches = [&runner](std::size_t count, const mapping::Stretch& stretch) {
    return runner.Run(count, stretch);
  };
  options.cancelled = [&runner, &call] { return runner.stopped(); };
  return Suggest(call.FindGeneration(), options, credential, warnings);
}

}  // namespace

core::Status CreateCredential(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                              const v1::CreateCredentialRequest& request,
                              v1::CreateCredentialResponse& response) {
  RequestCheck check;
  if (!request.has_credential()) check.Add("FIELD_REQUIRED", "credential", "must be set");
  CheckMode(request.suggestions(), check);
  Credential credential = ReadCredential(request.credential(), "credential", check);
  if (!check.ok()) return check.ToStatus();
  core::Status status = CheckValues(credential);
  if (!status.ok()) return status;
  status = AddSuggestions(call, workers, request.suggestions(), credential,
                          *response.mutable_warnings());
  if (!status.ok()) return status;
  const auto created =
      store.Create(credential, {call.actor(), request.request_id(), AskedBy(request)});
  if (!created.ok()) return created.status();
  WriteCredential(*created, *response.mutable_credential());
  return {};
}

core::Status UpdateCredential(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                              const v1::UpdateCredentialRequest& request,
                              v1::UpdateCredentialResponse& response) {
  RequestCheck check;
  if (!request.has_credential()) check.Add("FIELD_REQUIRED", "credential", "must be set");
  CheckMode(request.suggestions(), check);
  // What is wrong with the values sent is told as such, whatever is there.
  ReadCredential(request.credential(), "credential", check);
  if (!check.ok()) return check.ToStatus();
  const std::string& name = request.credential().name();
  const std::string& asked_etag = request.credential().etag();
  const registry::ChangeContext context{call.actor(), request.request_id(), AskedBy(request)};
  for (int attempt = 1;; ++attempt) {
    const auto before = store.Get(name, registry::CredentialView::Current());
    if (!before.ok()) return before.status();
    v1::Credential changed;
    WriteCredential(*before, changed);
    ApplyUpdate(request.credential(), request.update_mask(), changed, check);
    Credential credential = ReadCredential(changed, "credential", check);
    if (!check.ok()) return check.ToStatus();
    core::Status status = CheckValues(credential);
    if (!status.ok()) return status;
    response.clear_warnings();
    DropStaleSuggestions(&*before, credential);
    status = AddSuggestions(call, workers, request.suggestions(), credential,
                            *response.mutable_warnings());
    if (!status.ok()) return status;
    // Without an etag of the caller's, the text that was read must still be the current one when it
    // is replaced, or what another wrote meanwhile would be lost.
    const auto updated =
        store.Update(credential, asked_etag.empty() ? before->etag : asked_etag, context);
    if (updated.ok()) {
      WriteCredential(*updated, *response.mutable_credential());
      return {};
    }
    const bool overtaken = updated.status().reason() == "ETAG_MISMATCH" && asked_etag.empty();
    if (!overtaken || attempt == kMostAttempts || call.Cancelled()) return updated.status();
  }
}

}  // namespace crosswalk::rpc
