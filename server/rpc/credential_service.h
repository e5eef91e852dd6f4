// SPDX-License-Identifier: Apache-2.0
// The shell of CredentialService: validate, suggest, call the store, convert.
#pragma once

#include "server/rpc/call_handler.h"
#include "server/rpc/credential_import_stream.h"
#include "server/rpc/credential_search.h"
#include "server/rpc/registry_parts.h"
#include "server/rpc/worker_pool.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace crosswalk::rpc {

// Thread-safe. Keeps references to its parts, which outlive it.
class CredentialServiceImpl final : public v1::CredentialService::Service {
 public:
  CredentialServiceImpl(CallHandler& calls, WorkerPool& workers, Registry& registry,
                        RecordOpener open_records, std::string default_language)
      : calls_(calls),
        workers_(workers),
        registry_(registry),
        open_records_(std::move(open_records)),
        search_(std::move(default_language)) {}

  grpc::Status CreateCredential(grpc::ServerContext* context,
                                const v1::CreateCredentialRequest* request,
                                v1::CreateCredentialResponse* response) override;
  grpc::Status GetCredential(grpc::ServerContext* context, const v1::GetCredentialRequest* request,
                             v1::GetCredentialResponse* response) override;
  grpc::Status UpdateCredential(grpc::ServerContext* context,
                                const v1::UpdateCredentialRequest* request,
                                v1::UpdateCredentialResponse* response) override;
  grpc::Status DeleteCredential(grpc::ServerContext* context,
                                const v1::DeleteCredentialRequest* request,
                                v1::DeleteCredentialResponse* response) override;
  grpc::Status ListCredentials(grpc::ServerContext* context,
                               const v1::ListCredentialsRequest* request,
                               v1::ListCredentialsResponse* response) override;
  grpc::Status BatchGetCredentials(grpc::ServerContext* context,
                                   const v1::BatchGetCredentialsRequest* request,
                                   v1::BatchGetCredentialsResponse* response) override;
  grpc::Status PublishCredential(grpc::ServerContext* context,
                                 const v1::PublishCredentialRequest* request,
                                 v1::PublishCredentialResponse* response) override;
  grpc::Status WithdrawCredential(grpc::ServerContext* context,
                                  const v1::WithdrawCredentialRequest* request,
                                  v1::WithdrawCredentialResponse* response) override;
  grpc::Status ImportCredentials(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ImportCredentialsResponse, v1::ImportCredentialsRequest>* stream)
      override;
  grpc::Status SearchCredentials(grpc::ServerContext* context,
                                 const v1::SearchCredentialsRequest* request,
                                 v1::SearchCredentialsResponse* response) override;

 private:
  using Work = std::function<core::Status(Call&, registry::CredentialStore&)>;
  // Runs `work` as the call `method` where there is a store.
  grpc::Status Run(std::string_view method, grpc::ServerContext& context, const Work& work);

  CallHandler& calls_;
  WorkerPool& workers_;
  Registry& registry_;
  const RecordOpener open_records_;
  std::atomic<int> imports_ = 0;  // Going on now.
  CredentialSearch search_;
};

}  // namespace crosswalk::rpc
