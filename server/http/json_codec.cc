// SPDX-License-Identifier: Apache-2.0
#include "server/http/json_codec.h"

#include "frameworks/core/text.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <memory>

namespace crosswalk::http {
namespace {

// What protobuf's reader says of a value begins with its place in brackets: "(outcomes[0].text): ".
// The text without it, and the place.
std::pair<std::string, std::string> SplitPlace(std::string text) {
  if (!text.starts_with('(')) return {"", std::move(text)};
  const std::size_t close = text.find("): ");
  const std::size_t end = close == std::string::npos ? text.find(") ") : close;
  if (end == std::string::npos) return {"", std::move(text)};
  const std::size_t rest = text.find_first_not_of(": ", end + 1);
  return {text.substr(1, end - 1), rest == std::string::npos ? "" : text.substr(rest)};
}

// The first line: the others quote the text and point at a column.
std::string FirstLine(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

// "... for type type.googleapis.com/crosswalk.v1.Encoder": the type, without what is before it.
std::string TypeAtEnd(std::string_view what) {
  constexpr std::string_view kPrefix = "type.googleapis.com/";
  const std::size_t at = what.rfind(kPrefix);
  return std::string(at == std::string_view::npos ? "" : what.substr(at + kPrefix.size()));
}

}  // namespace

core::Status ReadJson(std::string_view json, std::string_view prefix,
                      google::protobuf::Message& message) {
  if (const auto offset = core::FindInvalidUtf8(json)) {
    return core::InvalidArgument(
        "REQUEST_MALFORMED", "the body is not UTF-8 from byte " + std::to_string(*offset) + " on");
  }
  const std::unique_ptr<google::protobuf::Message> read(message.New());
  const auto status = google::protobuf::util::JsonStringToMessage(
      {json.data(), json.size()}, read.get(), google::protobuf::util::JsonParseOptions());
  if (status.ok()) {
    message.MergeFrom(*read);
    return {};
  }
  auto [place, what] = SplitPlace(std::string(status.message().data(), status.message().size()));
  what = FirstLine(std::move(what));
  const bool unknown_enum =
      message.GetDescriptor()->file()->pool()->FindEnumTypeByName(TypeAtEnd(what)) != nullptr;
  core::Status result =
      core::InvalidArgument(unknown_enum ? "VALUE_UNKNOWN" : "REQUEST_MALFORMED",
                            "the body is not JSON of " + message.GetDescriptor()->full_name() +
                                ": " + (place.empty() ? "" : place + ": ") + what);
  if (!place.empty()) {
    std::string field(prefix);
    if (!field.empty()) field += '.';
    result.WithFieldViolation(field + place, what);
  }
  return result;
}

core::Result<std::unique_ptr<google::protobuf::Message>> ReadBytes(
    const google::protobuf::Descriptor& type, const std::string& bytes) {
  std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  if (!message->ParseFromString(bytes)) {
    return core::Internal("INTERNAL", "an answer is not of the type " + type.full_name());
  }
  return message;
}

core::Result<std::string> WriteJson(const google::protobuf::Message& message) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json).ok()) {
    return core::Internal("INTERNAL", "an answer cannot be said in JSON: " + message.GetTypeName());
  }
  return json;
}

}  // namespace crosswalk::http
