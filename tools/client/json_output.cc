// SPDX-License-Identifier: Apache-2.0
#include "tools/client/json_output.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/wrappers.pb.h>

namespace crosswalk::client {

std::string ToJson(const google::protobuf::Message& message, JsonLayout layout) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  options.add_whitespace = layout == JsonLayout::kIndented;
  std::string json;
  // Fails only for Any of unknown types, which no message of the API holds.
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &json, options));
  while (json.ends_with('\n')) json.pop_back();
  return json;
}

JsonObject& JsonObject::Add(std::string_view key, std::string_view json) {
  if (!members_.empty()) members_ += ",";
  members_.append("\"").append(key).append("\":").append(json);
  return *this;
}

JsonObject& JsonObject::AddString(std::string_view key, std::string_view text) {
  google::protobuf::StringValue value;
  value.set_value(std::string(text));
  return Add(key, ToJson(value, JsonLayout::kLine));
}

}  // namespace crosswalk::client
