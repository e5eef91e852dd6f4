// SPDX-License-Identifier: Apache-2.0
// Fields of a message by their path in text, and values for them in text: what path variables and
// query parameters are.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

// The field and the single messages above it, outermost first. Never empty.
struct FieldPath {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  std::optional<std::string> map_key;  // Of the entry, where the last field is a map.
};

// Finds "credential.level.declared" or "options.columns[Course name]" in `type`; each part by its
// name in the proto or in JSON. Nothing where there is no such field, a part before the last is not
// a single message, a map has no key or another field has one.
std::optional<FieldPath> FindField(const google::protobuf::Descriptor& type, std::string_view path);

// The path as errors write it: names of the proto, dotted.
std::string FieldName(const FieldPath& path);

// Why a text is no value for a field.
struct BadValue {
  bool unknown_enum = false;  // The enum has no value of that name.
  std::string description;    // What is accepted.
};

// Sets the field to what `text` says, adds to it where it is repeated, or sets the map's entry.
// Enums are taken by name or number, bytes in base64 (URL-safe or not), messages that JSON writes
// as one value (Timestamp, Duration, FieldMask, wrappers) in that form. A list is given by naming
// its field several times.
std::optional<BadValue> SetField(const FieldPath& path, const std::string& text,
                                 google::protobuf::Message& message);

}  // namespace crosswalk::http
