// SPDX-License-Identifier: Apache-2.0
// How every Crosswalk library reports failure: a canonical code, a message for people, a reason and
// metadata for machines, and the fields at fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::core {

// The canonical codes and their numbers are those of gRPC
// (https://grpc.github.io/grpc/core/md_doc_statuscodes.html), so that the RPC shell converts by
// cast.
enum class StatusCode : int {
  kOk = 0,
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kOutOfRange = 11,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
};

// The code's canonical name, for example "INVALID_ARGUMENT".
std::string_view StatusCodeName(StatusCode code);

// One field of a request or record that is wrong, and why.
struct FieldViolation {
  std::string field;        // Path within the request, for example "outcomes[3].text".
  std::string description;  // What is wrong with it and what would be right.
};

// Outcome of an operation. A value type; thread-compatible.
class [[nodiscard]] Status {
 public:
  // Success.
  Status() = default;

  // REQUIRES: `code` is not kOk. `reason` is UPPER_SNAKE_CASE, at most 63 characters, stable across
  // releases and listed in docs/ERRORS.md; `message` is a short English sentence that says what to
  // do about it.
  Status(StatusCode code, std::string reason, std::string message)
      : code_(code), reason_(std::move(reason)), message_(std::move(message)) {}

  [[nodiscard]] bool ok() const { return code_ == StatusCode::kOk; }
  [[nodiscard]] StatusCode code() const { return code_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& metadata() const {
    return metadata_;
  }
  [[nodiscard]] const std::vector<FieldViolation>& field_violations() const {
    return field_violations_;
  }

  // Adds a dynamic part of the message in machine-readable form. Returns *this for chaining.
  Status& WithMetadata(std::string key, std::string value);
  // Adds a field at fault. Returns *this for chaining.
  Status& WithFieldViolation(std::string field, std::string description);
  // Adds several. Returns *this for chaining.
  Status& WithFieldViolations(const std::vector<FieldViolation>& violations);

  // "OK", or "CODE (REASON): message [field: description]".
  [[nodiscard]] std::string ToString() const;

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string reason_;
  std::string message_;
  std::vector<std::pair<std::string, std::string>> metadata_;
  std::vector<FieldViolation> field_violations_;
};

// Shorthands for the common codes.
Status InvalidArgument(std::string reason, std::string message);
Status NotFound(std::string reason, std::string message);
Status FailedPrecondition(std::string reason, std::string message);
Status Unavailable(std::string reason, std::string message);
Status DataLoss(std::string reason, std::string message);
Status Internal(std::string reason, std::string message);

// A value, or the Status that says why there is none. Thread-compatible.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor): return value;
  Result(Status status)
      : status_(std::move(status)) {}  // NOLINT(google-explicit-constructor): return status;

  [[nodiscard]] bool ok() const { return value_.has_value(); }
  // OK when there is a value.
  [[nodiscard]] const Status& status() const { return status_; }

  // REQUIRES: ok().
  [[nodiscard]] const T& value() const& { return *value_; }
  [[nodiscard]] T& value() & { return *value_; }
  [[nodiscard]] T&& value() && { return *std::move(value_); }
  const T& operator*() const& { return *value_; }
  T& operator*() & { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  const T* operator->() const { return &*value_; }
  T* operator->() { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace crosswalk::core
