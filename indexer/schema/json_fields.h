// SPDX-License-Identifier: Apache-2.0
// Reading the module's own JSON with the first thing that is wrong remembered by its path. Private
// to this module.
#pragma once

#include <rapidjson/document.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

// A value inside a document and where it lies. All cursors of a document share `error`, which keeps
// the first complaint ("frameworks[0].release: expected a string"); reading goes on with empty
// values after one, so that callers check once, at the end.
class JsonCursor {
 public:
  JsonCursor(const rapidjson::Value* value, std::string path, std::string* error)
      : value_(value), path_(std::move(path)), error_(error) {}

  // Whether the member is there and not null.
  [[nodiscard]] bool Has(const char* name) const;
  // The member; a complaint where this is not an object or has no such member.
  [[nodiscard]] JsonCursor Member(const char* name) const;

  [[nodiscard]] std::string AsString() const;
  [[nodiscard]] std::uint64_t AsUint64() const;
  [[nodiscard]] int AsInt() const;
  // Elements of an array.
  [[nodiscard]] std::vector<JsonCursor> AsArray() const;
  // Members of an object, in the document's order.
  [[nodiscard]] std::vector<std::pair<std::string, JsonCursor>> AsObject() const;

  [[nodiscard]] std::string String(const char* name) const { return Member(name).AsString(); }
  // Empty where the member is missing.
  [[nodiscard]] std::string OptionalString(const char* name) const;
  // False where the member is missing.
  [[nodiscard]] bool OptionalBool(const char* name) const;
  [[nodiscard]] std::vector<std::string> OptionalStrings(const char* name) const;
  [[nodiscard]] std::map<std::string, std::string> OptionalStringMap(const char* name) const;
  [[nodiscard]] std::map<std::string, std::uint64_t> OptionalCountMap(const char* name) const;

  void Complain(std::string_view what) const;

 private:
  const rapidjson::Value* value_;  // nullptr after a complaint.
  std::string path_;
  std::string* error_;
};

}  // namespace crosswalk::index_schema
