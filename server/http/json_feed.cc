// SPDX-License-Identifier: Apache-2.0
#include "server/http/json_feed.h"

#include "server/http/json_codec.h"

#include <google/protobuf/message.h>

#include <memory>

namespace crosswalk::http {

core::Status JsonFeed::Read(std::string_view json, std::vector<std::string>& messages) {
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
  const std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type_)->New());
  const core::Status status = ReadJson(json, "", *message);
  if (status.ok()) {
    messages.push_back(message->SerializeAsString());
    return {};
  }
  if (form_ == Form::kWhole) return status;
  core::Status located(status.code(), status.reason(),
                       "line " + std::to_string(line_) + ": " + status.message());
  located.WithMetadata("line", std::to_string(line_));
  located.WithFieldViolations(status.field_violations());
  return located;
}

core::Status JsonFeed::Add(std::string_view piece, std::vector<std::string>& messages) {
  if (form_ == Form::kLines) {
    for (std::size_t end = piece.find('\n'); end != std::string_view::npos;
         end = piece.find('\n')) {
      rest_.append(piece.substr(0, end));
      piece.remove_prefix(end + 1);
      if (rest_.size() > most_) break;
      if (core::Status status = Read(rest_, messages); !status.ok()) return status;
      rest_.clear();
      ++line_;
    }
  }
  if (rest_.size() + piece.size() > most_) {
    return core::InvalidArgument("REQUEST_TOO_LARGE",
                                 "a message has more than " + std::to_string(most_) + " bytes");
  }
  rest_.append(piece);
  return {};
}

core::Status JsonFeed::End(std::vector<std::string>& messages) { return Read(rest_, messages); }

}  // namespace crosswalk::http
