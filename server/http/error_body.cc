// SPDX-License-Identifier: Apache-2.0
#include "server/http/error_body.h"

#include "server/rpc/status_mapping.h"

#include "crosswalk/v1/error.pb.h"

#include <google/protobuf/util/json_util.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crosswalk::http {
namespace {

constexpr std::string_view kPrefix = "type.googleapis.com/google.rpc.";

// `message` as JSON with its type as google.rpc's in front.
template <typename Message>
std::string Typed(const google::protobuf::Any& any) {
  Message message;
  std::string json;
  if (!message.ParseFromString(any.value()) ||
      !google::protobuf::util::MessageToJsonString(message, &json).ok()) {
    return "";
  }
  const std::string type = "{\"@type\":\"" + any.type_url() + "\"";
  return json == "{}" ? type + "}" : type + "," + json.substr(1);
}

// Our messages have the fields of google.rpc's, so that their JSON is the same.
std::string DetailJson(const google::protobuf::Any& any) {
  if (any.type_url() == std::string(kPrefix) + "ErrorInfo") return Typed<v1::ErrorInfo>(any);
  if (any.type_url() == std::string(kPrefix) + "BadRequest") return Typed<v1::BadRequest>(any);
  if (any.type_url() == std::string(kPrefix) + "RetryInfo") return Typed<v1::RetryInfo>(any);
  if (any.type_url() == std::string(kPrefix) + "RequestInfo") return Typed<v1::RequestInfo>(any);
  return "";
}

// Reasons of the shell's own for which HTTP has a better status than that of the code.
constexpr std::array<std::pair<std::string_view, unsigned>, 6> kBetter = {
    {{"EXPECTATION_UNKNOWN", 417},
     {"HEADER_TOO_LARGE", 431},
     {"HTTP_TIMEOUT", 408},
     {"MEDIA_TYPE_UNSUPPORTED", 415},
     {"METHOD_NOT_ALLOWED", 405},
     {"REQUEST_TOO_LARGE", 413}}};

template <typename Message>
std::optional<Message> FindDetail(const grpc::Status& status, std::string_view name) {
  v1::ErrorStatus details;
  if (!details.ParseFromString(status.error_details())) return std::nullopt;
  for (const google::protobuf::Any& any : details.details()) {
    Message message;
    if (any.type_url() == std::string(kPrefix) + std::string(name) &&
        message.ParseFromString(any.value())) {
      return message;
    }
  }
  return std::nullopt;
}

}  // namespace

unsigned HttpStatusOf(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::OK:
      return 200;
    case grpc::StatusCode::CANCELLED:
      return 499;
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::OUT_OF_RANGE:
      return 400;
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return 504;
    case grpc::StatusCode::NOT_FOUND:
      return 404;
    case grpc::StatusCode::ALREADY_EXISTS:
    case grpc::StatusCode::ABORTED:
      return 409;
    case grpc::StatusCode::PERMISSION_DENIED:
      return 403;
    case grpc::StatusCode::UNAUTHENTICATED:
      return 401;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return 429;
    case grpc::StatusCode::UNIMPLEMENTED:
      return 501;
    case grpc::StatusCode::UNAVAILABLE:
      return 503;
    default:
      return 500;
  }
}

Problem FromCall(const grpc::Status& status, std::string_view request_id, bool if_match) {
  if (status.error_details().empty()) {
    if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
      return FromShell({core::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                        "the deadline passed before the answer was complete"},
                       request_id);
    }
    if (status.error_code() == grpc::StatusCode::CANCELLED) {
      return FromShell(
          {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the request was cancelled"},
          request_id);
    }
  }
  if (if_match && ReasonOf(status) == "ETAG_MISMATCH") return {412, status};
  return {HttpStatusOf(status.error_code()), status};
}

Problem FromShell(const core::Status& status, std::string_view request_id) {
  const grpc::Status converted = rpc::ToGrpcStatus(status, request_id);
  const auto better = std::find_if(kBetter.begin(), kBetter.end(), [&](const auto& entry) {
    return entry.first == status.reason();
  });
  return {better != kBetter.end() ? better->second : HttpStatusOf(converted.error_code()),
          converted};
}

std::string ErrorBody(const Problem& problem) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  const grpc::Status& status = problem.status;
  writer.StartObject();
  writer.Key("error");
  writer.StartObject();
  writer.Key("code");
  writer.Uint(problem.http_status);
  writer.Key("message");
  writer.String(status.error_message());
  writer.Key("status");
  writer.String(
      std::string(core::StatusCodeName(static_cast<core::StatusCode>(status.error_code()))));
  v1::ErrorStatus details;
  if (details.ParseFromString(status.error_details()) && details.details_size() > 0) {
    writer.Key("details");
    writer.StartArray();
    for (const google::protobuf::Any& any : details.details()) {
      const std::string json = DetailJson(any);
      if (!json.empty()) writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
    }
    writer.EndArray();
  }
  writer.EndObject();
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string ReasonOf(const grpc::Status& status) {
  const auto info = FindDetail<v1::ErrorInfo>(status, "ErrorInfo");
  return info ? info->reason() : "";
}

int RetryAfterSeconds(const grpc::Status& status) {
  const auto retry = FindDetail<v1::RetryInfo>(status, "RetryInfo");
  if (!retry) return 0;
  return static_cast<int>(retry->retry_delay().seconds()) +
         (retry->retry_delay().nanos() > 0 ? 1 : 0);
}

}  // namespace crosswalk::http
