// SPDX-License-Identifier: Apache-2.0
// A file as the messages of ImportCredentials.
#pragma once

#include "server/http/body_feed.h"

#include "crosswalk/v1/credential_service.pb.h"

#include <string>

namespace crosswalk::http {

// Takes the file as it is.
class UploadFeed final : public BodyFeed {
 public:
  // `first` has the options.
  explicit UploadFeed(v1::ImportCredentialsRequest first) : next_(std::move(first)) {}

  // For a file whose name only comes with it; before the first bytes. A name in the options counts
  // more.
  void SetFileName(const std::string& name);

  core::Status Add(std::string_view piece, std::vector<std::string>& messages) override;
  core::Status End(std::vector<std::string>& messages) override;
  [[nodiscard]] std::size_t held() const override { return 0; }

 private:
  v1::ImportCredentialsRequest next_;
};

}  // namespace crosswalk::http
