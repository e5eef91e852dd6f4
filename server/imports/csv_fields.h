// SPDX-License-Identifier: Apache-2.0
// The fields that a column of a table can hold, and the headings by which they are known in English
// and French.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::imports {

enum class CsvField : std::uint8_t {
  kCredentialId,
  kExternalId,
  kTitle,
  kDescription,
  kIssuerId,
  kIssuerName,
  kIssuerUrl,
  kIssuerRegion,
  kIssuerType,
  kType,
  kOutcome,
  kOutcomeId,
  kOutcomeCode,
  kOutcomeLanguage,
  kConcept,
  kConceptRelation,
  kLevel,
  kHours,
  kCredits,
  kDeliveryMode,
  kLanguage,
  kStartDate,
  kEndDate,
  kRegistrationDeadline,
  kDuration,
  kCost,
  kCurrency,
  kRegion,
  kLocation,
  kUrl,
  kImageUrl,
  kPrerequisite,
  kStacksInto,
  kAssessmentMethod,
  kAssessmentDescription,
  kEndorsement,
  kExpiryDate,
  kExpiryMonths,
  kTags,
  kExtension,
};

// A column's field, with the language of a text, "title.fr", or the key of an extension,
// "extensions.sector".
struct CsvColumnTarget {
  CsvField field = CsvField::kTitle;
  std::string part;

  bool operator==(const CsvColumnTarget&) const = default;
};

// Whether a field belongs to one outcome rather than to the credential.
bool IsOfOutcome(CsvField field);

// The field of a name such as "title", "title.fr" or "extensions.sector". Thread-safe.
std::optional<CsvColumnTarget> CsvFieldOf(std::string_view name);

// The field that a heading is known to hold, by its words alone: "Durée (heures)" is hours.
// REQUIRES: UTF-8. Thread-safe.
std::optional<CsvColumnTarget> CsvFieldOfHeading(std::string_view heading);

// The names that CsvFieldOf knows, without parts.
std::vector<std::string_view> CsvFieldNames();

}  // namespace crosswalk::imports
