// SPDX-License-Identifier: Apache-2.0
#include "frameworks/case/case_package.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <utility>

namespace crosswalk::case_format {
namespace {

using core::Concept;
using core::Severity;
using core::Status;
using io::JsonType;
using io::JsonValue;

// Stems that mark a CFItemType as something to be learned. CASE leaves the words to the publisher;
// these are the ones of the specification's examples and of 1EdTech's CASE Network.
constexpr std::array<std::string_view, 6> kLearnedStems = {"competenc", "skill",     "outcome",
                                                           "objective", "indicator", "standard"};

using NamedText = std::pair<const char*, const std::string*>;

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

std::string LowerAscii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

// "Food Safety – Level 2" becomes "food-safety-level-2".
std::string Slug(std::string_view title) {
  std::string slug;
  for (const char c : core::FoldText(title)) {
    if (c != '.' && c != '-' && IsIdCharacter(c)) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.substr(0, 60);
}

// "en" for "en-CA" and for the three-letter "eng" that CASE 1.0 has; empty for what is no tag.
std::string PrimaryLanguage(const std::string& tag) {
  const std::string primary = LowerAscii(tag.substr(0, tag.find_first_of("-_")));
  if (primary == "eng") return "en";
  if (primary == "fra" || primary == "fre") return "fr";
  const bool letters =
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && (primary.size() == 2 || primary.size() == 3) ? primary : std::string();
}

Status MissingField(const std::string& file, std::size_t line, const std::string& pointer) {
  Status status = core::InvalidArgument(
      "SOURCE_FIELD_MISSING",
      file + ":" + std::to_string(line) + ": " + pointer + " is missing or not as CASE has it");
  return status.WithMetadata("file", file).WithMetadata("field", pointer);
}

}  // namespace

core::Result<core::FrameworkData> PackageReader::Read() {
  const JsonValue root = document_.root();
  const std::optional<JsonValue> document = root.Find("CFDocument");
  if (!document || document->type() != JsonType::kObject) {
    return MissingField(document_.file(), 1, "/CFDocument");
  }
  if (Status status = ReadDocument(*document); !status.ok()) return status;
  for (const std::string_view list : {"CFItems", "CFAssociations"}) {
    const std::optional<JsonValue> values = root.Find(list);
    if (!values) continue;
    if (values->type() != JsonType::kArray) {
      Report(Severity::kError, "bad-value", *values, "", "", "must be an array");
      continue;
    }
    for (const JsonValue& value : values->children()) {
      if (value.type() != JsonType::kObject) {
        Report(Severity::kError, "bad-value", value, "", "", "must be an object");
      } else if (list == "CFItems") {
        ReadItem(value);
      } else {
        ReadAssociation(value);
      }
    }
  }
  for (const auto& [type, count] : left_out_) {
    diagnostics_.Add({Severity::kNote, "association-left-out", document_.file(), 0,
                      "/CFAssociations", type,
                      std::to_string(count) + " associations of this type are left out"});
  }
  Classify();
  std::set<std::string> languages;
  for (const Concept& node : data_.concepts) languages.insert(node.labels.front().language);
  data_.framework.languages.assign(languages.begin(), languages.end());
  return std::move(data_);
}

Status PackageReader::ReadDocument(const JsonValue& document) {
  document_id_ = LowerAscii(Text(document, "identifier"));
  const std::string title = Text(document, "title");
  core::Framework& framework = data_.framework;
  framework.uri = Text(document, "uri");
  for (const auto& [field, value] : std::initializer_list<NamedText>{
           {"identifier", &document_id_}, {"uri", &framework.uri}, {"title", &title}}) {
    if (value->empty()) {
      return MissingField(document_.file(), document.line(), std::string("/CFDocument/") + field);
    }
  }
  language_ = PrimaryLanguage(Text(document, "language"));
  if (language_.empty()) language_ = "en";
  framework.id = framework_id_.empty() ? Slug(title) : framework_id_;
  if (framework.id.empty()) framework.id = Slug("case " + document_id_);
  framework.title = {{language_, title}};
  framework.release = Text(document, "version");
  if (framework.release.empty()) {
    constexpr std::size_t iso_date_length = 10;
    framework.release = Text(document, "lastChangeDateTime").substr(0, iso_date_length);
  }
  std::string publisher = Text(document, "publisher");
  if (publisher.empty()) publisher = Text(document, "creator");
  if (!publisher.empty()) framework.publisher = {{language_, publisher}};
  framework.attribution = {{language_, publisher.empty() ? title : title + ", " + publisher}};
  if (const std::optional<JsonValue> license = document.Find("licenseURI")) {
    framework.license = Text(*license, "title");
    if (framework.license.empty()) framework.license = Text(*license, "uri");
  }
  status_ = LowerAscii(Text(document, "adoptionStatus"));
  return {};
}

void PackageReader::ReadItem(const JsonValue& item) {
  const std::string identifier = LowerAscii(Text(item, "identifier"));
  std::string statement = Text(item, "fullStatement");
  for (const auto& [field, value] : std::initializer_list<NamedText>{
           {"identifier", &identifier}, {"fullStatement", &statement}}) {
    if (!value->empty()) continue;
    Report(Severity::kError, "missing-field", item, field, identifier,
           "the item needs this text; it is left out");
    return;
  }
  if (!std::all_of(identifier.begin(), identifier.end(), IsIdCharacter)) {
    Report(Severity::kError, "bad-value", item, "identifier", identifier,
           "not a UUID, nor letters, digits, dots and hyphens");
    return;
  }
  std::string uri = Text(item, "uri");
  if (uri.empty()) {
    uri = "urn:uuid:" + identifier;
    Report(Severity::kWarning, "missing-uri", item, "uri", identifier, "it is taken as " + uri);
  }
  if (uri_by_identifier_.contains(identifier) || uris_.contains(uri)) {
    Report(Severity::kError, "duplicate-uri", item,
           uri_by_identifier_.contains(identifier) ? "identifier" : "uri", identifier,
           "an earlier item has the same");
    return;
  }
  uri_by_identifier_.emplace(identifier, uri);
  uris_.insert(uri);
  item_type_by_uri_.emplace(uri, core::FoldText(Text(item, "CFItemType")));

  Concept node;
  node.framework = data_.framework.id;
  node.id = identifier;
  node.uri = std::move(uri);
  node.code = Text(item, "humanCodingScheme");
  node.status = status_;
  core::LabelSet labels;
  labels.language = PrimaryLanguage(Text(item, "language"));
  if (labels.language.empty()) labels.language = language_;
  if (std::string brief = Text(item, "abbreviatedStatement");
      !brief.empty() && brief != statement) {
    labels.alternative.push_back(std::move(brief));
  }
  labels.preferred = std::move(statement);
  labels.scope_note = Text(item, "notes");
  if (const std::optional<JsonValue> keywords = item.Find("conceptKeywords")) {
    for (const JsonValue& keyword : keywords->children()) {
      std::string text = core::CleanText(keyword.text());
      if (!text.empty() && text != labels.preferred) labels.hidden.push_back(std::move(text));
    }
    std::sort(labels.hidden.begin(), labels.hidden.end());
    labels.hidden.erase(std::unique(labels.hidden.begin(), labels.hidden.end()),
                        labels.hidden.end());
  }
  node.labels.push_back(std::move(labels));
  data_.concepts.push_back(std::move(node));
}

void PackageReader::ReadAssociation(const JsonValue& association) {
  const std::string type = Text(association, "associationType");
  if (type.empty()) {
    Report(Severity::kError, "missing-field", association, "associationType", "",
           "the association needs a type; it is left out");
    return;
  }
  if (type != "isChildOf") {
    ++left_out_[type];
    return;
  }
  std::string source = EndUri(association, "originNodeURI");
  std::string target = EndUri(association, "destinationNodeURI");
  if (source.empty() || target.empty() || target == data_.framework.uri) return;
  data_.relations.push_back({std::move(source), std::move(target), core::RelationType::kBroader});
}

std::string PackageReader::EndUri(const JsonValue& association, std::string_view field) {
  const std::optional<JsonValue> end = association.Find(field);
  if (!end || end->type() != JsonType::kObject) {
    Report(Severity::kError, "missing-field", association, field, "",
           "the association needs this end; it is left out");
    return {};
  }
  const std::string identifier = LowerAscii(Text(*end, "identifier"));
  if (const auto item = uri_by_identifier_.find(identifier); item != uri_by_identifier_.end()) {
    return item->second;
  }
  if (identifier == document_id_) return data_.framework.uri;
  std::string uri = Text(*end, "uri");
  if (uri.empty()) {
    Report(Severity::kError, "missing-field", *end, "uri", identifier,
           "the end is no item of this package and has no URI; the association is left out");
  }
  return uri;
}

void PackageReader::Classify() {
  std::unordered_set<std::string_view> parents;
  for (const core::Relation& relation : data_.relations) parents.insert(relation.target_uri);
  for (Concept& node : data_.concepts) {
    const std::string& type = item_type_by_uri_[node.uri];
    const bool learned =
        std::any_of(kLearnedStems.begin(), kLearnedStems.end(),
                    [&](std::string_view stem) { return type.find(stem) != std::string::npos; });
    if (parents.contains(node.uri) && !learned) node.type = core::ConceptType::kSkillGroup;
    if (node.type == core::ConceptType::kSkill && type == "knowledge") {
      node.skill_type = core::SkillType::kKnowledge;
    }
  }
}

std::string PackageReader::Text(const JsonValue& object, std::string_view field) {
  const std::optional<JsonValue> value = object.Find(field);
  if (!value || value->type() == JsonType::kNull) return {};
  if (value->type() != JsonType::kString) {
    Report(Severity::kWarning, "bad-value", *value, "", "",
           "must be a string, not " + std::string(JsonTypeName(value->type())));
    return {};
  }
  return core::CleanText(value->text());
}

void PackageReader::Report(Severity severity, std::string rule, const JsonValue& value,
                           std::string_view field, std::string subject, std::string reason) {
  std::string pointer = value.pointer();
  if (!field.empty()) pointer.append("/").append(field);
  diagnostics_.Add({severity, std::move(rule), document_.file(), value.line(), std::move(pointer),
                    std::move(subject), std::move(reason)});
}

}  // namespace crosswalk::case_format
