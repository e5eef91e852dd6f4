// SPDX-License-Identifier: Apache-2.0
// What every framework is made of, whoever publishes it: concepts with labels, and relations
// between them. Terms follow SKOS (https://www.w3.org/TR/skos-reference/) and ESCO
// (https://esco.ec.europa.eu/en/about-esco/escopedia).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::core {

// Stored in generations: never renumber.
enum class ConceptType : std::uint8_t {
  kSkill = 1,            // ESCO skill, knowledge, language or transversal concept; CASE competency.
  kSkillGroup = 2,       // ESCO skill group, ISCED-F field, CASE grouping item.
  kOccupation = 3,       // ESCO occupation.
  kOccupationGroup = 4,  // ISCO-08 group.
  kQualification = 5,    // Rung of a qualifications framework.
};

// ESCO's skillType. Stored in generations: never renumber.
enum class SkillType : std::uint8_t {
  kUnspecified = 0,
  kSkillCompetence = 1,  // "skill/competence"
  kKnowledge = 2,        // "knowledge"
};

// ESCO's reuseLevel: how far beyond one occupation a skill carries. Stored: never renumber.
enum class ReuseLevel : std::uint8_t {
  kUnspecified = 0,
  kTransversal = 1,
  kCrossSector = 2,
  kSectorSpecific = 3,
  kOccupationSpecific = 4,
};

// The words for a concept in one language.
struct LabelSet {
  std::string language;                  // BCP-47, lower case: "en", "fr".
  std::string preferred;                 // skos:prefLabel. Never empty.
  std::vector<std::string> alternative;  // skos:altLabel, publisher's order, without duplicates.
  std::vector<std::string> hidden;       // skos:hiddenLabel: findable, not for display.
  std::string description;
  std::string definition;
  std::string scope_note;

  friend bool operator==(const LabelSet&, const LabelSet&) = default;
};

// A node of a framework. A value type; thread-compatible.
struct Concept {
  std::string framework;  // Id of the framework it belongs to: "esco".
  // Id within the framework, [a-z0-9.-]+; the last part of the resource name
  // frameworks/{framework}/concepts/{id}. For ESCO the UUID; "isco-c2654"; "isced-f-0613".
  std::string id;
  std::string uri;   // The publisher's identifier, unique over all frameworks.
  std::string code;  // skos:notation where the publisher gives one: "S1.2", "2654.1", "OQF-7".
  ConceptType type = ConceptType::kSkill;
  SkillType skill_type = SkillType::kUnspecified;
  ReuseLevel reuse_level = ReuseLevel::kUnspecified;
  std::string status;  // Publisher's status: "released".
  // One entry a language, ordered by language tag. Never empty.
  std::vector<LabelSet> labels;
  std::vector<std::string> collections;  // Ids of collections it is a member of, sorted.

  // The words in `language`, or nullptr where there are none.
  [[nodiscard]] const LabelSet* FindLabels(std::string_view language) const;
  // The words in the first of `languages` that has any, else in English, else in any language.
  [[nodiscard]] const LabelSet& BestLabels(const std::vector<std::string>& languages) const;

  friend bool operator==(const Concept&, const Concept&) = default;
};

// Stored in generations: never renumber. Read "source <type> target".
enum class RelationType : std::uint8_t {
  kBroader = 1,         // Target is the broader concept (skos:broader).
  kEssentialSkill = 2,  // Target skill is essential for the source occupation or skill.
  kOptionalSkill = 3,   // Target skill is optional for the source occupation or skill.
};

struct Relation {
  std::string source_uri;
  std::string target_uri;
  RelationType type = RelationType::kBroader;

  friend auto operator<=>(const Relation&, const Relation&) = default;
};

// Names as the API and the manifest spell them: "skill", "skill-group", "occupation",
// "occupation-group", "qualification".
std::string_view ConceptTypeName(ConceptType type);

}  // namespace crosswalk::core
