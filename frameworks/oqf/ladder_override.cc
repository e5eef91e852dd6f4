// SPDX-License-Identifier: Apache-2.0
#include "frameworks/oqf/json_fields.h"
#include "frameworks/oqf/ladder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace crosswalk::oqf {
namespace {

using core::Qualification;
using io::JsonValue;

void Replace(const core::LocalizedText& texts, std::map<std::string, std::string>& target) {
  for (const auto& [language, text] : texts) target[language] = text;
}

// "Wording: title (url), retrieved 2026-01-31, licence: …".
// Where the wording is from, as a sentence in each language.
core::LocalizedText ReadSource(const JsonValue& value, Findings& findings) {
  Fields fields(value, findings);
  const core::LocalizedText title = fields.Localized("title", Languages::kSome);
  std::string english = "Wording: " + core::PickText(title, "en");
  std::string french = "Libellé : " + core::PickText(title, "fr");
  const auto add = [&](const char* field, const char* in_english, const char* in_french,
                       const char* after) {
    if (!fields.Optional(field)) return;
    const std::string text = fields.Text(field);
    english += in_english + text + after;
    french += in_french + text + after;
  };
  add("url", " (", " (", ")");
  add("retrieved", ", retrieved ", ", consulté le ", "");
  add("licence", ", licence: ", ", licence : ", "");
  fields.Finish();
  return {{"en", english + "."}, {"fr", french + "."}};
}

void OverrideDescriptors(const JsonValue& value, Findings& findings, Qualification& rung) {
  Fields fields(value, findings);
  if (value.type() == io::JsonType::kObject && value.children().empty()) {
    findings.Add(value, "must name a category");
  }
  for (core::Descriptor& descriptor : rung.descriptors) {
    if (const auto texts = fields.Optional(descriptor.category)) {
      Replace(Fields::ReadLocalized(*texts, Languages::kSome, findings), descriptor.text);
    }
  }
  fields.Finish();
}

void OverrideQualification(const JsonValue& value, Findings& findings, std::set<int>& seen,
                           std::vector<Qualification>& rungs) {
  Fields fields(value, findings);
  const int number = fields.Number("number", 1, static_cast<int>(rungs.size()));
  if (!seen.insert(number).second) findings.Add(value, "repeats the number of another entry");
  Qualification& rung = rungs[static_cast<std::size_t>(number) - 1];
  const std::optional<JsonValue> purpose = fields.Optional("purpose");
  const std::optional<JsonValue> descriptors = fields.Optional("descriptors");
  if (purpose) Replace(Fields::ReadLocalized(*purpose, Languages::kSome, findings), rung.purpose);
  if (descriptors) OverrideDescriptors(*descriptors, findings, rung);
  if (!purpose && !descriptors) findings.Add(value, "must have a 'purpose' or 'descriptors'");
  fields.Finish();
}

}  // namespace

core::Status ApplyOverride(const io::JsonDocument& document, core::Diagnostics& diagnostics,
                           core::FrameworkData& data) {
  Findings findings(document.file(), diagnostics);
  Fields root(document.root(), findings);
  if (root.Text("format") != "crosswalk-oqf-override/1") {
    findings.Add(document.root(), "must have the 'format' crosswalk-oqf-override/1");
  }
  core::LocalizedText source;
  if (const auto value = root.Required("source")) source = ReadSource(*value, findings);

  std::vector<Qualification> rungs = data.qualifications;
  std::set<int> seen;
  for (const JsonValue& value : root.Array("qualifications")) {
    OverrideQualification(value, findings, seen, rungs);
  }
  if (seen.empty()) findings.Add(document.root(), "must override a qualification");
  root.Finish();
  if (core::Status status = findings.ToStatus(); !status.ok()) return status;

  for (std::size_t i = 0; i < rungs.size(); ++i) {
    for (core::LabelSet& labels : data.concepts[i].labels) {
      labels.description = rungs[i].purpose[labels.language];
    }
  }
  data.qualifications = std::move(rungs);
  for (auto& [language, text] : data.framework.attribution) {
    text += " " + core::PickText(source, language);
  }
  return {};
}

}  // namespace crosswalk::oqf
