// SPDX-License-Identifier: Apache-2.0
#include "frameworks/oqf/json_fields.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::oqf {
namespace {

using io::JsonType;
using io::JsonValue;

constexpr std::array<std::string_view, 2> kLanguages = {"en", "fr"};

// A string, cleaned line by line: line feeds separate the items of a list.
std::string ReadText(const JsonValue& value, Findings& findings) {
  if (value.type() != JsonType::kString) {
    findings.Add(value, "must be a string, not " + std::string(JsonTypeName(value.type())));
    return {};
  }
  std::string text;
  std::string_view rest = value.text();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string line = core::CleanText(rest.substr(0, end));
    if (!line.empty()) text.append(text.empty() ? "" : "\n").append(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (text.empty()) findings.Add(value, "must not be empty");
  return text;
}

std::optional<int> ReadNumber(const JsonValue& value, int min, int max, Findings& findings) {
  const std::optional<int> number = value.whole_number();
  if (number && *number >= min && *number <= max) return number;
  findings.Add(value,
               "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return std::nullopt;
}

}  // namespace

void Findings::Add(const JsonValue& value, std::string reason) {
  core::Diagnostic finding{core::Severity::kError, "bad-value",     file_,
                           value.line(),           value.pointer(), "",
                           std::move(reason)};
  if (count_++ == 0) first_ = finding.ToString();
  diagnostics_.Add(std::move(finding));
}

core::Status Findings::ToStatus() const {
  if (count_ == 0) return {};
  core::Status status = core::InvalidArgument(
      "SOURCE_INVALID", "'" + file_ + "' is refused for " + std::to_string(count_) +
                            (count_ == 1 ? " mistake: " : " mistakes, the first: ") + first_);
  return status.WithMetadata("file", file_);
}

Fields::Fields(JsonValue value, Findings& findings) : value_(value), findings_(findings) {
  if (value.type() == JsonType::kObject) return;
  findings.Add(value, "must be an object, not " + std::string(JsonTypeName(value.type())));
}

std::optional<JsonValue> Fields::Optional(std::string_view key) {
  asked_.emplace(key);
  return value_.Find(key);
}

std::optional<JsonValue> Fields::Required(std::string_view key) {
  std::optional<JsonValue> member = Optional(key);
  if (!member && value_.type() == JsonType::kObject) {
    findings_.Add(value_, "needs the member '" + std::string(key) + "'");
  }
  return member;
}

std::string Fields::Text(std::string_view key) {
  const std::optional<JsonValue> member = Required(key);
  return member ? ReadText(*member, findings_) : std::string();
}

core::LocalizedText Fields::Localized(std::string_view key, Languages languages) {
  const std::optional<JsonValue> member = Required(key);
  return member ? ReadLocalized(*member, languages, findings_) : core::LocalizedText();
}

core::LocalizedText Fields::ReadLocalized(JsonValue value, Languages languages,
                                          Findings& findings) {
  Fields fields(value, findings);
  core::LocalizedText texts;
  for (const std::string_view language : kLanguages) {
    const std::optional<JsonValue> member =
        languages == Languages::kAll ? fields.Required(language) : fields.Optional(language);
    if (member) texts.emplace(language, ReadText(*member, findings));
  }
  if (texts.empty() && languages == Languages::kSome && value.type() == JsonType::kObject) {
    findings.Add(value, "needs a text in 'en' or 'fr'");
  }
  fields.Finish();
  return texts;
}

std::map<std::string, std::vector<std::string>> Fields::LocalizedLists(std::string_view key) {
  std::map<std::string, std::vector<std::string>> lists;
  const std::optional<JsonValue> member = Required(key);
  if (!member) return lists;
  Fields fields(*member, findings_);
  for (const std::string_view language : kLanguages) {
    std::vector<std::string>& list = lists[std::string(language)];
    for (const JsonValue& element : fields.Array(language)) {
      list.push_back(ReadText(element, findings_));
    }
  }
  fields.Finish();
  return lists;
}

int Fields::Number(std::string_view key, int min, int max) {
  const std::optional<JsonValue> member = Required(key);
  return member ? ReadNumber(*member, min, max, findings_).value_or(min) : min;
}

std::optional<int> Fields::NumberOrNull(std::string_view key, int min, int max) {
  const std::optional<JsonValue> member = Required(key);
  if (!member || member->type() == JsonType::kNull) return std::nullopt;
  return ReadNumber(*member, min, max, findings_);
}

bool Fields::Bool(std::string_view key) {
  const std::optional<JsonValue> member = Required(key);
  if (member && member->type() != JsonType::kBool) {
    findings_.Add(*member, "must be true or false");
  }
  return member && member->is_true();
}

std::vector<JsonValue> Fields::Array(std::string_view key) {
  const std::optional<JsonValue> member = Required(key);
  if (!member) return {};
  if (member->type() != JsonType::kArray) {
    findings_.Add(*member, "must be an array, not " + std::string(JsonTypeName(member->type())));
  }
  return member->type() == JsonType::kArray ? member->children() : std::vector<JsonValue>();
}

void Fields::Finish() {
  if (value_.type() != JsonType::kObject) return;
  std::set<std::string_view> seen;
  for (const JsonValue& member : value_.children()) {
    if (!asked_.contains(member.key())) {
      findings_.Add(member, "no member of this name belongs here");
    } else if (!seen.insert(member.key()).second) {
      findings_.Add(member, "the member is given twice");
    }
  }
}

}  // namespace crosswalk::oqf
