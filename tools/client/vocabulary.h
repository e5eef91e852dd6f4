// SPDX-License-Identifier: Apache-2.0
// The words in which the client speaks of the API's enumerations, on the command line and in its
// output. All functions are thread-safe.
#pragma once

#include "crosswalk/v1/alignment.pb.h"
#include "crosswalk/v1/concept.pb.h"
#include "crosswalk/v1/credential.pb.h"
#include "crosswalk/v1/credential_search.pb.h"
#include "crosswalk/v1/credential_service.pb.h"
#include "crosswalk/v1/mapping.pb.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::client {

template <typename Enum>
using Vocabulary = std::vector<std::pair<std::string_view, Enum>>;

// "skill", "skill-group", "occupation", "occupation-group", "qualification".
const Vocabulary<v1::ConceptType>& ConceptTypes();
// "competence", "knowledge".
const Vocabulary<v1::SkillType>& SkillTypes();
// "transversal", "cross-sector", "sector-specific", "occupation-specific".
const Vocabulary<v1::ReuseLevel>& ReuseLevels();

// "transformer", "static".
const Vocabulary<v1::Encoder>& Encoders();

// "career-college", "college", "university", and so on.
const Vocabulary<v1::IssuerType>& IssuerTypes();
// "none", "secondary-school", "apprentice", "postsecondary", "bachelors", "masters".
const Vocabulary<v1::AdmissionRequirement>& AdmissionRequirements();

// Of credentials: "micro-credential", "certificate", and so on.
const Vocabulary<v1::CredentialType>& CredentialTypes();
// "draft", "published", "withdrawn".
const Vocabulary<v1::CredentialState>& CredentialStates();
// "online", "in-person", "hybrid", "workplace", "other".
const Vocabulary<v1::DeliveryMode>& DeliveryModes();
// "exact", "close", "broad", "narrow", "related".
const Vocabulary<v1::MatchRelation>& MatchRelations();
// "suggested", "declared", "confirmed".
const Vocabulary<v1::AlignmentSource>& AlignmentSources();
// "missing", "none", "all".
const Vocabulary<v1::SuggestionMode>& SuggestionModes();

// Of searches of credentials: "same", "narrower", "related".
const Vocabulary<v1::SkillScope>& SkillScopes();
// "relevance", "level", "level-descending", and so on.
const Vocabulary<v1::CredentialOrder>& CredentialOrders();
// Of imports: "csv", "json", "open-badges", "case".
const Vocabulary<v1::ImportFormat>& ImportFormats();
// "fail", "skip", "update".
const Vocabulary<v1::ImportConflict>& ImportConflicts();

// The word for a value; empty for UNSPECIFIED and values that this client does not know.
template <typename Enum>
std::string WordFor(const Vocabulary<Enum>& vocabulary, Enum value) {
  for (const auto& [word, known] : vocabulary) {
    if (known == value) return std::string(word);
  }
  return {};
}

template <typename Enum>
std::optional<Enum> ValueOf(const Vocabulary<Enum>& vocabulary, std::string_view word) {
  for (const auto& [known, value] : vocabulary) {
    if (known == word) return value;
  }
  return std::nullopt;
}

template <typename Enum>
std::vector<std::string> WordsOf(const Vocabulary<Enum>& vocabulary) {
  std::vector<std::string> words;
  for (const auto& [word, value] : vocabulary) words.emplace_back(word);
  return words;
}

// The kind of a concept in a few words: "knowledge, cross-sector", "occupation".
std::string KindOf(const v1::Concept& item);

// "label", "also called", "hidden label", "description"; how a matched text relates to its concept.
std::string_view LabelKindWord(v1::LabelKind kind);

// A confidence in words: "very likely" from 0.8, "likely" from 0.6, "possible" from 0.4, "doubtful"
// from 0.2, else "unlikely".
std::string_view ConfidenceWord(double confidence);

// With `digits` behind the point: 0.91. REQUIRES: a finite value below a million million.
std::string Fixed(double value, int digits);

// Thousands separated by commas: 13,939.
std::string Grouped(long long number);

// "1 skill", "2 skills"; `plural` where it is not the noun with an s.
std::string Counted(long long number, std::string_view noun, std::string_view plural = {});

}  // namespace crosswalk::client
