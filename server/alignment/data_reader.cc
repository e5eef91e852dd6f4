// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/data_reader.h"

namespace crosswalk::alignment {

using rapidjson::Value;

std::string_view TextOf(const Value& value) { return {value.GetString(), value.GetStringLength()}; }

core::Status DataReader::Parse(std::string_view json, rapidjson::Document& document) const {
  document.Parse(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) return Invalid("not a JSON object");
  return {};
}

const Value& DataReader::Object(const Value& parent, const char* name) {
  static const Value kEmpty(rapidjson::kObjectType);
  const Value* found = Find(parent, name, rapidjson::kObjectType);
  return found == nullptr ? kEmpty : *found;
}

const Value& DataReader::Array(const Value& parent, const char* name) {
  static const Value kEmpty(rapidjson::kArrayType);
  const Value* found = Find(parent, name, rapidjson::kArrayType);
  return found == nullptr ? kEmpty : *found;
}

double DataReader::Number(const Value& parent, const char* name) {
  const Value* found = Find(parent, name, rapidjson::kNumberType);
  return found == nullptr ? 0.0 : found->GetDouble();
}

std::string DataReader::Text(const Value& parent, const char* name) {
  const Value* found = Find(parent, name, rapidjson::kStringType);
  return found == nullptr ? std::string() : std::string(TextOf(*found));
}

void DataReader::Miss(std::string_view name) {
  if (!missing_) missing_ = name;
}

core::Status DataReader::Fault() const {
  if (!missing_) return {};
  return Invalid("'" + *missing_ + "' is missing or of the wrong form");
}

const Value* DataReader::Find(const Value& parent, const char* name, rapidjson::Type type) {
  if (parent.IsObject()) {
    const auto found = parent.FindMember(name);
    if (found != parent.MemberEnd() && found->value.GetType() == type) return &found->value;
  }
  Miss(name);
  return nullptr;
}

core::Status DataReader::Invalid(const std::string& what) const {
  return core::Internal("LEVEL_DATA_INVALID", file_ + ": " + what);
}

}  // namespace crosswalk::alignment
