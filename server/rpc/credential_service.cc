// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_service.h"

#include "server/rpc/credential_proto.h"
#include "server/rpc/credential_writing.h"
#include "server/rpc/page_token.h"
#include "server/rpc/request_check.h"

#include <cstddef>
#include <string>
#include <vector>

namespace crosswalk::rpc {
namespace {

constexpr std::size_t kStandardPage = 50;
constexpr std::size_t kMostIssuerBytes = 256;
constexpr std::size_t kMostStates = 10;
// Each holds its whole file, and they wait for the same disk.
constexpr int kMostImports = 4;

registry::CredentialView ReadTextView(v1::CredentialTextView view, RequestCheck& check) {
  if (!v1::CredentialTextView_IsValid(view)) {
    check.Add("VALUE_UNKNOWN", "view", "takes one of the named values");
  }
  return view == v1::CREDENTIAL_TEXT_VIEW_PUBLISHED ? registry::CredentialView::Published()
                                                    : registry::CredentialView::Current();
}

registry::CredentialView ReadWhich(const v1::GetCredentialRequest& request, RequestCheck& check) {
  const registry::CredentialView view = ReadTextView(request.view(), check);
  if (request.version() == 0) return view;
  if (request.version() < 0) check.Add("VALUE_OUT_OF_RANGE", "version", "takes 1 or more");
  if (request.view() != v1::CREDENTIAL_TEXT_VIEW_UNSPECIFIED) {
    check.Add("FIELD_NOT_ALLOWED", "view", "does not go with a version");
  }
  return registry::CredentialView::Version(request.version());
}

registry::ListFilter ReadListFilter(const v1::ListCredentialsRequest& request,
                                    RequestCheck& check) {
  registry::ListFilter filter;
  filter.published =
      ReadTextView(request.view(), check).kind == registry::CredentialView::Kind::kPublished;
  check.LimitText("issuer", request.issuer(), kMostIssuerBytes);
  filter.issuer = request.issuer();
  check.LimitCount("states", static_cast<std::size_t>(request.states_size()), kMostStates);
  for (int i = 0; i < request.states_size(); ++i) {
    if (!v1::CredentialState_IsValid(request.states(i)) ||
        request.states(i) == v1::CREDENTIAL_STATE_UNSPECIFIED) {
      check.Add("VALUE_UNKNOWN", FieldPath("states", static_cast<std::size_t>(i)),
                "takes one of the named values but unspecified");
    }
    filter.states.push_back(static_cast<registry::CredentialState>(request.states(i)));
  }
  return filter;
}

void WriteItemError(const core::Status& status, v1::ItemError& out) {
  out.set_code(static_cast<std::int32_t>(status.code()));
  out.set_message(status.message());
  out.set_reason(status.reason());
}

// The context of a change that has no content but its names.
template <typename Request>
registry::ChangeContext ContextOf(const Call& call, const Request& request) {
  return {call.actor(), request.request_id(), ""};
}

}  // namespace

grpc::Status CredentialServiceImpl::Run(std::string_view method, grpc::ServerContext& context,
                                        const Work& work) {
  return calls_.Run(method, CallKind::kStored, context, [&](Call& call) -> core::Status {
    core::Status status = registry_.Require();
    if (!status.ok()) return status;
    call.CountItems(1, 0);
    status = work(call, *registry_.store);
    if (status.ok() && call.items_out() == 0) call.CountItems(1, 1);
    return status;
  });
}

grpc::Status CredentialServiceImpl::CreateCredential(grpc::ServerContext* context,
                                                     const v1::CreateCredentialRequest* request,
                                                     v1::CreateCredentialResponse* response) {
  return Run("crosswalk.v1.CredentialService/CreateCredential", *context,
             [&](Call& call, registry::CredentialStore& store) {
               return rpc::CreateCredential(call, workers_, store, *request, *response);
             });
}

grpc::Status CredentialServiceImpl::GetCredential(grpc::ServerContext* context,
                                                  const v1::GetCredentialRequest* request,
                                                  v1::GetCredentialResponse* response) {
  return Run("crosswalk.v1.CredentialService/GetCredential", *context,
             [&](Call& /*call*/, registry::CredentialStore& store) -> core::Status {
               RequestCheck check;
               const registry::CredentialView view = ReadWhich(*request, check);
               if (!check.ok()) return check.ToStatus();
               const auto credential = store.Get(request->name(), view);
               if (!credential.ok()) return credential.status();
               WriteCredential(*credential, *response->mutable_credential());
               return {};
             });
}

grpc::Status CredentialServiceImpl::UpdateCredential(grpc::ServerContext* context,
                                                     const v1::UpdateCredentialRequest* request,
                                                     v1::UpdateCredentialResponse* response) {
  return Run("crosswalk.v1.CredentialService/UpdateCredential", *context,
             [&](Call& call, registry::CredentialStore& store) {
               return rpc::UpdateCredential(call, workers_, store, *request, *response);
             });
}

grpc::Status CredentialServiceImpl::DeleteCredential(grpc::ServerContext* context,
                                                     const v1::DeleteCredentialRequest* request,
                                                     v1::DeleteCredentialResponse* /*response*/) {
  return Run("crosswalk.v1.CredentialService/DeleteCredential", *context,
             [&](Call& call, registry::CredentialStore& store) {
               return store.Delete(request->name(), request->etag(), ContextOf(call, *request));
             });
}

grpc::Status CredentialServiceImpl::ListCredentials(grpc::ServerContext* context,
                                                    const v1::ListCredentialsRequest* request,
                                                    v1::ListCredentialsResponse* response) {
  return Run("crosswalk.v1.CredentialService/ListCredentials", *context,
             [&](Call& call, registry::CredentialStore& store) -> core::Status {
               RequestCheck check;
               const registry::ListFilter filter = ReadListFilter(*request, check);
               const std::size_t size =
                   PageSize(request->page_size(), kStandardPage, registry::kMaxPageSize, check);
               if (!check.ok()) return check.ToStatus();
               auto page = store.List(filter, static_cast<int>(size), request->page_token());
               if (!page.ok()) return page.status();
               for (const registry::Credential& credential : page->credentials) {
                 WriteCredential(credential, *response->add_credentials());
               }
               response->set_next_page_token(page->next_page_token);
               call.CountItems(1, page->credentials.size());
               return {};
             });
}

grpc::Status CredentialServiceImpl::BatchGetCredentials(
    grpc::ServerContext* context, const v1::BatchGetCredentialsRequest* request,
    v1::BatchGetCredentialsResponse* response) {
  return Run("crosswalk.v1.CredentialService/BatchGetCredentials", *context,
             [&](Call& call, registry::CredentialStore& store) -> core::Status {
               const std::vector<std::string> names(request->names().begin(),
                                                    request->names().end());
               RequestCheck check;
               if (names.empty()) check.Add("FIELD_REQUIRED", "names", "takes at least one name");
               check.LimitCount("names", names.size(), registry::kMaxBatchGet);
               const registry::CredentialView view = ReadTextView(request->view(), check);
               if (!check.ok()) return check.ToStatus();
               const auto found = store.BatchGet(names, view);
               if (!found.ok()) return found.status();
               for (std::size_t i = 0; i < names.size(); ++i) {
                 v1::CredentialResult& result = *response->add_results();
                 result.set_name(names[i]);
                 if ((*found)[i].ok()) {
                   WriteCredential(*(*found)[i], *result.mutable_credential());
                 } else {
                   WriteItemError((*found)[i].status(), *result.mutable_error());
                 }
               }
               call.CountItems(names.size(), names.size());
               return {};
             });
}

grpc::Status CredentialServiceImpl::PublishCredential(grpc::ServerContext* context,
                                                      const v1::PublishCredentialRequest* request,
                                                      v1::PublishCredentialResponse* response) {
  return Run("crosswalk.v1.CredentialService/PublishCredential", *context,
             [&](Call& call, registry::CredentialStore& store) -> core::Status {
               const auto published =
                   store.Publish(request->name(), request->etag(), ContextOf(call, *request));
               if (!published.ok()) return published.status();
               WriteCredential(*published, *response->mutable_credential());
               return {};
             });
}

grpc::Status CredentialServiceImpl::WithdrawCredential(grpc::ServerContext* context,
                                                       const v1::WithdrawCredentialRequest* request,
                                                       v1::WithdrawCredentialResponse* response) {
  return Run("crosswalk.v1.CredentialService/WithdrawCredential", *context,
             [&](Call& call, registry::CredentialStore& store) -> core::Status {
               const auto withdrawn =
                   store.Withdraw(request->name(), request->etag(), ContextOf(call, *request));
               if (!withdrawn.ok()) return withdrawn.status();
               WriteCredential(*withdrawn, *response->mutable_credential());
               return {};
             });
}

grpc::Status CredentialServiceImpl::ImportCredentials(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::ImportCredentialsResponse, v1::ImportCredentialsRequest>* stream) {
  return calls_.RunLong("crosswalk.v1.CredentialService/ImportCredentials", *context,
                        [&](Call& call) -> core::Status {
                          core::Status status = registry_.Require();
                          if (!status.ok()) return status;
                          if (++imports_ > kMostImports) {
                            --imports_;
                            return {core::StatusCode::kResourceExhausted, "STREAM_LIMIT",
                                    "as many imports are going on as may be; try again later"};
                          }
                          status = Fenced([&] {
                            return ImportFromStream(call, workers_, *registry_.store, open_records_,
                                                    *stream);
                          });
                          --imports_;
                          return status;
                        });
}

grpc::Status CredentialServiceImpl::SearchCredentials(grpc::ServerContext* context,
                                                      const v1::SearchCredentialsRequest* request,
                                                      v1::SearchCredentialsResponse* response) {
  return calls_.Run(CredentialSearch::kMethod, CallKind::kIndexed, *context,
                    [&](Call& call) -> core::Status {
                      core::Status status = registry_.Require();
                      if (!status.ok()) return status;
                      return search_.Answer(*registry_.index, *request, call, *response);
                    });
}

}  // namespace crosswalk::rpc
