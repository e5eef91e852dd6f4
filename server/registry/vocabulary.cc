// SPDX-License-Identifier: Apache-2.0
#include "server/registry/vocabulary.h"

#include <array>

namespace crosswalk::registry {

template <>
std::span<const Word<CredentialState>> Words<CredentialState>() {
  static constexpr std::array<Word<CredentialState>, 3> kWords = {{
      {CredentialState::kDraft, "DRAFT"},
      {CredentialState::kPublished, "PUBLISHED"},
      {CredentialState::kWithdrawn, "WITHDRAWN"},
  }};
  return kWords;
}

template <>
std::span<const Word<CredentialType>> Words<CredentialType>() {
  static constexpr std::array<Word<CredentialType>, 11> kWords = {{
      {CredentialType::kMicroCredential, "MICRO_CREDENTIAL"},
      {CredentialType::kCertificate, "CERTIFICATE"},
      {CredentialType::kDiploma, "DIPLOMA"},
      {CredentialType::kDegree, "DEGREE"},
      {CredentialType::kCourse, "COURSE"},
      {CredentialType::kLicence, "LICENCE"},
      {CredentialType::kBadge, "BADGE"},
      {CredentialType::kApprenticeship, "APPRENTICESHIP"},
      {CredentialType::kCertification, "CERTIFICATION"},
      {CredentialType::kProgram, "PROGRAM"},
      {CredentialType::kOther, "OTHER"},
  }};
  return kWords;
}

template <>
std::span<const Word<DeliveryMode>> Words<DeliveryMode>() {
  static constexpr std::array<Word<DeliveryMode>, 5> kWords = {{
      {DeliveryMode::kOnline, "ONLINE"},
      {DeliveryMode::kInPerson, "IN_PERSON"},
      {DeliveryMode::kHybrid, "HYBRID"},
      {DeliveryMode::kWorkplace, "WORKPLACE"},
      {DeliveryMode::kOther, "OTHER"},
  }};
  return kWords;
}

template <>
std::span<const Word<MatchRelation>> Words<MatchRelation>() {
  static constexpr std::array<Word<MatchRelation>, 5> kWords = {{
      {MatchRelation::kExactMatch, "EXACT_MATCH"},
      {MatchRelation::kCloseMatch, "CLOSE_MATCH"},
      {MatchRelation::kBroadMatch, "BROAD_MATCH"},
      {MatchRelation::kNarrowMatch, "NARROW_MATCH"},
      {MatchRelation::kRelatedMatch, "RELATED_MATCH"},
  }};
  return kWords;
}

template <>
std::span<const Word<AlignmentSource>> Words<AlignmentSource>() {
  static constexpr std::array<Word<AlignmentSource>, 3> kWords = {{
      {AlignmentSource::kSuggested, "SUGGESTED"},
      {AlignmentSource::kDeclared, "DECLARED"},
      {AlignmentSource::kConfirmed, "CONFIRMED"},
  }};
  return kWords;
}

}  // namespace crosswalk::registry
