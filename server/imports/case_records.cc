// SPDX-License-Identifier: Apache-2.0
#include "server/imports/case_records.h"

#include "frameworks/io/json_document.h"
#include "server/imports/case_items.h"
#include "server/imports/csv_values.h"
#include "server/imports/framework_links.h"
#include "server/imports/identity.h"
#include "server/imports/json_findings.h"
#include "server/imports/result_words.h"
#include "server/registry/credential_check.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace crosswalk::imports {
namespace {

using io::JsonType;
using io::JsonValue;
using registry::Credential;
using registry::MatchRelation;

using Values = std::vector<std::pair<JsonValue, std::string>>;

bool IsWebAddress(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

// How an item of the package relates to a node outside, by the type of the association and which
// end the item is.
std::optional<MatchRelation> RelationOf(std::string_view type, bool is_origin) {
  if (type == "exactMatchOf") return MatchRelation::kExactMatch;
  if (type == "isRelatedTo" || type == "isPeerOf") return MatchRelation::kRelatedMatch;
  if (type == "isPartOf" || type == "isChildOf") {
    return is_origin ? MatchRelation::kBroadMatch : MatchRelation::kNarrowMatch;
  }
  return std::nullopt;
}

class PackageReader {
 public:
  PackageReader(JsonFindings& findings, const ImportOptions& options)
      : findings_(findings), options_(options), language_(options.default_language) {}

  Credential Read(const JsonValue& root) {
    const std::optional<JsonValue> document = root.Find("CFDocument");
    if (!document || document->type() != JsonType::kObject) {
      findings_.Fail(root, "CFDocument", "RECORD_NOT_CREDENTIAL",
                     "is no CFPackage: there is no CFDocument");
      return {};
    }
    JsonMembers package(root, "", findings_);
    package.Skip("CFDocument");
    ReadDocument(*document);
    const Values items = package.TakeList("CFItems");
    CaseTree tree(identifier_, items);
    std::vector<CaseAssociation> associations;
    for (const auto& [value, path] : package.TakeList("CFAssociations")) {
      if (auto association = tree.Read(value, path, findings_)) {
        associations.push_back(*std::move(association));
      }
    }
    std::vector<std::optional<std::size_t>> outcome_by_item(items.size());
    for (const std::size_t item : tree.InOrder()) {
      if (items[item].first.type() != JsonType::kObject) {
        findings_.Fail(items[item].first, items[item].second, "VALUE_TYPE_INVALID",
                       "must be an object");
      } else if (tree.IsLearned(item)) {
        ReadItem(items[item].first, items[item].second);
        outcome_by_item[item] = credential_.outcomes.size() - 1;
      } else {
        findings_.NotHeld(items[item].second);  // A heading.
      }
    }
    for (const CaseAssociation& association : associations) Apply(association, outcome_by_item);
    for (const auto& [value, path] : package.TakeList("CFRubrics")) {
      AddAssessment(DescribeRubric(value, path, findings_));
    }
    package.ReportRest();
    End();
    return std::move(credential_);
  }

 private:
  void ReadDocument(const JsonValue& value) {
    JsonMembers document(value, "CFDocument", findings_);
    for (const std::string_view key : {"caseVersion", "CFPackageURI"}) document.Skip(key);
    identifier_ = document.TakeText("identifier");
    credential_.external_id = identifier_;
    if (const std::string language = document.TakeText("language"); !language.empty()) {
      language_ = language;
      credential_.language_codes = {language};
    }
    title_ = document.TakeText("title");
    if (title_.empty()) {
      findings_.Fail(value, "CFDocument.title", "FIELD_REQUIRED", "the document has no title");
    } else {
      credential_.title = {{language_, title_}};
    }
    std::string description = document.TakeLines("description");
    if (description.empty()) description = document.TakeLines("notes");
    if (!description.empty()) credential_.description = {{language_, std::move(description)}};
    const std::string creator = document.TakeText("creator");
    if (!creator.empty()) credential_.issuer.name = {{language_, creator}};
    if (const std::string publisher = document.TakeText("publisher"); publisher != creator) {
      if (creator.empty()) {
        credential_.issuer.name = {{language_, publisher}};
      } else if (!publisher.empty()) {
        document.NotHeld("publisher");
      }
    }
    for (const std::string_view key : {"officialSourceURL", "uri"}) {
      const std::string address = document.TakeText(key);
      if (address.empty()) continue;
      if (credential_.url.empty() && IsWebAddress(address)) {
        credential_.url = address;
      } else if (address != credential_.url) {
        document.NotHeld(key);
      }
    }
    if (const std::string type = document.TakeText("frameworkType"); !type.empty()) {
      const auto known = TypeFrom(type);
      if (known) {
        credential_.type = *known;
      } else {
        document.NotHeld("frameworkType");
      }
    }
    TakeTags(document, "subject");
    document.ReportRest();
  }

  void TakeTags(JsonMembers& members, std::string_view key) {
    for (const auto& [value, path] : members.TakeList(key)) {
      if (value.type() != JsonType::kString) {
        findings_.Fail(value, path, "VALUE_TYPE_INVALID", "must be a string");
        continue;
      }
      std::string tag(value.text());
      std::vector<std::string>& tags = credential_.tags;
      if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) {
        tags.push_back(std::move(tag));
      }
    }
  }

  void ReadItem(const JsonValue& value, const std::string& path) {
    JsonMembers item(value, path, findings_);
    item.Skip("CFDocumentURI");
    registry::Outcome& outcome = credential_.outcomes.emplace_back();
    outcome.text = item.TakeLines("fullStatement");
    if (outcome.text.empty()) {
      findings_.Fail(value, item.PathOf("fullStatement"), "FIELD_REQUIRED",
                     "the item has no statement");
    }
    const std::string identifier = Lower(item.TakeText("identifier"));
    if (registry::IsId(identifier)) {
      outcome.id = identifier;
    } else if (!identifier.empty()) {
      item.NotHeld("identifier");
    }
    outcome.code = item.TakeText("humanCodingScheme");
    if (outcome.code.empty()) outcome.code = item.TakeText("listEnumeration");
    outcome.language_code = item.TakeText("language");
    if (outcome.language_code.empty()) outcome.language_code = language_;
    for (const std::string_view key : {"conceptKeywords", "subject"}) TakeTags(item, key);
    if (std::optional<JsonValue> level = item.Take("educationLevel")) {
      // Ontario's levels are the credential's; others have no home.
      const std::vector<JsonValue> values =
          level->type() == JsonType::kArray ? level->children() : std::vector<JsonValue>{*level};
      bool is_held = true;
      for (const JsonValue& one : values) {
        is_held = is_held && IsOqf(one.text()) && DeclareLevel(one.text());
      }
      if (!is_held) item.NotHeld("educationLevel");
    }
    item.ReportRest();
  }

  // Whether the level is the credential's now: of several different ones only the first is.
  bool DeclareLevel(std::string_view text) {
    const std::optional<registry::LevelAssertion> level = OqfLevel(text);
    if (!level) return false;
    std::optional<registry::LevelAssertion>& declared = credential_.level.declared;
    if (!declared) declared = level;
    return declared->qualification == level->qualification;
  }

  void Apply(const CaseAssociation& association,
             const std::vector<std::optional<std::size_t>>& outcome_by_item) {
    const bool origin_inside = association.origin.kind != CaseNode::Kind::kOutside;
    const bool destination_inside = association.destination.kind != CaseNode::Kind::kOutside;
    if (origin_inside == destination_inside) return findings_.NotHeld(association.path);
    const CaseNode& inside = origin_inside ? association.origin : association.destination;
    const CaseNode& outside = origin_inside ? association.destination : association.origin;
    if (origin_inside && (IsOqf(outside.identifier) || IsOqf(outside.uri)) &&
        (DeclareLevel(outside.identifier) || DeclareLevel(outside.title))) {
      return;
    }
    if (association.type == "precedes" && inside.kind == CaseNode::Kind::kDocument) {
      std::vector<registry::Requirement>& list =
          origin_inside ? credential_.stacks_into : credential_.prerequisites;
      registry::Requirement one;
      one.text = outside.title.empty() ? outside.uri : outside.title;
      if (!outside.title.empty() && !outside.uri.empty()) {
        findings_.NotHeld(association.path +
                          (origin_inside ? ".destinationNodeURI.uri" : ".originNodeURI.uri"));
      }
      list.push_back(std::move(one));
      return;
    }
    const std::optional<MatchRelation> relation = RelationOf(association.type, origin_inside);
    const std::optional<std::size_t> outcome =
        inside.kind == CaseNode::Kind::kItem ? outcome_by_item[inside.item] : std::nullopt;
    const std::string& link = outside.uri.empty() ? outside.identifier : outside.uri;
    if (!relation || !outcome || link.empty()) return findings_.NotHeld(association.path);
    registry::OutcomeAlignment alignment = DeclaredAlignment(link);
    alignment.relation = *relation;
    credential_.outcomes[*outcome].alignments.push_back(std::move(alignment));
    const std::string end =
        association.path + (origin_inside ? ".destinationNodeURI" : ".originNodeURI");
    if (!outside.title.empty()) findings_.NotHeld(end + ".title");
    if (!outside.identifier.empty() && outside.identifier != link &&
        link.find(outside.identifier) == std::string::npos) {
      findings_.NotHeld(end + ".identifier");
    }
  }

  void AddAssessment(const std::string& text) {
    if (text.empty()) return;
    if (!credential_.assessment) credential_.assessment.emplace();
    std::string& description = credential_.assessment->description;
    if (!description.empty()) description += '\n';
    description += text;
  }

  void End() {
    const std::string id = identifier_.empty() ? IdFrom(title_) : IdFrom(title_, identifier_);
    Complete(options_, id, credential_);
    if (credential_.name.empty() && !identifier_.empty())
      credential_.name = registry::FormatCredentialName(id);
  }

  JsonFindings& findings_;
  const ImportOptions& options_;
  Credential credential_;
  std::string language_;
  std::string identifier_;  // Of the document.
  std::string title_;
};

}  // namespace

ImportRecord ReadCaseRecord(const JsonSlice& slice, const ImportOptions& options) {
  return ReadRecord(slice, [&options](JsonFindings& findings, const io::JsonValue& root) {
    return PackageReader(findings, options).Read(root);
  });
}

}  // namespace crosswalk::imports
