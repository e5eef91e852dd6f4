// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/status_mapping.h"

#include "frameworks/core/text.h"

#include "crosswalk/v1/error.pb.h"

namespace crosswalk::rpc {
namespace {

// Packs under the type URL of the google.rpc message with the same fields, which clients know.
template <typename Message>
void AddDetail(const Message& message, std::string_view google_name, v1::ErrorStatus& details) {
  google::protobuf::Any& any = *details.add_details();
  any.set_type_url("type.googleapis.com/google.rpc." + std::string(google_name));
  message.SerializeToString(any.mutable_value());
}

// Bounds on what a status says. All of it travels in trailing metadata, of which gRPC accepts 8 KiB
// (GRPC_ARG_MAX_METADATA_SIZE) before the call fails in another way; most texts quote the request.
constexpr std::size_t kLongestMessage = 400;
constexpr std::size_t kLongestValue = 160;
constexpr std::size_t kLongestField = 64;
constexpr std::size_t kMostViolations = 10;

// At most `most` bytes, whole characters.
std::string Clip(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  return std::string(core::CutText(text, most - 3)) + "...";
}

bool IsHidden(core::StatusCode code) {
  return code == core::StatusCode::kInternal || code == core::StatusCode::kUnknown;
}

}  // namespace

grpc::Status ToGrpcStatus(const core::Status& status, std::string_view request_id,
                          std::optional<std::chrono::milliseconds> retry_after) {
  if (status.ok()) return grpc::Status::OK;
  const bool hidden = IsHidden(status.code());
  v1::ErrorStatus details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(hidden ? "an internal error; the server's log has it under the request id"
                             : Clip(status.message(), kLongestMessage));

  v1::ErrorInfo info;
  info.set_reason(status.reason());
  info.set_domain(kErrorDomain);
  if (!hidden) {
    for (const auto& [key, value] : status.metadata()) {
      (*info.mutable_metadata())[key] = Clip(value, kLongestValue);
    }
  }
  AddDetail(info, "ErrorInfo", details);

  if (!status.field_violations().empty() && !hidden) {
    v1::BadRequest bad_request;
    for (const core::FieldViolation& violation : status.field_violations()) {
      if (bad_request.field_violations_size() == kMostViolations) break;
      v1::FieldViolation& out = *bad_request.add_field_violations();
      out.set_field(Clip(violation.field, kLongestField));
      out.set_description(Clip(violation.description, kLongestValue));
      out.set_reason(status.reason());
    }
    AddDetail(bad_request, "BadRequest", details);
  }
  if (retry_after) {
    v1::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(retry_after->count() / 1000);
    retry.mutable_retry_delay()->set_nanos(
        static_cast<int>(retry_after->count() % 1000 * 1'000'000));
    AddDetail(retry, "RetryInfo", details);
  }
  if (!request_id.empty()) {
    v1::RequestInfo request;
    request.set_request_id(std::string(request_id));
    AddDetail(request, "RequestInfo", details);
  }
  return {static_cast<grpc::StatusCode>(status.code()), details.message(),
          details.SerializeAsString()};
}

}  // namespace crosswalk::rpc
