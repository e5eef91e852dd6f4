// SPDX-License-Identifier: Apache-2.0
// What the names of ESCO's files and URIs say. Source: the downloads of
// https://esco.ec.europa.eu/en/use-esco/download, releases 1.0.3 to 1.2.x.
#pragma once

#include "frameworks/core/concept.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace crosswalk::esco {

enum class FileKind {
  kSkills,
  kSkillGroups,
  kOccupations,
  kIscoGroups,
  kBroaderSkills,
  kBroaderOccupations,
  kOccupationSkills,
  kSkillSkills,
  kSkillsHierarchy,
  kConceptSchemes,
  kCollection,
};

// A file name taken apart.
struct FileName {
  FileKind kind = FileKind::kSkills;
  std::size_t collection = 0;  // Index in Collections(), for kCollection.
  std::string language;        // From the suffix, lower case: "en"; empty when there is none.
};

// "skills_en.csv"; nothing for files that hold no concepts or relations (green shares, dictionary).
std::optional<FileName> ParseFileName(std::string_view name);

// The stem of a kind's files, for messages: "skills".
std::string_view FileStem(FileKind kind);

// A thematic collection of ESCO.
struct CollectionFile {
  std::string_view stem;  // Of its file: "digitalSkillsCollection".
  std::string_view id;    // Ours: "digital".
  std::string_view uri;   // Of its concept scheme.
  std::string_view title_en;
  std::string_view title_fr;
};
std::span<const CollectionFile> Collections();

// "1.2.0" from "ESCO dataset - v1.2.0 - classification - en - csv.zip"; nothing without a version.
std::optional<std::string> ParseRelease(std::string_view bundle_name);
// "en" from the same name; empty when it does not say.
std::string ParseBundleLanguage(std::string_view bundle_name);

// The id that Crosswalk gives a concept: its UUID, "isco-c2654", "isced-f-0613", else the last part
// of the URI's path in lower case ("k" for the group …/skill/K of older releases). Nothing when
// that is no id of letters, digits, dots and hyphens.
std::optional<std::string> ConceptId(std::string_view uri);
// The code a URI carries when the files of an older release have no `code` column: "2654", "0613",
// "S1.2"; empty for UUIDs.
std::string CodeFromUri(std::string_view uri);
// URI of the ISCO group with this code ("2654", "C2654" or already a URI), or nothing.
std::optional<std::string> IscoGroupUri(std::string_view code);

// nothing for a word ESCO does not use; kUnspecified for an empty one.
std::optional<core::SkillType> ParseSkillType(std::string_view word);
std::optional<core::ReuseLevel> ParseReuseLevel(std::string_view word);

}  // namespace crosswalk::esco
