// SPDX-License-Identifier: Apache-2.0
// A credential as the registry keeps it: plain values, no proto, no database. Field names are those
// of its document (credential_document.h) and of crosswalk.v1.Credential. A field that is not known
// is empty, absent or kUnspecified; texts are UTF-8. What is a valid value: credential_check.h.
#pragma once

#include "server/registry/timestamp.h"
#include "server/registry/vocabulary.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::registry {

// Language (BCP-47, "en", "fr-CA") -> text.
using TextByLanguage = std::map<std::string, std::string>;

// Who awards a credential.
struct Issuer {
  std::string id;       // [a-z0-9.-], the same for all credentials of this issuer.
  TextByLanguage name;  // Its name.
  std::string url;      // Its web page.
  std::string region;   // Where it is, in words: "Greater Toronto Area".
  std::string type;     // What kind of body, in lower case: "college", "university", ...

  bool operator==(const Issuer&) const = default;
};

// One statement that an outcome corresponds to a concept of a framework.
struct OutcomeAlignment {
  std::string concept_name;  // Resource name, "frameworks/esco/concepts/...".
  std::string uri;           // The publisher's URI of it.
  MatchRelation relation = MatchRelation::kUnspecified;
  std::optional<double> confidence;  // 0 to 1; calibrated where the engine gave it.
  AlignmentSource source = AlignmentSource::kUnspecified;
  std::string generation;         // Index generation that suggested it.
  std::string model;              // Model that suggested it.
  std::string framework_release;  // Release of the framework, "1.2.1".
  std::string actor;              // Who declared or confirmed it.
  Timestamp time;                 // When it was suggested, declared or confirmed.

  bool operator==(const OutcomeAlignment&) const = default;
};

// What a holder can do. The order of outcomes in a credential is part of it.
struct Outcome {
  std::string id;             // Unique in the credential, [a-z0-9.-]; may be empty.
  std::string code;           // The issuer's: "LO1".
  std::string text;           // The statement.
  std::string language_code;  // BCP-47.
  std::vector<OutcomeAlignment> alignments;

  bool operator==(const Outcome&) const = default;
};

// A statement that a credential is comparable to a qualification.
struct LevelAssertion {
  std::string qualification;          // Resource name, "frameworks/oqf/concepts/diploma-2".
  int number = 0;                     // Of the qualification in its framework; 0 if not known.
  std::string low;                    // Lower end of the credible range: a resource name.
  std::string high;                   // Upper end, included.
  std::optional<double> probability;  // 0 to 1, of the range.
  std::string model;                  // Model that suggested it.
  std::string actor;                  // Who declared or confirmed it.
  Timestamp time;                     // When.

  bool operator==(const LevelAssertion&) const = default;
};

// The level by each of those who may speak of it.
struct CredentialLevel {
  std::optional<LevelAssertion> suggested;  // By the engine.
  std::optional<LevelAssertion> declared;   // By the issuer.
  std::optional<LevelAssertion> confirmed;  // By a reviewer.

  bool operator==(const CredentialLevel&) const = default;
};

// An assertion and who makes it; nullptr where nobody does.
struct EffectiveLevel {
  const LevelAssertion* assertion = nullptr;
  AlignmentSource source = AlignmentSource::kUnspecified;
};

// The level that counts: confirmed, else declared, else suggested. `level` must outlive the answer.
inline EffectiveLevel EffectiveLevelOf(const CredentialLevel& level) {
  if (level.confirmed) return {&*level.confirmed, AlignmentSource::kConfirmed};
  if (level.declared) return {&*level.declared, AlignmentSource::kDeclared};
  if (level.suggested) return {&*level.suggested, AlignmentSource::kSuggested};
  return {};
}

struct Cost {
  std::string amount;    // Decimal, "120.00"; never a binary fraction.
  std::string currency;  // ISO 4217, "CAD".

  bool operator==(const Cost&) const = default;
};

// Something to hold before (a prerequisite) or after (a stack): one or more of the three.
struct Requirement {
  std::string credential;     // Resource name, "credentials/...".
  std::string qualification;  // Resource name, "frameworks/oqf/concepts/...".
  std::string text;           // In words.

  bool operator==(const Requirement&) const = default;
};

struct Assessment {
  std::string method;       // "Practical demonstration".
  std::string description;  // How it is done and graded.

  bool operator==(const Assessment&) const = default;
};

// A partner who stands behind a credential.
struct Endorsement {
  std::string name;
  std::string url;
  std::string role;  // What the partner does: "Recognises it for membership".

  bool operator==(const Endorsement&) const = default;
};

// When an award lapses: on a day or so many months after it; one of the two.
struct Expiry {
  std::string date;           // ISO 8601 day.
  std::optional<int> months;  // At least 1.

  bool operator==(const Expiry&) const = default;
};

struct Credential {
  // Kept by the store; what a caller puts there is ignored, but for `name` on Create.
  std::string name;  // "credentials/{id}".
  std::string etag;  // Changes with every change (https://google.aip.dev/154).
  int version = 0;   // Number of the newest published version; 0 before the first.
  CredentialState state = CredentialState::kUnspecified;
  Timestamp create_time;
  Timestamp update_time;   // Grows with every change of this credential.
  Timestamp publish_time;  // Of `version`.

  Issuer issuer;
  std::string external_id;  // The issuer's number of it.
  TextByLanguage title;
  TextByLanguage description;
  CredentialType type = CredentialType::kUnspecified;
  std::vector<Outcome> outcomes;
  CredentialLevel level;
  std::optional<double> hours;    // Of instruction.
  std::optional<double> credits;  // By the issuer's count.
  DeliveryMode delivery_mode = DeliveryMode::kUnspecified;
  std::vector<std::string> language_codes;  // Of instruction, BCP-47.
  std::string start_date;                   // These three: ISO 8601 days.
  std::string end_date;
  std::string registration_deadline;
  std::string duration;  // In words: "6 weeks".
  std::optional<Cost> cost;
  std::string region;    // Where it is offered, in words.
  std::string location;  // Town or campus.
  std::string url;       // Web page of the credential.
  std::string image_url;
  std::vector<Requirement> prerequisites;
  std::vector<Requirement> stacks_into;
  std::optional<Assessment> assessment;
  std::vector<Endorsement> endorsements;
  std::optional<Expiry> expiry;
  std::vector<std::string> tags;
  // What a caller wants kept beside the fields above. Nothing is put here unasked.
  std::map<std::string, std::string> extensions;

  bool operator==(const Credential&) const = default;
};

}  // namespace crosswalk::registry
