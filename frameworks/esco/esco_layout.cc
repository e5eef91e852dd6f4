// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/esco_layout.h"

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::esco {
namespace {

constexpr std::string_view kIscoPrefix = "http://data.europa.eu/esco/isco/";
constexpr std::size_t kUuidLength = 36;

constexpr std::array<std::pair<std::string_view, FileKind>, 10> kStems = {{
    {"skills", FileKind::kSkills},
    {"skillGroups", FileKind::kSkillGroups},
    {"occupations", FileKind::kOccupations},
    {"ISCOGroups", FileKind::kIscoGroups},
    {"broaderRelationsSkillPillar", FileKind::kBroaderSkills},
    {"broaderRelationsOccPillar", FileKind::kBroaderOccupations},
    {"occupationSkillRelations", FileKind::kOccupationSkills},
    {"skillSkillRelations", FileKind::kSkillSkills},
    {"skillsHierarchy", FileKind::kSkillsHierarchy},
    {"conceptSchemes", FileKind::kConceptSchemes},
}};

// Titles are ours; URIs are those of conceptSchemes_en.csv in release 1.2.0. Releases before 1.1
// call the digital collection "ICT".
constexpr std::array<CollectionFile, 8> kCollections = {{
    {"digitalSkillsCollection", "digital",
     "http://data.europa.eu/esco/concept-scheme/6c930acd-c104-4ece-acf7-f44fd7333036",
     "Digital skills and knowledge", "Aptitudes et connaissances numériques"},
    {"ictSkillsCollection", "ict", "http://data.europa.eu/esco/concept-scheme/skill-ict-groups",
     "ICT skills and knowledge", "Aptitudes et connaissances en TIC"},
    {"greenSkillsCollection", "green", "http://data.europa.eu/esco/concept-scheme/green",
     "Green skills and knowledge", "Aptitudes et connaissances vertes"},
    {"transversalSkillsCollection", "transversal",
     "http://data.europa.eu/esco/concept-scheme/skill-transversal-groups",
     "Transversal skills and competences", "Aptitudes et compétences transversales"},
    {"languageSkillsCollection", "language",
     "http://data.europa.eu/esco/concept-scheme/skill-language-groups",
     "Language skills and knowledge", "Aptitudes et connaissances linguistiques"},
    {"researchSkillsCollection", "research", "http://data.europa.eu/esco/concept-scheme/research",
     "Research skills", "Aptitudes de recherche"},
    {"digCompSkillsCollection", "digcomp", "http://data.europa.eu/esco/concept-scheme/digcomp",
     "DigComp: digital competences for citizens", "DigComp : compétences numériques des citoyens"},
    {"researchOccupationsCollection", "research-occupations",
     "http://data.europa.eu/esco/concept-scheme/8ae4b9f3-507e-4057-a145-2f96f0132613",
     "Research occupations", "Professions de la recherche"},
}};

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), LowerAscii);
  return lower;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return LowerAscii(x) == LowerAscii(y); });
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return LowerAscii(c) >= 'a' && LowerAscii(c) <= 'z'; }

// ESCO's languages have two letters, some exports a region: "en-us".
bool IsLanguage(std::string_view text) {
  const std::string_view primary = text.substr(0, text.find('-'));
  return (primary.size() == 2 || primary.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return IsLetter(c) || c == '-'; });
}

std::string_view LastSegment(std::string_view uri) {
  const std::size_t slash = uri.rfind('/');
  return slash == std::string_view::npos ? uri : uri.substr(slash + 1);
}

bool IsUuid(std::string_view text) {
  if (text.size() != kUuidLength) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = LowerAscii(text[i]);
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? c != '-' : !(IsDigit(c) || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

}  // namespace

std::optional<FileName> ParseFileName(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string_view stem = name.substr(0, dot);
  FileName parsed;
  const std::size_t underscore = stem.rfind('_');
  if (underscore != std::string_view::npos && IsLanguage(stem.substr(underscore + 1))) {
    parsed.language = Lower(stem.substr(underscore + 1));
    stem = stem.substr(0, underscore);
  }
  for (const auto& [known, kind] : kStems) {
    if (!EqualsIgnoringCase(stem, known)) continue;
    parsed.kind = kind;
    return parsed;
  }
  for (std::size_t i = 0; i < kCollections.size(); ++i) {
    if (!EqualsIgnoringCase(stem, kCollections[i].stem)) continue;
    parsed.kind = FileKind::kCollection;
    parsed.collection = i;
    return parsed;
  }
  return std::nullopt;
}

std::string_view FileStem(FileKind kind) {
  for (const auto& [stem, known] : kStems) {
    if (known == kind) return stem;
  }
  return "collection";
}

std::span<const CollectionFile> Collections() { return kCollections; }

std::optional<std::string> ParseRelease(std::string_view bundle_name) {
  // The first "v" and number with a dot: v1.2, v1.2.0.
  for (std::size_t v = 0; v + 1 < bundle_name.size(); ++v) {
    if (LowerAscii(bundle_name[v]) != 'v' || !IsDigit(bundle_name[v + 1])) continue;
    if (v > 0 && IsLetter(bundle_name[v - 1])) continue;
    std::size_t end = v + 1;
    while (end < bundle_name.size() &&
           (IsDigit(bundle_name[end]) || (bundle_name[end] == '.' && end + 1 < bundle_name.size() &&
                                          IsDigit(bundle_name[end + 1])))) {
      ++end;
    }
    const std::string_view number = bundle_name.substr(v + 1, end - v - 1);
    if (number.find('.') != std::string_view::npos) return std::string(number);
  }
  return std::nullopt;
}

std::string ParseBundleLanguage(std::string_view bundle_name) {
  constexpr std::string_view separator = " - ";
  for (std::size_t at = bundle_name.find(separator); at != std::string_view::npos;) {
    const std::size_t begin = at + separator.size();
    at = bundle_name.find(separator, begin);
    const std::string_view part = bundle_name.substr(begin, at - begin);
    if (at != std::string_view::npos && IsLanguage(part)) return Lower(part);
  }
  return {};
}

std::optional<std::string> ConceptId(std::string_view uri) {
  if (uri.find("://") == std::string_view::npos) return std::nullopt;
  const std::string_view last = LastSegment(uri);
  std::string id;
  if (uri.find("/isco/") != std::string_view::npos) id = "isco-";
  if (uri.find("/isced-f/") != std::string_view::npos) id = "isced-f-";
  id += Lower(last);
  const bool good = !last.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
  });
  if (!good) return std::nullopt;
  return id;
}

std::string CodeFromUri(std::string_view uri) {
  std::string_view last = LastSegment(uri);
  if (uri.starts_with(kIscoPrefix) && last.starts_with('C')) last.remove_prefix(1);
  return IsUuid(last) ? std::string() : std::string(last);
}

std::optional<std::string> IscoGroupUri(std::string_view code) {
  if (code.starts_with(kIscoPrefix)) return std::string(code);
  if (code.starts_with('C')) code.remove_prefix(1);
  const bool good =
      !code.empty() && code.size() <= 4 && std::all_of(code.begin(), code.end(), IsDigit);
  if (!good) return std::nullopt;
  return std::string(kIscoPrefix).append("C").append(code);
}

std::optional<core::SkillType> ParseSkillType(std::string_view word) {
  if (word.empty()) return core::SkillType::kUnspecified;
  if (word == "skill/competence") return core::SkillType::kSkillCompetence;
  if (word == "knowledge") return core::SkillType::kKnowledge;
  return std::nullopt;
}

std::optional<core::ReuseLevel> ParseReuseLevel(std::string_view word) {
  if (word.empty()) return core::ReuseLevel::kUnspecified;
  if (word == "transversal") return core::ReuseLevel::kTransversal;
  if (word == "cross-sector") return core::ReuseLevel::kCrossSector;
  if (word == "sector-specific") return core::ReuseLevel::kSectorSpecific;
  if (word == "occupation-specific") return core::ReuseLevel::kOccupationSpecific;
  return std::nullopt;
}

}  // namespace crosswalk::esco
