// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/label_files.h"

#include "frameworks/core/text.h"

#include <array>
#include <optional>

namespace crosswalk::esco {
namespace {

using core::Concept;
using core::ConceptType;
using core::Severity;

enum Column : std::size_t {
  kUri,
  kPreferred,
  kAlternative,
  kHidden,
  kStatus,
  kDescription,
  kDefinition,
  kScopeNote,
  kCode,
  kSkillType,
  kReuseLevel,
  kIscoGroup,
};

// One table for the four kinds of file: a column that a kind does not have stays empty.
constexpr std::array<CsvColumn, 12> kColumns = {{
    {"conceptUri", Need::kRequired},
    {"preferredLabel", Need::kRequired},
    {"altLabels", Need::kExpected},
    {"hiddenLabels", Need::kOptional},
    {"status", Need::kOptional},
    {"description", Need::kExpected},
    {"definition", Need::kOptional},
    {"scopeNote", Need::kOptional},
    {"code", Need::kOptional},
    {"skillType", Need::kOptional},
    {"reuseLevel", Need::kOptional},
    {"iscoGroup", Need::kOptional},
}};

ConceptType TypeOf(FileKind kind) {
  switch (kind) {
    case FileKind::kSkillGroups:
      return ConceptType::kSkillGroup;
    case FileKind::kOccupations:
      return ConceptType::kOccupation;
    case FileKind::kIscoGroups:
      return ConceptType::kOccupationGroup;
    default:
      return ConceptType::kSkill;
  }
}

}  // namespace

core::Status LabelFileReader::Read(const SourceText& file) {
  const CsvLayout layout{.columns = kColumns};
  return ReadCsv(file.location, file.bytes, layout, diagnostics_,
                 [&](const CsvRecord& record) { ReadRecord(file, record); });
}

void LabelFileReader::ReadRecord(const SourceText& file, const CsvRecord& record) {
  const FileReporter report(file, diagnostics_);
  const std::string uri = core::CleanText(record[kUri]);
  const std::optional<std::string> id = ConceptId(uri);
  if (!id) {
    report.Add(Severity::kError, "bad-value", record.line(), "conceptUri", uri,
               uri.empty() ? "the concept has no URI" : "not a URI that ends in an identifier");
    return;
  }
  const ConceptType type = TypeOf(file.name.kind);
  Concept* known = concepts_.Find(uri);
  if (known != nullptr && known->type != type) {
    report.Add(Severity::kError, "duplicate-uri", record.line(), "conceptUri", uri,
               "another file has this URI as " + std::string(ConceptTypeName(known->type)));
    return;
  }
  if (known != nullptr && known->FindLabels(file.name.language) != nullptr) {
    report.Add(Severity::kError, "duplicate-uri", record.line(), "conceptUri", uri,
               "an earlier record of the file has this URI");
    return;
  }
  if (known == nullptr && concepts_.HasId(*id)) {
    report.Add(Severity::kError, "duplicate-id", record.line(), "conceptUri", uri,
               "another URI already has the identifier '" + *id + "'");
    return;
  }
  core::LabelSet labels = MakeLabels(file.name.language, {.preferred = record[kPreferred],
                                                          .alternative = record[kAlternative],
                                                          .hidden = record[kHidden],
                                                          .description = record[kDescription],
                                                          .definition = record[kDefinition],
                                                          .scope_note = record[kScopeNote],
                                                          .separator = "\n"});
  if (labels.preferred.empty()) {
    missing_labels_.push_back({file.location, record.line(), uri});
    return;
  }
  if (known == nullptr) {
    Concept node;
    node.framework = "esco";
    node.id = *id;
    node.uri = uri;
    node.type = type;
    known = &concepts_.Add(std::move(node));
  }
  known->labels.push_back(std::move(labels));
  AddFacts(file, record, *known);
}

void LabelFileReader::AddFacts(const SourceText& file, const CsvRecord& record, Concept& node) {
  const FileReporter report(file, diagnostics_);
  if (node.status.empty()) node.status = core::CleanText(record[kStatus]);
  if (node.code.empty()) node.code = core::CleanText(record[kCode]);

  const std::optional<core::SkillType> skill_type =
      ParseSkillType(core::CleanText(record[kSkillType]));
  if (!skill_type) {
    report.Add(Severity::kWarning, "bad-value", record.line(), "skillType", node.uri,
               "neither skill/competence nor knowledge; the type is left open");
  } else if (node.skill_type == core::SkillType::kUnspecified) {
    node.skill_type = *skill_type;
  }
  const std::optional<core::ReuseLevel> reuse_level =
      ParseReuseLevel(core::CleanText(record[kReuseLevel]));
  if (!reuse_level) {
    report.Add(Severity::kWarning, "bad-value", record.line(), "reuseLevel", node.uri,
               "not one of ESCO's four levels; the level is left open");
  } else if (node.reuse_level == core::ReuseLevel::kUnspecified) {
    node.reuse_level = *reuse_level;
  }

  const std::string isco_group = core::CleanText(record[kIscoGroup]);
  if (isco_group.empty()) return;
  if (std::optional<std::string> group = IscoGroupUri(isco_group)) {
    isco_groups_.emplace_back(node.uri, *std::move(group));
  } else {
    report.Add(Severity::kWarning, "bad-value", record.line(), "iscoGroup", node.uri,
               "not an ISCO-08 code of one to four digits");
  }
}

void LabelFileReader::ReportMissingLabels() {
  for (const MissingLabel& missing : missing_labels_) {
    const bool named = concepts_.Find(missing.uri) != nullptr;
    diagnostics_.Add({named ? Severity::kWarning : Severity::kError, "missing-label",
                      missing.location, missing.line, "preferredLabel", missing.uri,
                      named ? "no label in this language" : "no label in any language"});
  }
  missing_labels_.clear();
}

}  // namespace crosswalk::esco
