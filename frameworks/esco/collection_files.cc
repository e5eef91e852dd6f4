// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/collection_files.h"

#include "frameworks/core/text.h"
#include "frameworks/esco/csv_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crosswalk::esco {
namespace {

using core::Concept;
using core::Severity;

enum CollectionColumn : std::size_t {
  kUri,
  kPreferred,
  kAlternative,
  kDescription,
  kSkillType,
  kReuseLevel,
};
constexpr std::array<CsvColumn, 6> kCollectionColumns = {{
    {"conceptUri", Need::kRequired},
    {"preferredLabel", Need::kOptional},
    {"altLabels", Need::kOptional},
    {"description", Need::kOptional},
    {"skillType", Need::kOptional},
    {"reuseLevel", Need::kOptional},
}};

// URI and code of each level, the code right after the URI.
constexpr std::array<CsvColumn, 8> kHierarchyColumns = {{
    {"Level 0 URI", Need::kRequired},
    {"Level 0 code", Need::kOptional},
    {"Level 1 URI", Need::kOptional},
    {"Level 1 code", Need::kOptional},
    {"Level 2 URI", Need::kOptional},
    {"Level 2 code", Need::kOptional},
    {"Level 3 URI", Need::kOptional},
    {"Level 3 code", Need::kOptional},
}};

enum SchemeColumn : std::size_t { kSchemeUri, kSchemeLabel };
constexpr std::array<CsvColumn, 2> kSchemeColumns = {{
    {"conceptSchemeUri", Need::kRequired},
    {"preferredLabel", Need::kRequired},
}};

// Fills the concept's words in the language of `extra` where it has none.
void FillLabels(core::LabelSet extra, Concept& node) {
  const auto found =
      std::find_if(node.labels.begin(), node.labels.end(),
                   [&](const core::LabelSet& set) { return set.language == extra.language; });
  if (found == node.labels.end()) {
    if (!extra.preferred.empty()) node.labels.push_back(std::move(extra));
    return;
  }
  if (found->alternative.empty()) {
    std::erase(extra.alternative, found->preferred);
    found->alternative = std::move(extra.alternative);
  }
  if (found->description.empty()) found->description = std::move(extra.description);
}

}  // namespace

core::Status CollectionFileReader::ReadCollection(const SourceText& file) {
  const FileReporter report(file, diagnostics_);
  const CollectionFile& known = Collections()[file.name.collection];
  core::Collection& collection = collections_[std::string(known.id)];
  collection.id = known.id;
  collection.uri = known.uri;

  const CsvLayout layout{.columns = kCollectionColumns};
  return ReadCsv(file.location, file.bytes, layout, diagnostics_, [&](const CsvRecord& record) {
    const std::string uri = core::CleanText(record[kUri]);
    Concept* node = concepts_.Find(uri);
    if (node == nullptr) {
      report.Add(Severity::kError, "dangling-member", record.line(), "conceptUri", uri,
                 "no file of concepts has this member of the collection");
      return;
    }
    const auto place = std::find(node->collections.begin(), node->collections.end(), collection.id);
    if (place == node->collections.end()) node->collections.push_back(collection.id);

    FillLabels(MakeLabels(file.name.language, {.preferred = record[kPreferred],
                                               .alternative = record[kAlternative],
                                               .description = record[kDescription],
                                               .separator = "|"}),
               *node);
    const auto skill_type = ParseSkillType(core::CleanText(record[kSkillType]));
    const auto reuse_level = ParseReuseLevel(core::CleanText(record[kReuseLevel]));
    if (node->skill_type == core::SkillType::kUnspecified) {
      node->skill_type = skill_type.value_or(core::SkillType::kUnspecified);
    }
    if (node->reuse_level == core::ReuseLevel::kUnspecified) {
      node->reuse_level = reuse_level.value_or(core::ReuseLevel::kUnspecified);
    }
    if (!skill_type || !reuse_level) {
      report.Add(Severity::kWarning, "bad-value", record.line(),
                 skill_type ? "reuseLevel" : "skillType", uri, "not a value that ESCO uses");
    }
  });
}

core::Status CollectionFileReader::ReadHierarchy(const SourceText& file) {
  // Release 1.2.0 writes no commas for the codes of the levels that a record does not have.
  const CsvLayout layout{.columns = kHierarchyColumns, .short_records = true};
  return ReadCsv(file.location, file.bytes, layout, diagnostics_, [&](const CsvRecord& record) {
    for (std::size_t level = 0; level < kHierarchyColumns.size(); level += 2) {
      Concept* node = concepts_.Find(record[level]);
      if (node != nullptr && node->code.empty()) node->code = core::CleanText(record[level + 1]);
    }
  });
}

core::Status CollectionFileReader::ReadConceptSchemes(const SourceText& file) {
  const CsvLayout layout{.columns = kSchemeColumns};
  return ReadCsv(file.location, file.bytes, layout, diagnostics_, [&](const CsvRecord& record) {
    std::string title = core::CleanText(record[kSchemeLabel]);
    if (title.empty()) return;
    scheme_titles_[std::string(record[kSchemeUri])].emplace(file.name.language, std::move(title));
  });
}

std::vector<core::Collection> CollectionFileReader::Take() {
  std::vector<core::Collection> taken;
  for (auto& [id, collection] : collections_) {
    for (const CollectionFile& known : Collections()) {
      if (known.id != id) continue;
      collection.title = {{"en", std::string(known.title_en)}, {"fr", std::string(known.title_fr)}};
    }
    collection.title.merge(scheme_titles_[collection.uri]);
    taken.push_back(std::move(collection));
  }
  collections_.clear();
  scheme_titles_.clear();
  return taken;
}

}  // namespace crosswalk::esco
