// SPDX-License-Identifier: Apache-2.0
// Answers for machines: the JSON form of the API's messages with the field names of the protos.
// All functions are thread-safe.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace crosswalk::client {

enum class JsonLayout {
  kIndented,  // For a file or a person.
  kLine,      // One line without a line feed at its end.
};

// Every field that is not a message is there, also where it has its default value, so that programs
// need not ask whether it is. Byte for byte the same for the same message.
std::string ToJson(const google::protobuf::Message& message, JsonLayout layout);

// An object of ready-made JSON values, member by member in the order they were added.
class JsonObject {
 public:
  // `json` is a whole JSON value; `key` needs no escapes.
  JsonObject& Add(std::string_view key, std::string_view json);
  JsonObject& AddString(std::string_view key, std::string_view text);
  [[nodiscard]] std::string text() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

}  // namespace crosswalk::client
