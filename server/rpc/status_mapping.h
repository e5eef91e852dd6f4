// SPDX-License-Identifier: Apache-2.0
// From the libraries' Status to what a gRPC client sees: code, message, and details that
// proto/crosswalk/v1/error.proto describes.
#pragma once

#include "frameworks/core/status.h"

#include <grpcpp/support/status.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::rpc {

// What ErrorInfo.domain says.
inline constexpr char kErrorDomain[] = "crosswalk";

// The status with ErrorInfo, and BadRequest, RetryInfo and RequestInfo where there is something to
// say. An INTERNAL or UNKNOWN status keeps its reason but not its message, which may hold what a
// client should not see: the log has it under the same request id. Long texts are cut short and at
// most ten violations are told, so that the whole fits into gRPC metadata. `request_id` may be
// empty.
grpc::Status ToGrpcStatus(const core::Status& status, std::string_view request_id,
                          std::optional<std::chrono::milliseconds> retry_after = std::nullopt);

}  // namespace crosswalk::rpc
