// SPDX-License-Identifier: Apache-2.0
// The closed vocabularies of a credential and their words in documents. A word is the proto's enum
// value without its prefix: CREDENTIAL_STATE_DRAFT is "DRAFT". Numbers are the proto's; never
// renumber.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace crosswalk::registry {

// Where a credential, or one view of it, stands.
enum class CredentialState : std::uint8_t {
  kUnspecified = 0,
  kDraft = 1,      // Never published, or changed since: only its editors see this text.
  kPublished = 2,  // This text is the newest published version.
  kWithdrawn = 3,  // Was published and is no longer offered.
};

enum class CredentialType : std::uint8_t {
  kUnspecified = 0,
  kMicroCredential = 1,
  kCertificate = 2,
  kDiploma = 3,
  kDegree = 4,
  kCourse = 5,
  kLicence = 6,
  kBadge = 7,
  kApprenticeship = 8,
  kCertification = 9,  // Awarded by a body on examination, as ISO/IEC 17024 has it.
  kProgram = 10,
  kOther = 11,
};

enum class DeliveryMode : std::uint8_t {
  kUnspecified = 0,
  kOnline = 1,
  kInPerson = 2,
  kHybrid = 3,
  kWorkplace = 4,
  kOther = 5,
};

// How the concept of an alignment relates to the outcome, in the words of SKOS
// (https://www.w3.org/TR/skos-reference/#mapping). The relation reads from the outcome to the
// concept: BROAD_MATCH says that the concept is broader than the outcome.
enum class MatchRelation : std::uint8_t {
  kUnspecified = 0,
  kExactMatch = 1,
  kCloseMatch = 2,
  kBroadMatch = 3,
  kNarrowMatch = 4,
  kRelatedMatch = 5,
};

// Who says that an alignment holds.
enum class AlignmentSource : std::uint8_t {
  kUnspecified = 0,
  kSuggested = 1,  // The engine; `generation` and `model` say which.
  kDeclared = 2,   // The issuer.
  kConfirmed = 3,  // A reviewer; `actor` and `time` say who and when.
};

// A value and its word.
template <typename Enum>
struct Word {
  Enum value;
  std::string_view word;
};

// Every value of a vocabulary but kUnspecified, in order.
template <typename Enum>
std::span<const Word<Enum>> Words();
template <>
std::span<const Word<CredentialState>> Words<CredentialState>();
template <>
std::span<const Word<CredentialType>> Words<CredentialType>();
template <>
std::span<const Word<DeliveryMode>> Words<DeliveryMode>();
template <>
std::span<const Word<MatchRelation>> Words<MatchRelation>();
template <>
std::span<const Word<AlignmentSource>> Words<AlignmentSource>();

// The word of a value; empty for kUnspecified.
template <typename Enum>
std::string_view WordOf(Enum value) {
  for (const Word<Enum>& entry : Words<Enum>()) {
    if (entry.value == value) return entry.word;
  }
  return {};
}

// The value of a word, exactly as written, or nothing.
template <typename Enum>
std::optional<Enum> ValueOf(std::string_view word) {
  for (const Word<Enum>& entry : Words<Enum>()) {
    if (entry.word == word) return entry.value;
  }
  return std::nullopt;
}

}  // namespace crosswalk::registry
