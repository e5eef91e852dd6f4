// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/json_fields.h"

#include <utility>

namespace crosswalk::index_schema {

void JsonCursor::Complain(std::string_view what) const {
  if (!error_->empty()) return;
  *error_ = (path_.empty() ? std::string("document") : path_) + ": " + std::string(what);
}

bool JsonCursor::Has(const char* name) const {
  if (value_ == nullptr || !value_->IsObject()) return false;
  const auto found = value_->FindMember(name);
  return found != value_->MemberEnd() && !found->value.IsNull();
}

JsonCursor JsonCursor::Member(const char* name) const {
  JsonCursor member(nullptr, path_.empty() ? name : path_ + "." + name, error_);
  if (value_ == nullptr) return member;
  if (!value_->IsObject()) {
    Complain("expected an object");
    return member;
  }
  const auto found = value_->FindMember(name);
  if (found == value_->MemberEnd()) {
    member.Complain("missing");
    return member;
  }
  member.value_ = &found->value;
  return member;
}

std::string JsonCursor::AsString() const {
  if (value_ == nullptr) return "";
  if (!value_->IsString()) {
    Complain("expected a string");
    return "";
  }
  return {value_->GetString(), value_->GetStringLength()};
}

std::uint64_t JsonCursor::AsUint64() const {
  if (value_ == nullptr) return 0;
  if (!value_->IsUint64()) {
    Complain("expected a whole number that is not negative");
    return 0;
  }
  return value_->GetUint64();
}

int JsonCursor::AsInt() const {
  if (value_ == nullptr) return 0;
  if (!value_->IsInt()) {
    Complain("expected a whole number");
    return 0;
  }
  return value_->GetInt();
}

std::vector<JsonCursor> JsonCursor::AsArray() const {
  std::vector<JsonCursor> elements;
  if (value_ == nullptr) return elements;
  if (!value_->IsArray()) {
    Complain("expected an array");
    return elements;
  }
  for (const rapidjson::Value& element : value_->GetArray()) {
    elements.emplace_back(&element, path_ + "[" + std::to_string(elements.size()) + "]", error_);
  }
  return elements;
}

std::vector<std::pair<std::string, JsonCursor>> JsonCursor::AsObject() const {
  std::vector<std::pair<std::string, JsonCursor>> members;
  if (value_ == nullptr) return members;
  if (!value_->IsObject()) {
    Complain("expected an object");
    return members;
  }
  for (const auto& member : value_->GetObject()) {
    std::string name(member.name.GetString(), member.name.GetStringLength());
    JsonCursor cursor(&member.value, path_.empty() ? name : path_ + "." + name, error_);
    members.emplace_back(std::move(name), std::move(cursor));
  }
  return members;
}

std::string JsonCursor::OptionalString(const char* name) const {
  return Has(name) ? String(name) : "";
}

bool JsonCursor::OptionalBool(const char* name) const {
  if (!Has(name)) return false;
  const JsonCursor member = Member(name);
  if (!member.value_->IsBool()) {
    member.Complain("expected true or false");
    return false;
  }
  return member.value_->GetBool();
}

std::vector<std::string> JsonCursor::OptionalStrings(const char* name) const {
  std::vector<std::string> strings;
  if (!Has(name)) return strings;
  for (const JsonCursor& element : Member(name).AsArray()) strings.push_back(element.AsString());
  return strings;
}

std::map<std::string, std::string> JsonCursor::OptionalStringMap(const char* name) const {
  std::map<std::string, std::string> map;
  if (!Has(name)) return map;
  for (const auto& [key, value] : Member(name).AsObject()) map.emplace(key, value.AsString());
  return map;
}

std::map<std::string, std::uint64_t> JsonCursor::OptionalCountMap(const char* name) const {
  std::map<std::string, std::uint64_t> map;
  if (!Has(name)) return map;
  for (const auto& [key, value] : Member(name).AsObject()) map.emplace(key, value.AsUint64());
  return map;
}

}  // namespace crosswalk::index_schema
