// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/relation_files.h"

#include "frameworks/esco/csv_reader.h"

#include <array>
#include <optional>

namespace crosswalk::esco {
namespace {

using core::RelationType;
using core::Severity;

enum Column : std::size_t { kSource, kTarget, kType };

constexpr std::array<CsvColumn, 2> kBroaderColumns = {{
    {"conceptUri", Need::kRequired},
    {"broaderUri", Need::kRequired},
}};
constexpr std::array<CsvColumn, 3> kOccupationSkillColumns = {{
    {"occupationUri", Need::kRequired},
    {"skillUri", Need::kRequired},
    {"relationType", Need::kRequired},
}};
constexpr std::array<CsvColumn, 3> kSkillSkillColumns = {{
    {"originalSkillUri", Need::kRequired},
    {"relatedSkillUri", Need::kRequired},
    {"relationType", Need::kRequired},
}};

// A record is two URIs of 75 bytes and some words; used to size the tables, right or not.
constexpr std::size_t kTypicalRecordBytes = 160;

std::span<const CsvColumn> ColumnsOf(FileKind kind) {
  if (kind == FileKind::kOccupationSkills) return kOccupationSkillColumns;
  if (kind == FileKind::kSkillSkills) return kSkillSkillColumns;
  return kBroaderColumns;
}

std::optional<RelationType> ParseType(std::string_view word) {
  if (word == "essential") return RelationType::kEssentialSkill;
  if (word == "optional") return RelationType::kOptionalSkill;
  return std::nullopt;
}

}  // namespace

core::Status RelationFileReader::Read(const SourceText& file) {
  const FileReporter report(file, diagnostics_);
  const CsvLayout layout{.columns = ColumnsOf(file.name.kind)};
  const bool typed = layout.columns.size() > kType;
  relations_.reserve(relations_.size() + file.bytes.size() / kTypicalRecordBytes);
  known_.reserve(relations_.capacity());
  return ReadCsv(file.location, file.bytes, layout, diagnostics_, [&](const CsvRecord& record) {
    for (const Column end : {kSource, kTarget}) {
      if (!record[end].empty()) continue;
      report.Add(Severity::kError, "bad-value", record.line(), layout.columns[end].name,
                 record[end == kSource ? kTarget : kSource], "the relation has no such end");
      return;
    }
    const std::optional<RelationType> type =
        typed ? ParseType(record[kType]) : RelationType::kBroader;
    if (!type) {
      report.Add(Severity::kError, "bad-value", record.line(), "relationType", record[kSource],
                 "neither essential nor optional");
    } else if (!Add(record[kSource], record[kTarget], *type)) {
      report.Add(Severity::kWarning, "duplicate-relation", record.line(),
                 layout.columns[kTarget].name, record[kSource],
                 "an earlier record has the same relation to " + std::string(record[kTarget]));
    }
  });
}

void RelationFileReader::AddMissingIscoGroups(
    const std::vector<std::pair<std::string, std::string>>& groups) {
  std::unordered_set<std::string_view> placed;
  for (const core::Relation& relation : relations_) {
    if (relation.type == RelationType::kBroader) placed.insert(relation.source_uri);
  }
  std::vector<const std::pair<std::string, std::string>*> missing;
  for (const auto& entry : groups) {
    if (!placed.contains(entry.first)) missing.push_back(&entry);
  }
  placed.clear();  // Its views die when relations_ grows.
  for (const auto* entry : missing) Add(entry->first, entry->second, RelationType::kBroader);
}

bool RelationFileReader::Add(std::string_view source, std::string_view target, RelationType type) {
  // 31 bits a URI: far more than the bytes that io::kMaxFileBytes admits can name.
  const std::uint64_t key = (std::uint64_t{Number(source)} << 33) |
                            (std::uint64_t{Number(target)} << 2) | static_cast<std::uint64_t>(type);
  if (!known_.insert(key).second) return false;
  relations_.push_back({std::string(source), std::string(target), type});
  return true;
}

std::uint32_t RelationFileReader::Number(std::string_view uri) {
  const auto found = numbers_.find(uri);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(numbers_.size());
  numbers_.emplace(uri, number);
  return number;
}

}  // namespace crosswalk::esco
