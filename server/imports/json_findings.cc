// SPDX-License-Identifier: Apache-2.0
#include "server/imports/json_findings.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace crosswalk::imports {
namespace {

int NumberOf(const core::Status& status, std::string_view key) {
  for (const auto& [name, value] : status.metadata()) {
    if (name != key) continue;
    int number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  }
  return 0;
}

// "CFItems[3].notes" becomes "CFItems[].notes".
std::string WithoutNumbers(std::string_view path) {
  std::string general;
  bool in_brackets = false;
  for (const char c : path) {
    if (c == ']') in_brackets = false;
    if (!in_brackets) general += c;
    if (c == '[') in_brackets = true;
  }
  return general;
}

// Cleans each line, so that paragraphs stay apart.
std::string CleanLines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines += core::CleanText(text.substr(0, end));
    lines += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const std::size_t first = lines.find_first_not_of('\n');
  if (first == std::string::npos) return {};
  return lines.substr(first, lines.find_last_not_of('\n') - first + 1);
}

}  // namespace

void JsonFindings::FailSyntax(const core::Status& status) {
  const int line = NumberOf(status, "line");
  const int column = NumberOf(status, "column");
  std::string message = status.message();
  problems_.push_back({line_ + std::max(line, 1) - 1, line <= 1 ? column_ + column - 1 : column, "",
                       "DOCUMENT_SYNTAX", std::move(message)});
}

void JsonFindings::MoveTo(ImportRecord& record) {
  record.problems.insert(record.problems.end(), std::make_move_iterator(problems_.begin()),
                         std::make_move_iterator(problems_.end()));
  std::map<std::string, std::size_t> count;
  for (const std::string& path : unheld_) ++count[WithoutNumbers(path)];
  for (std::string& path : unheld_) {
    std::string general = WithoutNumbers(path);
    const std::size_t times = std::exchange(count[general], 0);
    if (times == 0) continue;  // Told already.
    record.unheld_fields.push_back(times == 1 ? std::move(path)
                                              : general + " (" + std::to_string(times) + " times)");
  }
  problems_.clear();
  unheld_.clear();
}

JsonMembers::JsonMembers(const io::JsonValue& object, std::string path, JsonFindings& findings)
    : object_(object), path_(std::move(path)), findings_(findings) {
  if (object.type() != io::JsonType::kObject) {
    findings_.Fail(object, path_, "VALUE_TYPE_INVALID",
                   "must be an object, not " + std::string(io::JsonTypeName(object.type())));
    return;
  }
  members_ = object.children();
  taken_.assign(members_.size(), false);
}

std::optional<io::JsonValue> JsonMembers::Take(std::string_view key) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].key() != key || taken_[i]) continue;
    taken_[i] = true;
    if (members_[i].type() == io::JsonType::kNull) return std::nullopt;
    return members_[i];
  }
  return std::nullopt;
}

std::string JsonMembers::TextOf(std::string_view key, bool lines) {
  const std::optional<io::JsonValue> value = Take(key);
  if (!value) return {};
  switch (value->type()) {
    case io::JsonType::kString:
      return lines ? CleanLines(value->text()) : core::CleanText(value->text());
    case io::JsonType::kNumber:
      return NumberText(value->number().value_or(0));
    case io::JsonType::kBool:
      return value->is_true() ? "true" : "false";
    default:
      findings_.Fail(*value, PathOf(key), "VALUE_TYPE_INVALID",
                     "must be a string, not " + std::string(io::JsonTypeName(value->type())));
      return {};
  }
}

std::string JsonMembers::TakeText(std::string_view key) { return TextOf(key, /*lines=*/false); }
std::string JsonMembers::TakeLines(std::string_view key) { return TextOf(key, /*lines=*/true); }

std::vector<std::pair<io::JsonValue, std::string>> JsonMembers::TakeList(std::string_view key) {
  std::vector<std::pair<io::JsonValue, std::string>> list;
  const std::optional<io::JsonValue> value = Take(key);
  if (!value) return list;
  const std::string path = PathOf(key);
  if (value->type() != io::JsonType::kArray) {
    list.emplace_back(*value, path);
    return list;
  }
  std::size_t position = 0;
  for (const io::JsonValue& element : value->children()) {
    list.emplace_back(element, path + "[" + std::to_string(position++) + "]");
  }
  return list;
}

void JsonMembers::ReportRest() {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (!taken_[i] && members_[i].type() != io::JsonType::kNull) {
      findings_.NotHeld(PathOf(members_[i].key()));
    }
  }
}

std::string NumberText(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::string(text.data(), end) : std::string();
}

}  // namespace crosswalk::imports
