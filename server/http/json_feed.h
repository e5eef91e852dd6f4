// SPDX-License-Identifier: Apache-2.0
// A body of JSON messages: one a line, or one in all.
#pragma once

#include "server/http/body_feed.h"

#include <google/protobuf/descriptor.h>

#include <cstddef>

namespace crosswalk::http {

class JsonFeed final : public BodyFeed {
 public:
  enum class Form { kLines, kWhole };

  // Messages of `type`, each of at most `most` bytes of JSON. Blank lines are no messages.
  JsonFeed(const google::protobuf::Descriptor& type, Form form, std::size_t most)
      : type_(type), form_(form), most_(most) {}

  // Errors of ReadJson, with the number of the line in front; INVALID_ARGUMENT /
  // REQUEST_TOO_LARGE.
  core::Status Add(std::string_view piece, std::vector<std::string>& messages) override;
  core::Status End(std::vector<std::string>& messages) override;
  [[nodiscard]] std::size_t held() const override { return rest_.size(); }

 private:
  core::Status Read(std::string_view json, std::vector<std::string>& messages);

  const google::protobuf::Descriptor& type_;
  const Form form_;
  const std::size_t most_;
  std::string rest_;  // Not a whole message yet.
  std::size_t line_ = 1;
};

}  // namespace crosswalk::http
