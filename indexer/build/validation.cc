// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/validation.h"

#include "frameworks/core/resource_name.h"
#include "frameworks/core/text.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace crosswalk::index_builder {
namespace {

using core::Diagnostic;
using core::Severity;

// What is wrong with a record: the stable rule, the field and the reason.
struct Complaint {
  std::string rule;
  std::string field;
  std::string reason;
};

// A BCP-47 tag as core::LabelSet spells it: lower-case subtags of letters and digits.
bool IsLanguageTag(std::string_view tag) {
  constexpr std::size_t kLongestTag = 35;  // RFC 5646, section 4.4.1.
  if (tag.size() < 2 || tag.size() > kLongestTag || tag.back() == '-') return false;
  if (tag[0] < 'a' || tag[0] > 'z' || tag[1] < 'a' || tag[1] > 'z') return false;
  return std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool IsBlank(std::string_view text) { return core::CleanText(text).empty(); }

std::optional<std::string> FindBadUtf8(const core::LabelSet& set) {
  const auto bad = [](const std::string& text) { return core::FindInvalidUtf8(text).has_value(); };
  const std::string at = "labels[" + set.language + "].";
  if (bad(set.preferred)) return at + "preferred";
  if (std::any_of(set.alternative.begin(), set.alternative.end(), bad)) return at + "alternative";
  if (std::any_of(set.hidden.begin(), set.hidden.end(), bad)) return at + "hidden";
  if (bad(set.description)) return at + "description";
  if (bad(set.definition)) return at + "definition";
  if (bad(set.scope_note)) return at + "scope_note";
  return std::nullopt;
}

std::optional<Complaint> CheckLabels(const core::Concept& node) {
  if (node.labels.empty()) return Complaint{"missing-label", "labels", "it has no label"};
  std::set<std::string_view> seen;
  for (const core::LabelSet& set : node.labels) {
    const std::string field = "labels[" + set.language + "]";
    if (!IsLanguageTag(set.language)) {
      return Complaint{"bad-language", field, "the language is not a BCP-47 tag in lower case"};
    }
    if (!seen.insert(set.language).second) {
      return Complaint{"bad-language", field, "it has two sets of labels in the language"};
    }
    if (const auto bad = FindBadUtf8(set)) {
      return Complaint{"bad-utf8", *bad, "the text is not well-formed UTF-8"};
    }
    if (IsBlank(set.preferred)) {
      return Complaint{"missing-label", field + ".preferred", "the preferred label is blank"};
    }
  }
  return std::nullopt;
}

// Concepts accepted so far, over all frameworks.
class ConceptRegister {
 public:
  std::optional<Complaint> Accept(const core::Framework& framework, const core::Concept& node) {
    if (node.framework != framework.id) {
      return Complaint{"bad-concept-id", "framework",
                       "it says that it belongs to '" + node.framework + "'"};
    }
    if (!core::ParseConceptName(core::FormatConceptName(node)).ok()) {
      return Complaint{"bad-concept-id", "id",
                       "the id '" + node.id + "' is not made of a-z, 0-9, '.' and '-'"};
    }
    if (node.uri.empty() || core::FindInvalidUtf8(node.uri)) {
      return Complaint{"bad-concept-id", "uri", "the URI is empty or not well-formed UTF-8"};
    }
    if (auto complaint = CheckLabels(node)) return complaint;
    if (const auto known = uris_.find(node.uri); known != uris_.end()) {
      return Complaint{"duplicate-uri", "uri",
                       "the URI is that of a concept of " + known->second + " already"};
    }
    if (!names_.insert(core::FormatConceptName(node)).second) {
      return Complaint{"duplicate-id", "id", "the id '" + node.id + "' is taken already"};
    }
    uris_.emplace(node.uri, FrameworkLabel(framework));
    return std::nullopt;
  }

 private:
  std::unordered_map<std::string, std::string> uris_;
  std::unordered_set<std::string> names_;
};

void Report(core::Diagnostics& diagnostics, Severity severity, const core::Framework& framework,
            std::string subject, Complaint complaint) {
  Diagnostic finding;
  finding.severity = severity;
  finding.rule = std::move(complaint.rule);
  finding.file = FrameworkLabel(framework);
  finding.field = std::move(complaint.field);
  finding.subject = std::move(subject);
  finding.reason = std::move(complaint.reason);
  diagnostics.Add(std::move(finding));
}

void TidyConcept(core::Concept& node) {
  std::sort(
      node.labels.begin(), node.labels.end(),
      [](const core::LabelSet& a, const core::LabelSet& b) { return a.language < b.language; });
  std::sort(node.collections.begin(), node.collections.end());
  node.collections.erase(std::unique(node.collections.begin(), node.collections.end()),
                         node.collections.end());
}

void CheckCollections(core::FrameworkData& data, core::Concept& node,
                      core::Diagnostics& diagnostics) {
  const auto unknown = [&data](const std::string& id) {
    return std::none_of(data.collections.begin(), data.collections.end(),
                        [&id](const core::Collection& collection) { return collection.id == id; });
  };
  for (const std::string& id : node.collections) {
    if (!unknown(id)) continue;
    Report(diagnostics, Severity::kWarning, data.framework, node.uri,
           {"unknown-collection", "collections", "there is no collection '" + id + "'"});
  }
  std::erase_if(node.collections, unknown);
}

void ValidateConcepts(core::FrameworkData& data, ConceptRegister& accepted,
                      core::Diagnostics& diagnostics) {
  std::set<std::string> languages;
  std::vector<core::Concept> kept;
  kept.reserve(data.concepts.size());
  for (core::Concept& node : data.concepts) {
    if (auto complaint = accepted.Accept(data.framework, node)) {
      Report(diagnostics, Severity::kError, data.framework, node.uri, *std::move(complaint));
      continue;
    }
    TidyConcept(node);
    CheckCollections(data, node, diagnostics);
    for (const core::LabelSet& set : node.labels) languages.insert(set.language);
    kept.push_back(std::move(node));
  }
  data.concepts = std::move(kept);
  data.framework.languages.assign(languages.begin(), languages.end());
}

// What hinders `rung` from standing in a ladder whose last accepted rung is `below`.
std::optional<std::string> CheckQualification(
    const core::Qualification& rung, const core::Qualification* below,
    const std::unordered_set<std::string_view>& qualification_uris) {
  if (!qualification_uris.contains(rung.concept_uri)) {
    return "no qualification concept has the URI";
  }
  if (below != nullptr && rung.ladder_order != below->ladder_order + 1) {
    return "its place in the ladder, " + std::to_string(rung.ladder_order) +
           ", does not follow the one before it";
  }
  if (rung.indicative_eqf.min < 1 || rung.indicative_eqf.max > 8 ||
      rung.indicative_eqf.min > rung.indicative_eqf.max) {
    return "its EQF levels are not a range within 1 to 8";
  }
  return std::nullopt;
}

void ValidateQualifications(core::FrameworkData& data, core::Diagnostics& diagnostics) {
  std::unordered_set<std::string_view> uris;
  for (const core::Concept& node : data.concepts) {
    if (node.type == core::ConceptType::kQualification) uris.insert(node.uri);
  }
  std::stable_sort(data.qualifications.begin(), data.qualifications.end(),
                   [](const core::Qualification& a, const core::Qualification& b) {
                     return a.ladder_order < b.ladder_order;
                   });
  std::vector<core::Qualification> kept;
  for (core::Qualification& rung : data.qualifications) {
    const core::Qualification* below = kept.empty() ? nullptr : &kept.back();
    if (auto reason = CheckQualification(rung, below, uris)) {
      Report(diagnostics, Severity::kError, data.framework, rung.concept_uri,
             {"bad-qualification", "qualifications[" + std::to_string(rung.number) + "]",
              *std::move(reason)});
      continue;
    }
    kept.push_back(std::move(rung));
  }
  data.qualifications = std::move(kept);
}

}  // namespace

std::string FrameworkLabel(const core::Framework& framework) {
  return framework.release.empty() ? framework.id : framework.id + " " + framework.release;
}

core::Status ValidateFrameworks(std::vector<core::FrameworkData>& frameworks,
                                core::Diagnostics& diagnostics) {
  std::set<std::string> ids;
  for (const core::FrameworkData& data : frameworks) {
    const std::string& id = data.framework.id;
    if (!core::ParseFrameworkName(core::FormatFrameworkName(id)).ok()) {
      return core::InvalidArgument("FRAMEWORK_CLASH",
                                   "the framework id '" + id + "' is not made of a-z, 0-9 and '-'");
    }
    if (!ids.insert(id).second) {
      return core::InvalidArgument("FRAMEWORK_CLASH",
                                   "two sources hold a framework with the id '" + id +
                                       "'; leave one out or give one another id");
    }
  }
  ConceptRegister accepted;
  for (core::FrameworkData& data : frameworks) {
    ValidateConcepts(data, accepted, diagnostics);
    ValidateQualifications(data, diagnostics);
  }
  return {};
}

}  // namespace crosswalk::index_builder
