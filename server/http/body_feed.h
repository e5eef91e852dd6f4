// SPDX-License-Identifier: Apache-2.0
// From the bytes of a streamed body to the messages of the stream.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

// Thread-compatible.
class BodyFeed {
 public:
  virtual ~BodyFeed() = default;
  // Appends the messages, serialised, that are complete with the next bytes of the body. After an
  // error nothing more is added.
  virtual core::Status Add(std::string_view piece, std::vector<std::string>& messages) = 0;
  // The body has ended.
  virtual core::Status End(std::vector<std::string>& messages) = 0;
  // Bytes that it keeps until more comes.
  [[nodiscard]] virtual std::size_t held() const = 0;
};

}  // namespace crosswalk::http
