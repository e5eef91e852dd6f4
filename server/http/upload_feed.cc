// SPDX-License-Identifier: Apache-2.0
#include "server/http/upload_feed.h"

namespace crosswalk::http {

void UploadFeed::SetFileName(const std::string& name) {
  if (next_.options().file_name().empty()) next_.mutable_options()->set_file_name(name);
}

core::Status UploadFeed::Add(std::string_view piece, std::vector<std::string>& messages) {
  if (piece.empty()) return {};
  next_.set_content(piece.data(), piece.size());
  messages.push_back(next_.SerializeAsString());
  next_.Clear();
  return {};
}

core::Status UploadFeed::End(std::vector<std::string>& messages) {
  next_.set_last(true);
  messages.push_back(next_.SerializeAsString());
  return {};
}

}  // namespace crosswalk::http
