// SPDX-License-Identifier: Apache-2.0
// Creating and updating a credential: check, complete, suggest, store.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"
#include "server/rpc/call_handler.h"
#include "server/rpc/worker_pool.h"

#include "crosswalk/v1/credential_service.pb.h"

namespace crosswalk::rpc {

// Errors of both: those of the method in credential_service.proto. Violations name fields of the
// request, "credential.title".
core::Status CreateCredential(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                              const v1::CreateCredentialRequest& request,
                              v1::CreateCredentialResponse& response);
core::Status UpdateCredential(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                              const v1::UpdateCredentialRequest& request,
                              v1::UpdateCredentialResponse& response);

}  // namespace crosswalk::rpc
