// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/status.h"

#include <array>
#include <cstddef>

namespace crosswalk::core {

std::string_view StatusCodeName(StatusCode code) {
  static constexpr std::array<std::string_view, 17> kNames = {"OK",
                                                              "CANCELLED",
                                                              "UNKNOWN",
                                                              "INVALID_ARGUMENT",
                                                              "DEADLINE_EXCEEDED",
                                                              "NOT_FOUND",
                                                              "ALREADY_EXISTS",
                                                              "PERMISSION_DENIED",
                                                              "RESOURCE_EXHAUSTED",
                                                              "FAILED_PRECONDITION",
                                                              "ABORTED",
                                                              "OUT_OF_RANGE",
                                                              "UNIMPLEMENTED",
                                                              "INTERNAL",
                                                              "UNAVAILABLE",
                                                              "DATA_LOSS",
                                                              "UNAUTHENTICATED"};
  return kNames.at(static_cast<std::size_t>(code));
}

Status& Status::WithMetadata(std::string key, std::string value) {
  metadata_.emplace_back(std::move(key), std::move(value));
  return *this;
}

Status& Status::WithFieldViolation(std::string field, std::string description) {
  field_violations_.push_back({std::move(field), std::move(description)});
  return *this;
}

Status& Status::WithFieldViolations(const std::vector<FieldViolation>& violations) {
  field_violations_.insert(field_violations_.end(), violations.begin(), violations.end());
  return *this;
}

std::string Status::ToString() const {
  if (ok()) return "OK";
  std::string text(StatusCodeName(code_));
  text += " (" + reason_ + "): " + message_;
  for (const FieldViolation& violation : field_violations_) {
    text += " [" + violation.field + ": " + violation.description + "]";
  }
  return text;
}

Status InvalidArgument(std::string reason, std::string message) {
  return {StatusCode::kInvalidArgument, std::move(reason), std::move(message)};
}
Status NotFound(std::string reason, std::string message) {
  return {StatusCode::kNotFound, std::move(reason), std::move(message)};
}
Status FailedPrecondition(std::string reason, std::string message) {
  return {StatusCode::kFailedPrecondition, std::move(reason), std::move(message)};
}
Status Unavailable(std::string reason, std::string message) {
  return {StatusCode::kUnavailable, std::move(reason), std::move(message)};
}
Status DataLoss(std::string reason, std::string message) {
  return {StatusCode::kDataLoss, std::move(reason), std::move(message)};
}
Status Internal(std::string reason, std::string message) {
  return {StatusCode::kInternal, std::move(reason), std::move(message)};
}

}  // namespace crosswalk::core
