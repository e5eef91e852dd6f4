// SPDX-License-Identifier: Apache-2.0
#include "server/imports/framework_links.h"

#include "frameworks/core/resource_name.h"
#include "frameworks/core/text.h"

#include <algorithm>
#include <array>

namespace crosswalk::imports {
namespace {

constexpr std::string_view kEscoSkill = "data.europa.eu/esco/skill/";

struct Qualification {
  const char* id;
  const char* english;  // Titles folded as core::FoldText does.
  const char* french;
};

// By number, from 1: frameworks/oqf/data/oqf.json. A test compares them.
constexpr std::array<Qualification, 13> kQualifications = {{
    {"certificate-1", "certificate i", "certificat i"},
    {"certificate-2", "certificate ii", "certificat ii"},
    {"certificate-of-apprenticeship", "certificate of apprenticeship",
     "certificat d'apprentissage"},
    {"certificate-of-qualification", "certificate of qualification", "certificat de qualification"},
    {"certificate-3", "certificate iii", "certificat iii"},
    {"diploma-1", "diploma i", "diplome i"},
    {"diploma-2", "diploma ii", "diplome ii"},
    {"advanced-diploma", "advanced diploma", "diplome avance"},
    {"post-diploma-certificate", "post-diploma certificate", "certificat post-diplome"},
    {"bachelors-degree", "bachelor's degree", "baccalaureat"},
    {"honours-bachelors-degree", "honours bachelor's degree", "baccalaureat specialise"},
    {"masters-degree", "master's degree", "maitrise"},
    {"doctoral-degree", "doctoral degree", "doctorat"},
}};

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool is_digit =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (is_dash ? c != '-' : !is_digit) return false;
  }
  return true;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

}  // namespace

registry::OutcomeAlignment DeclaredAlignment(std::string_view link) {
  registry::OutcomeAlignment alignment;
  alignment.source = registry::AlignmentSource::kDeclared;
  const std::size_t at = link.find(kEscoSkill);
  std::string_view uuid = link;
  if (at != std::string_view::npos) uuid = link.substr(at + kEscoSkill.size());
  if (IsUuid(uuid)) {
    alignment.concept_name = core::FormatConceptName("esco", Lower(uuid));
    alignment.uri = std::string("http://").append(kEscoSkill).append(Lower(uuid));
  } else if (link.starts_with("frameworks/")) {
    alignment.concept_name = std::string(link);
  } else {
    alignment.uri = std::string(link);
  }
  return alignment;
}

std::optional<registry::LevelAssertion> OqfLevel(std::string_view text) {
  std::string folded = core::FoldText(text);
  for (const std::string_view start :
       {"frameworks/oqf/concepts/", "oqf", "cctco", "level", "niveau"}) {
    if (!folded.starts_with(start)) continue;
    folded.erase(0, start.size());
    const std::size_t first = folded.find_first_not_of(" -:_");
    folded.erase(0, std::min(first, folded.size()));
  }
  const std::size_t digits = std::min(folded.find_first_not_of("0123456789"), folded.size());
  std::size_t number = 0;
  if (digits > 0 && digits <= 2) {
    // "2", or "2 - Certificate II".
    const std::string rest = folded.substr(digits);
    if (rest.empty() || rest.front() == ' ') number = std::stoul(folded.substr(0, digits));
  }
  for (std::size_t i = 0; i < kQualifications.size() && number == 0; ++i) {
    const Qualification& one = kQualifications[i];
    if (folded == one.id || folded == one.english || folded == one.french) number = i + 1;
  }
  if (number < 1 || number > kQualifications.size()) return std::nullopt;
  registry::LevelAssertion level;
  level.qualification = core::FormatConceptName("oqf", kQualifications[number - 1].id);
  level.number = static_cast<int>(number);
  return level;
}

bool IsOqf(std::string_view text) {
  const std::string folded = core::FoldText(text);
  for (const std::string_view mark :
       {"oqf", "cctco", "ontario qualifications framework", "ontario-qualifications-framework",
        "cadre de classification des titres de competence"}) {
    if (folded.find(mark) != std::string::npos) return true;
  }
  return false;
}

std::string EscoRelease(std::string_view framework) {
  const std::string folded = core::FoldText(framework);
  if (!folded.starts_with("esco")) return {};
  const std::size_t first = folded.find_first_of("0123456789");
  if (first == std::string::npos) return {};
  const std::string release = folded.substr(first);
  return release.find_first_not_of("0123456789.") == std::string::npos ? release : std::string();
}

}  // namespace crosswalk::imports
