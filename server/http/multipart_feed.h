// SPDX-License-Identifier: Apache-2.0
// A form with a file (multipart/form-data, RFC 7578) as the file.
#pragma once

#include "server/http/body_feed.h"
#include "server/http/upload_feed.h"

#include <string>

namespace crosswalk::http {

class MultipartFeed final : public BodyFeed {
 public:
  // `boundary` is the parameter of the Content-Type.
  MultipartFeed(const std::string& boundary, v1::ImportCredentialsRequest first)
      : delimiter_("\r\n--" + boundary), rest_("\r\n"), file_(std::move(first)) {}

  // Takes the first part that has a file name. INVALID_ARGUMENT / UPLOAD_INVALID where the body is
  // no such form, has no such part or several, or parts without one: options go into the query.
  core::Status Add(std::string_view piece, std::vector<std::string>& messages) override;
  core::Status End(std::vector<std::string>& messages) override;
  [[nodiscard]] std::size_t held() const override { return rest_.size(); }

 private:
  enum class State { kPreamble, kAfterDelimiter, kPartHead, kPart, kEpilogue };

  // Takes one step; false where that needs more bytes.
  core::Result<bool> Step(std::vector<std::string>& messages);
  core::Status ReadPartHead(std::string_view head);

  const std::string delimiter_;
  std::string rest_;  // Not looked at yet. The first delimiter needs no line end before it.
  State state_ = State::kPreamble;
  bool found_ = false;
  UploadFeed file_;
};

}  // namespace crosswalk::http
