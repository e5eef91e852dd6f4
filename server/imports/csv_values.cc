// SPDX-License-Identifier: Apache-2.0
#include "server/imports/csv_values.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace crosswalk::imports {
namespace {

using registry::CredentialType;
using registry::DeliveryMode;
using registry::MatchRelation;

template <typename Enum>
struct Spelling {
  std::string_view word;  // Letters and digits only, folded.
  Enum value;
};

constexpr std::array<Spelling<CredentialType>, 31> kTypes = {{
    {"microcredential", CredentialType::kMicroCredential},
    {"microcertification", CredentialType::kMicroCredential},
    {"microcertificate", CredentialType::kMicroCredential},
    {"micro", CredentialType::kMicroCredential},
    {"certificate", CredentialType::kCertificate},
    {"certificat", CredentialType::kCertificate},
    {"diploma", CredentialType::kDiploma},
    {"diplome", CredentialType::kDiploma},
    {"degree", CredentialType::kDegree},
    {"grade", CredentialType::kDegree},
    {"baccalaureat", CredentialType::kDegree},
    {"course", CredentialType::kCourse},
    {"cours", CredentialType::kCourse},
    {"formation", CredentialType::kCourse},
    {"licence", CredentialType::kLicence},
    {"license", CredentialType::kLicence},
    {"permis", CredentialType::kLicence},
    {"badge", CredentialType::kBadge},
    {"openbadge", CredentialType::kBadge},
    {"digitalbadge", CredentialType::kBadge},
    {"insigne", CredentialType::kBadge},
    {"insignenumerique", CredentialType::kBadge},
    {"apprenticeship", CredentialType::kApprenticeship},
    {"apprentissage", CredentialType::kApprenticeship},
    {"certification", CredentialType::kCertification},
    {"program", CredentialType::kProgram},
    {"programme", CredentialType::kProgram},
    {"learningprogram", CredentialType::kProgram},
    {"other", CredentialType::kOther},
    {"autre", CredentialType::kOther},
    {"apprenticeshipcertificate", CredentialType::kApprenticeship},
}};

constexpr std::array<Spelling<DeliveryMode>, 22> kModes = {{
    {"online", DeliveryMode::kOnline},       {"distance", DeliveryMode::kOnline},
    {"remote", DeliveryMode::kOnline},       {"virtual", DeliveryMode::kOnline},
    {"enligne", DeliveryMode::kOnline},      {"adistance", DeliveryMode::kOnline},
    {"virtuel", DeliveryMode::kOnline},      {"inperson", DeliveryMode::kInPerson},
    {"inclass", DeliveryMode::kInPerson},    {"oncampus", DeliveryMode::kInPerson},
    {"facetoface", DeliveryMode::kInPerson}, {"enpersonne", DeliveryMode::kInPerson},
    {"enclasse", DeliveryMode::kInPerson},   {"presentiel", DeliveryMode::kInPerson},
    {"hybrid", DeliveryMode::kHybrid},       {"blended", DeliveryMode::kHybrid},
    {"hybride", DeliveryMode::kHybrid},      {"workplace", DeliveryMode::kWorkplace},
    {"onthejob", DeliveryMode::kWorkplace},  {"enmilieudetravail", DeliveryMode::kWorkplace},
    {"other", DeliveryMode::kOther},         {"autre", DeliveryMode::kOther},
}};

constexpr std::array<Spelling<MatchRelation>, 11> kRelations = {{
    {"exactmatch", MatchRelation::kExactMatch},
    {"exact", MatchRelation::kExactMatch},
    {"closematch", MatchRelation::kCloseMatch},
    {"close", MatchRelation::kCloseMatch},
    {"broadmatch", MatchRelation::kBroadMatch},
    {"broad", MatchRelation::kBroadMatch},
    {"narrowmatch", MatchRelation::kNarrowMatch},
    {"narrow", MatchRelation::kNarrowMatch},
    {"relatedmatch", MatchRelation::kRelatedMatch},
    {"related", MatchRelation::kRelatedMatch},
    {"relatedto", MatchRelation::kRelatedMatch},
}};

std::string Letters(std::string_view cell) {
  std::string letters;
  for (const char c : core::FoldText(cell)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

template <typename Enum, std::size_t N>
std::optional<Enum> Find(const std::array<Spelling<Enum>, N>& spellings, std::string_view word) {
  for (const Spelling<Enum>& one : spellings) {
    if (one.word == word) return one.value;
  }
  return std::nullopt;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Digits with at most one decimal point, thousands closed up; empty for what is no number.
std::string PlainNumber(std::string_view cell) {
  std::string text;
  for (const char c : core::CleanText(cell)) {
    if (c != ' ' && c != '\'') text += c;
  }
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  if (text.empty() || text.find_first_not_of("0123456789.,") != std::string::npos) return {};
  // The last mark is the decimal one, unless it can only set thousands apart.
  const std::size_t mark = text.find_last_of(".,");
  std::string whole = text.substr(0, mark), part;
  if (mark != std::string::npos) {
    part = text.substr(mark + 1);
    const bool is_several = std::count(text.begin(), text.end(), text[mark]) > 1;
    const bool is_thousands =
        text[mark] == ',' && part.size() == 3 && mark >= 1 && mark <= 3 && !text.starts_with('0');
    if (is_several || is_thousands) {
      whole = text;  // Checked for groups below.
      part.clear();
    }
  }
  // Marks before it must set groups of three apart.
  std::string digits;
  std::size_t group = 0;
  for (std::size_t i = whole.size(); i-- > 0;) {
    if (IsDigit(whole[i])) {
      digits.insert(digits.begin(), whole[i]);
      ++group;
    } else if (group != 3 || i == 0) {
      return {};
    } else {
      group = 0;
    }
  }
  if (digits.empty() || (mark != std::string::npos && mark + 1 == text.size())) return {};
  return (negative ? "-" : "") + digits + (part.empty() ? "" : "." + part);
}

}  // namespace

std::optional<CredentialType> TypeFrom(std::string_view cell) {
  return Find(kTypes, Letters(cell));
}

std::optional<DeliveryMode> DeliveryModeFrom(std::string_view cell) {
  return Find(kModes, Letters(cell));
}

std::optional<MatchRelation> RelationFrom(std::string_view cell) {
  std::string letters = Letters(cell);
  if (letters.starts_with("skos")) letters.erase(0, 4);
  return Find(kRelations, letters);
}

std::optional<double> NumberFrom(std::string_view cell) {
  const std::string text = PlainNumber(cell);
  if (text.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<int> WholeNumberFrom(std::string_view cell) {
  const std::optional<double> value = NumberFrom(cell);
  if (!value || *value != std::floor(*value) || std::abs(*value) > 1e9) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<registry::Cost> CostFrom(std::string_view cell, std::string_view currency) {
  std::string text = core::CleanText(cell);
  registry::Cost cost{.amount = {}, .currency = std::string(currency)};
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto take = [&](std::size_t at) {
    const std::string code = text.substr(at, 3);
    if (code.size() < 3 || !std::all_of(code.begin(), code.end(), is_upper)) return;
    cost.currency = code;
    text.erase(at, 3);
  };
  if (text.size() > 3) take(0);
  if (text.size() > 3) take(text.size() - 3);
  if (const std::size_t dollar = text.find('$'); dollar != std::string::npos) text.erase(dollar, 1);
  cost.amount = PlainNumber(text);
  if (cost.amount.empty()) return std::nullopt;
  return cost;
}

std::optional<std::string> DayFrom(std::string_view cell) {
  // Four digits, a mark, one or two, the same mark, one or two; a time may follow.
  const std::string_view day = cell.substr(0, cell.find_first_of(" T"));
  std::array<std::string, 3> parts;
  std::size_t part = 0;
  for (const char c : day) {
    if (IsDigit(c)) {
      parts[part] += c;
    } else if ((c == '-' || c == '/') && part < 2) {
      ++part;
    } else {
      return std::nullopt;
    }
  }
  if (parts[0].size() != 4) return std::nullopt;
  for (std::size_t i = 1; i < 3; ++i) {
    if (parts[i].empty() || parts[i].size() > 2) return std::nullopt;
    if (parts[i].size() == 1) parts[i].insert(0, 1, '0');
  }
  return parts[0] + "-" + parts[1] + "-" + parts[2];
}

std::vector<std::string> ListFrom(std::string_view cell, bool commas) {
  std::vector<std::string> list;
  std::string part;
  const auto end = [&] {
    std::string clean = core::CleanText(part);
    if (!clean.empty()) list.push_back(std::move(clean));
    part.clear();
  };
  for (const char c : cell) {
    if (c == ';' || c == '|' || c == '\n' || (commas && c == ',')) {
      end();
    } else {
      part += c;
    }
  }
  end();
  return list;
}

std::string LanguageFrom(std::string_view cell) {
  const std::string word = Letters(cell);
  if (word == "english" || word == "anglais") return "en";
  if (word == "french" || word == "francais") return "fr";
  return std::string(cell);
}

}  // namespace crosswalk::imports
