// SPDX-License-Identifier: Apache-2.0
#include "frameworks/oqf/ladder.h"

#include "frameworks/oqf/json_fields.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace crosswalk::oqf {
namespace {

using core::Descriptor;
using core::Qualification;
using io::JsonType;
using io::JsonValue;

constexpr int kQualifications = 13;
constexpr int kEqfLevels = 8;
constexpr int kAnyAmount = std::numeric_limits<int>::max();
constexpr std::array<std::string_view, 5> kKinds = {"career", "apprenticeship", "trade", "college",
                                                    "degree"};

// Turns one qualification's object into a Qualification.
class RungReader {
 public:
  RungReader(const JsonValue& value, const std::vector<core::DescriptorCategory>& categories,
             Findings& findings)
      : fields_(value, findings), categories_(categories), findings_(findings) {}

  Qualification Read(int place) {
    Qualification rung;
    rung.number = fields_.Number("number", place, place);
    rung.ladder_order = fields_.Number("ladder_order", place, place);
    rung.concept_uri = QualificationUri(place);
    rung.kind = fields_.Text("kind");
    if (std::find(kKinds.begin(), kKinds.end(), rung.kind) == kKinds.end()) {
      findings_.Add(fields_.value(), "has an unknown 'kind'");
    }
    rung.title = fields_.Localized("title");
    rung.purpose = fields_.Localized("purpose");
    rung.typical_duration = fields_.Localized("typical_duration");
    rung.admission = fields_.Localized("admission");
    rung.credential_awarded = fields_.Localized("credential_awarded");
    rung.alternative_names = fields_.LocalizedLists("alternative_names");
    rung.distinguishing = fields_.Localized("distinguishing");
    for (const JsonValue& provider : fields_.Array("providers")) {
      for (auto& [language, text] : Fields::ReadLocalized(provider, Languages::kAll, findings_)) {
        rung.providers[language].push_back(text);
      }
    }
    for (const JsonValue& number : fields_.Array("presupposes")) {
      rung.presupposes.push_back(Reference(number, place));
    }
    rung.compared_to = fields_.NumberOrNull("compared_to", 1, std::max(1, place - 1));
    rung.essential_employability_skills = fields_.Bool("essential_employability_skills");
    std::tie(rung.typical_hours, rung.volume_hours) = Volume("typical_hours");
    std::tie(rung.credits, rung.volume_credits) = Volume("credits");
    ReadEqf(rung);
    if (const auto value = fields_.Required("descriptors")) rung.descriptors = Descriptors(*value);
    if (const auto value = fields_.Required("not_yet"); value && value->type() != JsonType::kNull) {
      rung.not_yet = Descriptors(*value);
    }
    id_ = fields_.Text("id");
    fields_.Finish();
    return rung;
  }

  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  int Reference(const JsonValue& value, int place) {
    const std::optional<int> number = value.whole_number();
    if (number && *number >= 1 && *number <= kQualifications && *number != place) return *number;
    findings_.Add(value, "must be the number of another qualification");
    return place;
  }

  void ReadEqf(Qualification& rung) {
    const std::optional<JsonValue> value = fields_.Required("indicative_eqf");
    if (!value) return;
    Fields range(*value, findings_);
    rung.indicative_eqf = {range.Number("min", 1, kEqfLevels), range.Number("max", 1, kEqfLevels)};
    if (rung.indicative_eqf.max < rung.indicative_eqf.min) {
      findings_.Add(*value, "ends before it starts");
    }
    range.Finish();
  }

  // A range with the amount that counts as one whole program, or nothing for null.
  std::pair<std::optional<core::Range>, std::optional<int>> Volume(std::string_view key) {
    const std::optional<JsonValue> value = fields_.Required(key);
    if (!value || value->type() == JsonType::kNull) return {};
    Fields fields(*value, findings_);
    core::Range range;
    range.min = fields.Number("min", 1, kAnyAmount);
    range.max = fields.NumberOrNull("max", 1, kAnyAmount).value_or(0);
    const int volume = fields.Number("volume", 1, kAnyAmount);
    if (volume < range.min || (range.max != 0 && volume > range.max)) {
      findings_.Add(*value, "must contain its 'volume'");
    }
    fields.Finish();
    return {range, volume};
  }

  std::vector<Descriptor> Descriptors(const JsonValue& value) {
    Fields fields(value, findings_);
    std::vector<Descriptor> descriptors;
    for (const core::DescriptorCategory& category : categories_) {
      descriptors.push_back({category.id, fields.Localized(category.id)});
    }
    fields.Finish();
    return descriptors;
  }

  Fields fields_;
  const std::vector<core::DescriptorCategory>& categories_;
  Findings& findings_;
  std::string id_;
};

void ReadFramework(const JsonValue& value, Findings& findings, core::Framework& framework) {
  Fields fields(value, findings);
  framework.id = fields.Text("id");
  framework.title = fields.Localized("title");
  fields.Localized("abbreviation");
  framework.publisher = fields.Localized("publisher");
  framework.uri = fields.Localized("official_text")["en"];
  framework.release = fields.Text("release");
  framework.license = fields.Text("licence");
  fields.Bool("restated");
  framework.attribution = fields.Localized("note");
  framework.languages = {"en", "fr"};
  fields.Finish();
  if (framework.id != "oqf") findings.Add(value, "must have the 'id' oqf");
}

void ReadCategories(const std::vector<JsonValue>& values, Findings& findings,
                    core::Framework& framework) {
  std::set<std::string> ids;
  for (const JsonValue& value : values) {
    Fields fields(value, findings);
    core::DescriptorCategory category;
    category.id = fields.Text("id");
    category.code = fields.Text("code");
    category.title = fields.Localized("title");
    category.definition = fields.Localized("definition");
    fields.Finish();
    if (!ids.insert(category.id).second) findings.Add(value, "repeats the id of another category");
    framework.categories.push_back(std::move(category));
  }
}

bool IsSlug(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

core::Concept MakeConcept(const Qualification& rung, std::string id) {
  core::Concept node;
  node.framework = "oqf";
  node.id = std::move(id);
  node.uri = rung.concept_uri;
  node.code = "OQF-" + std::to_string(rung.number);
  node.type = core::ConceptType::kQualification;
  node.status = "released";
  for (const auto& [language, title] : rung.title) {  // A map: by language tag, as it must be.
    core::LabelSet labels;
    labels.language = language;
    labels.preferred = title;
    if (const auto names = rung.alternative_names.find(language);
        names != rung.alternative_names.end()) {
      labels.alternative = names->second;
    }
    if (const auto purpose = rung.purpose.find(language); purpose != rung.purpose.end()) {
      labels.description = purpose->second;
    }
    node.labels.push_back(std::move(labels));
  }
  return node;
}

}  // namespace

std::string QualificationUri(int number) { return "urn:crosswalk:oqf:" + std::to_string(number); }

core::Result<core::FrameworkData> ReadLadder(const io::JsonDocument& document,
                                             core::Diagnostics& diagnostics) {
  Findings findings(document.file(), diagnostics);
  core::FrameworkData data;
  Fields root(document.root(), findings);
  if (root.Text("format") != "crosswalk-oqf/1") {
    findings.Add(document.root(), "must have the 'format' crosswalk-oqf/1");
  }
  if (const auto value = root.Required("framework")) {
    ReadFramework(*value, findings, data.framework);
  }
  ReadCategories(root.Array("categories"), findings, data.framework);

  std::set<std::string> ids;
  std::set<std::pair<std::string, std::string>> names;  // With their languages.
  int place = 0;
  for (const JsonValue& value : root.Array("qualifications")) {
    RungReader reader(value, data.framework.categories, findings);
    Qualification rung = reader.Read(++place);
    if (!IsSlug(reader.id()) || !ids.insert(reader.id()).second) {
      findings.Add(value, "needs an 'id' of its own of lower-case letters, digits and hyphens");
    }
    data.concepts.push_back(MakeConcept(rung, reader.id()));
    for (const core::LabelSet& labels : data.concepts.back().labels) {
      bool is_new = names.emplace(labels.language, labels.preferred).second;
      for (const std::string& name : labels.alternative) {
        is_new = names.emplace(labels.language, name).second && is_new;
      }
      if (!is_new) findings.Add(value, "has a name in '" + labels.language + "' that is taken");
    }
    data.qualifications.push_back(std::move(rung));
  }
  if (place != kQualifications) {
    findings.Add(document.root(), "must have 13 qualifications, not " + std::to_string(place));
  }
  root.Finish();
  if (core::Status status = findings.ToStatus(); !status.ok()) return status;
  return data;
}

}  // namespace crosswalk::oqf
