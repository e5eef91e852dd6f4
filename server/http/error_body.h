// SPDX-License-Identifier: Apache-2.0
// Errors as HTTP answers them: google.rpc.Status as JSON in the form of AIP-193,
// {"error": {"code": 404, "status": "NOT_FOUND", "message": ..., "details": [...]}}.
#pragma once

#include "frameworks/core/status.h"

#include <grpcpp/support/status.h>

#include <string>
#include <string_view>

namespace crosswalk::http {

// A request that failed.
struct Problem {
  unsigned http_status = 500;
  grpc::Status status;  // Not OK, with the details of rpc::ToGrpcStatus where it has any.
};

// The HTTP status that a code stands for
// (https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto).
unsigned HttpStatusOf(grpc::StatusCode code);

// A call's failure. What gRPC says by itself when a deadline passes or a call is cancelled gets the
// details that the gRPC shell gives it. A mismatch of etags is a precondition of HTTP's where
// `if_match` says that the client sent one as such.
Problem FromCall(const grpc::Status& status, std::string_view request_id, bool if_match);

// A failure of the shell's own.
Problem FromShell(const core::Status& status, std::string_view request_id);

// The JSON object, without a line end.
std::string ErrorBody(const Problem& problem);

// ErrorInfo.reason; empty where the status has no details.
std::string ReasonOf(const grpc::Status& status);

// Seconds to wait before trying again, rounded up, where the details say so; else 0.
int RetryAfterSeconds(const grpc::Status& status);

}  // namespace crosswalk::http
