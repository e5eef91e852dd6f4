// SPDX-License-Identifier: Apache-2.0
// Checks of requests that collect everything that is wrong, each with the path of its field.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {

// Not thread-safe.
class RequestCheck {
 public:
  // Notes that `field` is wrong. `description` says what is accepted; `reason` is one of
  // docs/ERRORS.md.
  void Add(std::string_view reason, std::string_view field, std::string_view description);
  // Notes TEXT_EMPTY or TEXT_TOO_LONG unless `text` has 1 to `most` bytes and one that is not
  // white.
  void RequireText(std::string_view field, std::string_view text, std::size_t most);
  // Notes TEXT_TOO_LONG where `text` has more than `most` bytes.
  void LimitText(std::string_view field, std::string_view text, std::size_t most);
  // Notes TOO_MANY_ITEMS where `count` is more than `most`.
  void LimitCount(std::string_view field, std::size_t count, std::size_t most);
  // Notes what `status` holds, under `field`, unless it is OK.
  void AddStatus(std::string_view field, const core::Status& status);

  [[nodiscard]] bool ok() const { return violations_.empty(); }
  // OK, or INVALID_ARGUMENT with the first reason and all violations.
  [[nodiscard]] core::Status ToStatus() const;

 private:
  // More would not fit into gRPC metadata (status_mapping.cc).
  static constexpr std::size_t kMostViolations = 10;

  std::string reason_;
  std::size_t count_ = 0;
  std::vector<core::FieldViolation> violations_;
};

// "outcomes[3].text"
std::string FieldPath(std::string_view list, std::size_t index, std::string_view field = {});

}  // namespace crosswalk::rpc
