// SPDX-License-Identifier: Apache-2.0
#include "server/http/field_path.h"

#include "frameworks/core/text.h"

#include <google/protobuf/util/json_util.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <memory>

namespace crosswalk::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* FindPart(const Descriptor& type, const std::string& name) {
  if (const FieldDescriptor* field = type.FindFieldByName(name)) return field;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->json_name() == name) return type.field(i);
  }
  return nullptr;
}

// Messages that JSON writes as a text or number.
bool IsOneValue(const Descriptor& type) {
  static constexpr std::array<std::string_view, 12> names = {
      "google.protobuf.Timestamp",   "google.protobuf.Duration",    "google.protobuf.FieldMask",
      "google.protobuf.BoolValue",   "google.protobuf.StringValue", "google.protobuf.BytesValue",
      "google.protobuf.Int32Value",  "google.protobuf.Int64Value",  "google.protobuf.UInt32Value",
      "google.protobuf.UInt64Value", "google.protobuf.FloatValue",  "google.protobuf.DoubleValue"};
  return std::find(names.begin(), names.end(), type.full_name()) != names.end();
}

std::string Quoted(const std::string& text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(text);
  return {buffer.GetString(), buffer.GetSize()};
}

// The JSON of a value given in text. JSON takes numbers in quotes, so that only truth values must
// go without.
std::string JsonOf(const FieldDescriptor& field, const std::string& text) {
  const bool boolean = field.type() == FieldDescriptor::TYPE_BOOL ||
                       (field.type() == FieldDescriptor::TYPE_MESSAGE &&
                        field.message_type()->full_name() == "google.protobuf.BoolValue");
  return boolean && (text == "true" || text == "false") ? text : Quoted(text);
}

std::string Accepted(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return "takes true or false";
    case FieldDescriptor::CPPTYPE_INT32:
      return "takes a whole number from -2147483648 to 2147483647";
    case FieldDescriptor::CPPTYPE_UINT32:
      return "takes a whole number from 0 to 4294967295";
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return "takes a whole number";
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return "takes a number";
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? "takes base64" : "takes UTF-8 text";
    case FieldDescriptor::CPPTYPE_ENUM:
      return "takes a name of " + field.enum_type()->full_name();
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return "takes a " + field.message_type()->full_name() + " as JSON writes it";
  }
  return "";
}

// Whether the name or number is the enum's. A number that it does not know is let through, as gRPC
// does: the method says what it thinks of it.
bool IsEnumValue(const FieldDescriptor& field, const std::string& text) {
  return field.enum_type()->FindValueByName(text) != nullptr ||
         (!text.empty() && text.find_first_not_of("0123456789-") == std::string::npos);
}

}  // namespace

std::optional<FieldPath> FindField(const Descriptor& type, std::string_view path) {
  FieldPath found;
  const std::size_t bracket = path.find('[');
  if (bracket != std::string_view::npos) {
    if (!path.ends_with(']')) return std::nullopt;
    found.map_key = path.substr(bracket + 1, path.size() - bracket - 2);
    path = path.substr(0, bracket);
  }
  const Descriptor* parent = &type;
  while (true) {
    const std::size_t dot = path.find('.');
    const FieldDescriptor* field = FindPart(*parent, std::string(path.substr(0, dot)));
    if (field == nullptr) return std::nullopt;
    found.fields.push_back(field);
    if (dot == std::string_view::npos) break;
    if (field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      return std::nullopt;
    }
    parent = field->message_type();
    path.remove_prefix(dot + 1);
  }
  if (found.fields.back()->is_map() != found.map_key.has_value()) return std::nullopt;
  return found;
}

std::string FieldName(const FieldPath& path) {
  std::string name;
  for (const FieldDescriptor* field : path.fields) {
    if (!name.empty()) name += '.';
    name += field->name();
  }
  if (path.map_key) name += "[" + *path.map_key + "]";
  return name;
}

std::optional<BadValue> SetField(const FieldPath& path, const std::string& text, Message& message) {
  const FieldDescriptor& field = *path.fields.back();
  const FieldDescriptor& value = field.is_map() ? *field.message_type()->map_value() : field;
  if (value.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !IsOneValue(*value.message_type())) {
    return BadValue{false, "is a message: name one of its fields"};
  }
  if (core::FindInvalidUtf8(text) || (path.map_key && core::FindInvalidUtf8(*path.map_key))) {
    return BadValue{false, "takes UTF-8 text"};
  }
  if (value.cpp_type() == FieldDescriptor::CPPTYPE_ENUM && !IsEnumValue(value, text)) {
    return BadValue{true, Accepted(value)};
  }
  Message* holder = &message;
  for (std::size_t i = 0; i + 1 < path.fields.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, path.fields[i]);
  }
  std::string json = JsonOf(value, text);
  if (field.is_map()) {
    json = "{" + Quoted(*path.map_key) + ":" + json + "}";
  } else if (field.is_repeated()) {
    json = "[" + json + "]";
  }
  const std::unique_ptr<Message> one(holder->New());
  const auto status = google::protobuf::util::JsonStringToMessage(
      "{" + Quoted(field.json_name()) + ":" + json + "}", one.get());
  if (!status.ok()) return BadValue{false, Accepted(value)};
  holder->MergeFrom(*one);
  return std::nullopt;
}

}  // namespace crosswalk::http
