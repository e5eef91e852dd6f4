// SPDX-License-Identifier: Apache-2.0
#include "server/imports/language_texts.h"

#include "frameworks/core/text.h"

#include <utility>
#include <vector>

namespace crosswalk::imports {
namespace {

using io::JsonType;
using io::JsonValue;

// One of `value` itself, not of a list.
void AddText(const JsonValue& value, const std::string& path, const std::string& language,
             JsonFindings& findings, registry::TextByLanguage& texts) {
  const auto add = [&](const std::string& code, std::string_view text) {
    std::string clean = core::CleanText(text);
    if (clean.empty()) return;
    if (!texts.emplace(code, std::move(clean)).second) findings.NotHeld(path);
  };
  if (value.type() == JsonType::kString) return add(language, value.text());
  if (value.type() != JsonType::kObject) {
    return findings.Fail(value, path, "VALUE_TYPE_INVALID",
                         "must be a string, not " + std::string(io::JsonTypeName(value.type())));
  }
  if (const auto text = value.Find("@value")) {
    const auto code = value.Find("@language");
    return add(code && !code->text().empty() ? std::string(code->text()) : language, text->text());
  }
  for (const JsonValue& member : value.children()) {
    if (member.type() == JsonType::kString) {
      add(std::string(member.key()), member.text());
    } else {
      findings.NotHeld(path + "." + std::string(member.key()));
    }
  }
}

}  // namespace

registry::TextByLanguage ReadLanguageTexts(const JsonValue& value, const std::string& path,
                                           const std::string& language, JsonFindings& findings) {
  registry::TextByLanguage texts;
  if (value.type() != JsonType::kArray) {
    AddText(value, path, language, findings, texts);
    return texts;
  }
  for (const JsonValue& one : value.children()) AddText(one, path, language, findings, texts);
  return texts;
}

}  // namespace crosswalk::imports
