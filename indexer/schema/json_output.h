// SPDX-License-Identifier: Apache-2.0
// Writing the module's JSON: members whose value is empty are left out. `Writer` is a RapidJSON
// writer. Private to this module.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

template <typename Writer>
void PutString(Writer& out, std::string_view text) {
  out.String(text.data(), static_cast<unsigned>(text.size()));
}

template <typename Writer>
void PutKey(Writer& out, std::string_view key) {
  out.Key(key.data(), static_cast<unsigned>(key.size()));
}

template <typename Writer>
void PutMember(Writer& out, const char* key, std::string_view text) {
  if (text.empty()) return;
  out.Key(key);
  PutString(out, text);
}

template <typename Writer>
void PutMember(Writer& out, const char* key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out.Key(key);
  out.StartArray();
  for (const std::string& text : texts) PutString(out, text);
  out.EndArray();
}

template <typename Writer>
void PutMember(Writer& out, const char* key, const std::map<std::string, std::string>& texts) {
  if (texts.empty()) return;
  out.Key(key);
  out.StartObject();
  for (const auto& [name, text] : texts) {
    PutKey(out, name);
    PutString(out, text);
  }
  out.EndObject();
}

template <typename Writer>
void PutMember(Writer& out, const char* key, const std::map<std::string, std::uint64_t>& counts) {
  if (counts.empty()) return;
  out.Key(key);
  out.StartObject();
  for (const auto& [name, count] : counts) {
    PutKey(out, name);
    out.Uint64(count);
  }
  out.EndObject();
}

}  // namespace crosswalk::index_schema
