// SPDX-License-Identifier: Apache-2.0
// Reads members of the compiled-in JSON data and remembers the first that is missing or of the
// wrong form, so that a reader of many members asks once, at the end. Private to server/alignment.
#pragma once

#include "frameworks/core/status.h"

#include <rapidjson/document.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace crosswalk::alignment {

// The text of a value. REQUIRES: value.IsString().
std::string_view TextOf(const rapidjson::Value& value);

// Throws nothing. What it returns for a faulty member is empty or 0.
class DataReader {
 public:
  // `file` begins the message of Fault(): "cognitive model".
  explicit DataReader(std::string file) : file_(std::move(file)) {}

  // Parses `json` into `document`, which must be an object. INTERNAL / LEVEL_DATA_INVALID else.
  core::Status Parse(std::string_view json, rapidjson::Document& document) const;

  const rapidjson::Value& Object(const rapidjson::Value& parent, const char* name);
  const rapidjson::Value& Array(const rapidjson::Value& parent, const char* name);
  double Number(const rapidjson::Value& parent, const char* name);
  std::string Text(const rapidjson::Value& parent, const char* name);

  // Fills `values`, whose size is that of `list`, with its numbers; the member `name` misses else.
  template <typename Values>
  void Fill(const rapidjson::Value& list, std::string_view name, Values& values) {
    if (!list.IsArray() || list.Size() != values.size()) return Miss(name);
    for (rapidjson::SizeType i = 0; i < list.Size(); ++i) {
      if (!list[i].IsNumber()) return Miss(name);
      values[i] = static_cast<typename Values::value_type>(list[i].GetDouble());
    }
  }

  // Notes that `name` is missing or wrong.
  void Miss(std::string_view name);
  // INTERNAL / LEVEL_DATA_INVALID with the first that was; OK if nothing was.
  [[nodiscard]] core::Status Fault() const;

 private:
  const rapidjson::Value* Find(const rapidjson::Value& parent, const char* name,
                               rapidjson::Type type);
  [[nodiscard]] core::Status Invalid(const std::string& what) const;

  const std::string file_;
  std::optional<std::string> missing_;
};

}  // namespace crosswalk::alignment
