// SPDX-License-Identifier: Apache-2.0
#include "tools/client/vocabulary.h"

#include <array>
#include <cstdio>

namespace crosswalk::client {

const Vocabulary<v1::ConceptType>& ConceptTypes() {
  static const Vocabulary<v1::ConceptType> kTypes = {
      {"skill", v1::CONCEPT_TYPE_SKILL},
      {"skill-group", v1::CONCEPT_TYPE_SKILL_GROUP},
      {"occupation", v1::CONCEPT_TYPE_OCCUPATION},
      {"occupation-group", v1::CONCEPT_TYPE_OCCUPATION_GROUP},
      {"qualification", v1::CONCEPT_TYPE_QUALIFICATION},
  };
  return kTypes;
}

const Vocabulary<v1::SkillType>& SkillTypes() {
  static const Vocabulary<v1::SkillType> kTypes = {
      {"competence", v1::SKILL_TYPE_SKILL_COMPETENCE},
      {"knowledge", v1::SKILL_TYPE_KNOWLEDGE},
  };
  return kTypes;
}

const Vocabulary<v1::ReuseLevel>& ReuseLevels() {
  static const Vocabulary<v1::ReuseLevel> kLevels = {
      {"transversal", v1::REUSE_LEVEL_TRANSVERSAL},
      {"cross-sector", v1::REUSE_LEVEL_CROSS_SECTOR},
      {"sector-specific", v1::REUSE_LEVEL_SECTOR_SPECIFIC},
      {"occupation-specific", v1::REUSE_LEVEL_OCCUPATION_SPECIFIC},
  };
  return kLevels;
}

const Vocabulary<v1::Encoder>& Encoders() {
  static const Vocabulary<v1::Encoder> kEncoders = {
      {"transformer", v1::ENCODER_TRANSFORMER},
      {"static", v1::ENCODER_STATIC},
  };
  return kEncoders;
}

const Vocabulary<v1::IssuerType>& IssuerTypes() {
  static const Vocabulary<v1::IssuerType> kTypes = {
      {"career-college", v1::ISSUER_TYPE_CAREER_COLLEGE},
      {"college", v1::ISSUER_TYPE_COLLEGE},
      {"university", v1::ISSUER_TYPE_UNIVERSITY},
      {"indigenous-institute", v1::ISSUER_TYPE_INDIGENOUS_INSTITUTE},
      {"trades-authority", v1::ISSUER_TYPE_TRADES_AUTHORITY},
      {"professional-body", v1::ISSUER_TYPE_PROFESSIONAL_BODY},
      {"employer", v1::ISSUER_TYPE_EMPLOYER},
      {"other", v1::ISSUER_TYPE_OTHER},
  };
  return kTypes;
}

const Vocabulary<v1::AdmissionRequirement>& AdmissionRequirements() {
  static const Vocabulary<v1::AdmissionRequirement> kRequirements = {
      {"none", v1::ADMISSION_REQUIREMENT_NONE},
      {"secondary-school", v1::ADMISSION_REQUIREMENT_SECONDARY_SCHOOL},
      {"apprentice", v1::ADMISSION_REQUIREMENT_APPRENTICE},
      {"postsecondary", v1::ADMISSION_REQUIREMENT_POSTSECONDARY},
      {"bachelors", v1::ADMISSION_REQUIREMENT_BACHELORS_DEGREE},
      {"masters", v1::ADMISSION_REQUIREMENT_MASTERS_DEGREE},
  };
  return kRequirements;
}

const Vocabulary<v1::CredentialType>& CredentialTypes() {
  static const Vocabulary<v1::CredentialType> kTypes = {
      {"micro-credential", v1::CREDENTIAL_TYPE_MICRO_CREDENTIAL},
      {"certificate", v1::CREDENTIAL_TYPE_CERTIFICATE},
      {"diploma", v1::CREDENTIAL_TYPE_DIPLOMA},
      {"degree", v1::CREDENTIAL_TYPE_DEGREE},
      {"course", v1::CREDENTIAL_TYPE_COURSE},
      {"licence", v1::CREDENTIAL_TYPE_LICENCE},
      {"badge", v1::CREDENTIAL_TYPE_BADGE},
      {"apprenticeship", v1::CREDENTIAL_TYPE_APPRENTICESHIP},
      {"certification", v1::CREDENTIAL_TYPE_CERTIFICATION},
      {"program", v1::CREDENTIAL_TYPE_PROGRAM},
      {"other", v1::CREDENTIAL_TYPE_OTHER},
  };
  return kTypes;
}

const Vocabulary<v1::CredentialState>& CredentialStates() {
  static const Vocabulary<v1::CredentialState> kStates = {
      {"draft", v1::CREDENTIAL_STATE_DRAFT},
      {"published", v1::CREDENTIAL_STATE_PUBLISHED},
      {"withdrawn", v1::CREDENTIAL_STATE_WITHDRAWN},
  };
  return kStates;
}

const Vocabulary<v1::DeliveryMode>& DeliveryModes() {
  static const Vocabulary<v1::DeliveryMode> kModes = {
      {"online", v1::DELIVERY_MODE_ONLINE}, {"in-person", v1::DELIVERY_MODE_IN_PERSON},
      {"hybrid", v1::DELIVERY_MODE_HYBRID}, {"workplace", v1::DELIVERY_MODE_WORKPLACE},
      {"other", v1::DELIVERY_MODE_OTHER},
  };
  return kModes;
}

const Vocabulary<v1::MatchRelation>& MatchRelations() {
  static const Vocabulary<v1::MatchRelation> kRelations = {
      {"exact", v1::MATCH_RELATION_EXACT_MATCH},     {"close", v1::MATCH_RELATION_CLOSE_MATCH},
      {"broad", v1::MATCH_RELATION_BROAD_MATCH},     {"narrow", v1::MATCH_RELATION_NARROW_MATCH},
      {"related", v1::MATCH_RELATION_RELATED_MATCH},
  };
  return kRelations;
}

const Vocabulary<v1::AlignmentSource>& AlignmentSources() {
  static const Vocabulary<v1::AlignmentSource> kSources = {
      {"suggested", v1::ALIGNMENT_SOURCE_SUGGESTED},
      {"declared", v1::ALIGNMENT_SOURCE_DECLARED},
      {"confirmed", v1::ALIGNMENT_SOURCE_CONFIRMED},
  };
  return kSources;
}

const Vocabulary<v1::SuggestionMode>& SuggestionModes() {
  static const Vocabulary<v1::SuggestionMode> kModes = {
      {"missing", v1::SUGGESTION_MODE_MISSING},
      {"none", v1::SUGGESTION_MODE_NONE},
      {"all", v1::SUGGESTION_MODE_ALL},
  };
  return kModes;
}

const Vocabulary<v1::SkillScope>& SkillScopes() {
  static const Vocabulary<v1::SkillScope> kScopes = {
      {"same", v1::SKILL_SCOPE_SAME},
      {"narrower", v1::SKILL_SCOPE_NARROWER},
      {"related", v1::SKILL_SCOPE_RELATED},
  };
  return kScopes;
}

const Vocabulary<v1::CredentialOrder>& CredentialOrders() {
  static const Vocabulary<v1::CredentialOrder> kOrders = {
      {"relevance", v1::CREDENTIAL_ORDER_RELEVANCE},
      {"level", v1::CREDENTIAL_ORDER_LEVEL},
      {"level-descending", v1::CREDENTIAL_ORDER_LEVEL_DESCENDING},
      {"hours", v1::CREDENTIAL_ORDER_HOURS},
      {"cost", v1::CREDENTIAL_ORDER_COST},
      {"newest", v1::CREDENTIAL_ORDER_NEWEST},
      {"title", v1::CREDENTIAL_ORDER_TITLE},
  };
  return kOrders;
}

const Vocabulary<v1::ImportFormat>& ImportFormats() {
  static const Vocabulary<v1::ImportFormat> kFormats = {
      {"csv", v1::IMPORT_FORMAT_CSV},
      {"json", v1::IMPORT_FORMAT_JSON},
      {"open-badges", v1::IMPORT_FORMAT_OPEN_BADGES},
      {"case", v1::IMPORT_FORMAT_CASE},
  };
  return kFormats;
}

const Vocabulary<v1::ImportConflict>& ImportConflicts() {
  static const Vocabulary<v1::ImportConflict> kConflicts = {
      {"fail", v1::IMPORT_CONFLICT_FAIL},
      {"skip", v1::IMPORT_CONFLICT_SKIP},
      {"update", v1::IMPORT_CONFLICT_UPDATE},
  };
  return kConflicts;
}

std::string KindOf(const v1::Concept& item) {
  std::string kind;
  if (item.type() == v1::CONCEPT_TYPE_SKILL) {
    kind = WordFor(SkillTypes(), item.skill_type());
    if (kind.empty()) kind = "skill";
    const std::string reuse = WordFor(ReuseLevels(), item.reuse_level());
    if (!reuse.empty()) kind += ", " + reuse;
  } else {
    kind = WordFor(ConceptTypes(), item.type());
    if (const std::size_t dash = kind.find('-'); dash != std::string::npos) kind[dash] = ' ';
  }
  if (item.status() == v1::CONCEPT_STATUS_OBSOLETE)
    kind += kind.empty() ? "obsolete" : ", obsolete";
  return kind;
}

std::string_view LabelKindWord(v1::LabelKind kind) {
  switch (kind) {
    case v1::LABEL_KIND_PREFERRED:
      return "label";
    case v1::LABEL_KIND_ALTERNATIVE:
      return "also called";
    case v1::LABEL_KIND_HIDDEN:
      return "hidden label";
    case v1::LABEL_KIND_DESCRIPTION:
      return "description";
    default:
      return "text";
  }
}

std::string_view ConfidenceWord(double confidence) {
  if (confidence >= 0.8) return "very likely";
  if (confidence >= 0.6) return "likely";
  if (confidence >= 0.4) return "possible";
  if (confidence >= 0.2) return "doubtful";
  return "unlikely";
}

std::string Fixed(double value, int digits) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, value);
  return buffer.data();
}

std::string Grouped(long long number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (std::size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return number < 0 ? "-" + digits : digits;
}

std::string Counted(long long number, std::string_view noun, std::string_view plural) {
  std::string text = Grouped(number) + " ";
  if (number == 1) return text.append(noun);
  return plural.empty() ? text.append(noun).append("s") : text.append(plural);
}

}  // namespace crosswalk::client
