// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_check.h"

#include "frameworks/core/resource_name.h"
#include "frameworks/core/text.h"
#include "server/registry/credential_fields.h"

#include <algorithm>
#include <set>
#include <utility>

namespace crosswalk::registry {
namespace {

constexpr std::string_view kCredentials = "credentials/";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// The form of BCP-47: subtags of 1 to 8 letters or digits, the first of 2 or 3 letters.
bool IsLanguageCode(std::string_view code) {
  const std::size_t end = std::min(code.find('-'), code.size());
  const std::string_view first = code.substr(0, end);
  const auto is_letter = [](char c) { return IsLower(c) || IsUpper(c); };
  if (first.size() < 2 || first.size() > 3 || !std::all_of(first.begin(), first.end(), is_letter)) {
    return false;
  }
  std::size_t length = 1;
  for (const char c : code.substr(end)) {
    if (c == '-') {
      if (length == 0) return false;
      length = 0;
    } else if (!(is_letter(c) || IsDigit(c)) || ++length > 8) {
      return false;
    }
  }
  return length > 0;
}

bool IsConceptName(std::string_view name) {
  const auto parsed = core::ParseConceptName(name);
  return parsed.ok() && IsId(parsed->framework) && IsId(parsed->id);
}

bool IsCredentialName(std::string_view name) {
  return name.starts_with(kCredentials) && IsId(name.substr(kCredentials.size()));
}

bool IsAmount(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = text.substr(std::min(point + 1, text.size()));
  return !whole.empty() && whole.size() <= 12 && std::all_of(whole.begin(), whole.end(), IsDigit) &&
         (point == text.size() || !part.empty()) && part.size() <= 4 &&
         std::all_of(part.begin(), part.end(), IsDigit);
}

bool IsCurrency(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), IsUpper);
}

bool IsWebAddress(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) &&
         std::none_of(url.begin(), url.end(),
                      [](char c) { return c == ' ' || (c >= 0 && c < 32); });
}

class Checker {
 public:
  // Length, encoding and number of everything, whatever it means.
  template <typename T>
  void CheckSizes(const T& value, const std::string& path) {
    VisitFields(value, [&](std::string_view name, const auto& field) {
      CheckSize(field, path.empty() ? std::string(name) : path + "." + std::string(name));
    });
  }

  void Require(bool fine, std::string path, std::string description) {
    if (!fine) violations_.push_back({std::move(path), std::move(description)});
  }

  void Language(const std::string& code, const std::string& path) {
    Require(IsLanguageCode(code), path, "must be a BCP-47 code such as en or fr-CA");
  }
  void Texts(const TextByLanguage& texts, const std::string& path) {
    for (const auto& [language, text] : texts) {
      Language(language, path + "." + language);
      Require(!text.empty(), path + "." + language, "must not be empty");
    }
  }
  void Url(const std::string& url, const std::string& path) {
    Require(url.empty() || IsWebAddress(url), path, "must begin with https:// or http://");
  }
  void Date(const std::string& date, const std::string& path) {
    Require(date.empty() || IsDate(date), path, "must be a day such as 2026-11-26");
  }
  void Share(const std::optional<double>& value, const std::string& path) {
    Require(!value || (*value >= 0 && *value <= 1), path, "must be between 0 and 1");
  }
  void ConceptName(const std::string& name, const std::string& path) {
    Require(name.empty() || IsConceptName(name), path,
            "must have the form frameworks/{framework}/concepts/{concept}");
  }
  void Amount(const std::optional<double>& value, double most, const std::string& path) {
    Require(!value || (*value > 0 && *value <= most), path,
            "must be more than 0 and at most " + std::to_string(static_cast<int>(most)));
  }
  void Level(const std::optional<LevelAssertion>& level, const std::string& path) {
    if (!level) return;
    Require(!level->qualification.empty(), path + ".qualification", "must be set");
    ConceptName(level->qualification, path + ".qualification");
    ConceptName(level->low, path + ".low");
    ConceptName(level->high, path + ".high");
    Require(level->number >= 0, path + ".number", "must not be negative");
    Share(level->probability, path + ".probability");
  }
  void Outcomes(const std::vector<Outcome>& outcomes) {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const Outcome& outcome = outcomes[i];
      const std::string path = "outcomes[" + std::to_string(i) + "]";
      Require(outcome.id.empty() || IsId(outcome.id), path + ".id", "must be of [a-z0-9.-]");
      Require(outcome.id.empty() || ids.insert(outcome.id).second, path + ".id",
              "must be unique in the credential");
      Require(!outcome.text.empty(), path + ".text", "must not be empty");
      if (!outcome.language_code.empty()) Language(outcome.language_code, path + ".language_code");
      for (std::size_t k = 0; k < outcome.alignments.size(); ++k) {
        const OutcomeAlignment& alignment = outcome.alignments[k];
        const std::string at = path + ".alignments[" + std::to_string(k) + "]";
        Require(!alignment.concept_name.empty() || !alignment.uri.empty(), at,
                "needs a concept_name or a uri");
        ConceptName(alignment.concept_name, at + ".concept_name");
        Share(alignment.confidence, at + ".confidence");
      }
    }
  }
  void Requirements(const std::vector<Requirement>& list, const std::string& path) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string at = path + "[" + std::to_string(i) + "]";
      Require(list[i] != Requirement(), at, "needs a credential, a qualification or a text");
      Require(list[i].credential.empty() || IsCredentialName(list[i].credential),
              at + ".credential", "must have the form credentials/{id}");
      ConceptName(list[i].qualification, at + ".qualification");
    }
  }

  std::vector<core::FieldViolation> Take() { return std::move(violations_); }

 private:
  void CheckSize(const std::string& text, const std::string& path) {
    Require(text.size() <= kMaxTextBytes, path,
            "must have at most " + std::to_string(kMaxTextBytes) + " bytes");
    Require(!core::FindInvalidUtf8(text).has_value(), path, "must be UTF-8");
    Require(text.find('\0') == std::string::npos, path, "must not hold a NUL character");
  }
  void CheckSize(const std::map<std::string, std::string>& map, const std::string& path) {
    CheckCount(map.size(), path);
    for (const auto& [key, text] : map) {
      Require(!key.empty() && !core::FindInvalidUtf8(key).has_value(), path,
              "must have keys that are UTF-8 and not empty");
      CheckSize(text, path + "." + key);
    }
  }
  template <typename T>
  void CheckSize(const std::vector<T>& list, const std::string& path) {
    CheckCount(list.size(), path);
    for (std::size_t i = 0; i < list.size(); ++i) {
      CheckSize(list[i], path + "[" + std::to_string(i) + "]");
    }
  }
  template <typename T>
  void CheckSize(const std::optional<T>& value, const std::string& path) {
    if (value) CheckSize(*value, path);
  }
  template <typename T>
  void CheckSize(const T& value, const std::string& path) {
    if constexpr (std::is_class_v<T> && !std::same_as<T, Timestamp>) CheckSizes(value, path);
  }
  void CheckCount(std::size_t count, const std::string& path) {
    Require(count <= kMaxListItems, path,
            "must have at most " + std::to_string(kMaxListItems) + " entries");
  }

  std::vector<core::FieldViolation> violations_;
};

}  // namespace

bool IsId(std::string_view id) {
  const auto is_word = [](char c) { return IsLower(c) || IsDigit(c); };
  return !id.empty() && id.size() <= kMaxIdBytes && is_word(id.front()) && is_word(id.back()) &&
         std::all_of(id.begin(), id.end(),
                     [&](char c) { return is_word(c) || c == '.' || c == '-'; });
}

core::Result<std::string> ParseCredentialName(std::string_view name) {
  if (!IsCredentialName(name)) {
    return core::InvalidArgument("RESOURCE_NAME_INVALID",
                                 "resource name '" + std::string(name) +
                                     "' does not have the form credentials/{id}, the id of "
                                     "[a-z0-9.-] with a letter or digit first and last");
  }
  return std::string(name.substr(kCredentials.size()));
}

std::string FormatCredentialName(std::string_view id) {
  return std::string(kCredentials).append(id);
}

std::vector<core::FieldViolation> CheckCredential(const Credential& credential) {
  Checker check;
  check.CheckSizes(credential, "");
  check.Require(credential.issuer.id.empty() || IsId(credential.issuer.id), "issuer.id",
                "must be of [a-z0-9.-]");
  check.Texts(credential.issuer.name, "issuer.name");
  check.Url(credential.issuer.url, "issuer.url");
  check.Texts(credential.title, "title");
  check.Texts(credential.description, "description");
  check.Outcomes(credential.outcomes);
  check.Level(credential.level.suggested, "level.suggested");
  check.Level(credential.level.declared, "level.declared");
  check.Level(credential.level.confirmed, "level.confirmed");
  check.Amount(credential.hours, 20'000, "hours");  // The bounds of DeclaredFacts.
  check.Amount(credential.credits, 1'000, "credits");
  for (std::size_t i = 0; i < credential.language_codes.size(); ++i) {
    check.Language(credential.language_codes[i], "language_codes[" + std::to_string(i) + "]");
  }
  check.Date(credential.start_date, "start_date");
  check.Date(credential.end_date, "end_date");
  check.Date(credential.registration_deadline, "registration_deadline");
  check.Require(credential.start_date.empty() || credential.end_date.empty() ||
                    credential.start_date <= credential.end_date,
                "end_date", "must not be before the start_date");
  if (credential.cost) {
    check.Require(IsAmount(credential.cost->amount), "cost.amount",
                  "must be a decimal number such as 120.00");
    check.Require(IsCurrency(credential.cost->currency), "cost.currency",
                  "must be an ISO 4217 code such as CAD");
  }
  check.Url(credential.url, "url");
  check.Url(credential.image_url, "image_url");
  check.Requirements(credential.prerequisites, "prerequisites");
  check.Requirements(credential.stacks_into, "stacks_into");
  for (std::size_t i = 0; i < credential.endorsements.size(); ++i) {
    const std::string path = "endorsements[" + std::to_string(i) + "]";
    check.Require(!credential.endorsements[i].name.empty(), path + ".name", "must not be empty");
    check.Url(credential.endorsements[i].url, path + ".url");
  }
  if (credential.expiry) {
    check.Date(credential.expiry->date, "expiry.date");
    check.Require(!credential.expiry->months || *credential.expiry->months >= 1, "expiry.months",
                  "must be at least 1");
    check.Require(credential.expiry->date.empty() == credential.expiry->months.has_value(),
                  "expiry", "must have either a date or months");
  }
  return check.Take();
}

std::vector<core::FieldViolation> CheckPublishable(const Credential& credential) {
  Checker check;
  check.Require(!credential.title.empty(), "title", "must be there before publishing");
  check.Require(!credential.issuer.id.empty(), "issuer.id", "must be there before publishing");
  check.Require(credential.type != CredentialType::kUnspecified, "type",
                "must be there before publishing");
  check.Require(!credential.outcomes.empty(), "outcomes",
                "must hold at least one before publishing");
  return check.Take();
}

}  // namespace crosswalk::registry
