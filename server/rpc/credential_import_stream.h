// SPDX-License-Identifier: Apache-2.0
// ImportCredentials: a file comes in pieces, results go back as records are kept.
#pragma once

#include "frameworks/core/status.h"
#include "server/imports/record_reader.h"
#include "server/registry/credential_store.h"
#include "server/rpc/call_handler.h"
#include "server/rpc/worker_pool.h"

#include "crosswalk/v1/credential_service.pb.h"

#include <grpcpp/support/sync_stream.h>

#include <functional>
#include <memory>
#include <string>

namespace crosswalk::rpc {

// Bytes of one piece of a file.
inline constexpr std::size_t kLongestPiece = std::size_t{1} << 20;

using ImportStream =
    grpc::ServerReaderWriterInterface<v1::ImportCredentialsResponse, v1::ImportCredentialsRequest>;
// imports::OpenRecords, or what stands in for it.
using RecordOpener = std::function<core::Result<std::unique_ptr<imports::RecordReader>>(
    std::string bytes, const imports::ImportOptions& options)>;

// Answers the stream. Errors: those of ImportCredentials in credential_service.proto.
core::Status ImportFromStream(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                              const RecordOpener& open, ImportStream& stream);

}  // namespace crosswalk::rpc
