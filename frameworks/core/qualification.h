// SPDX-License-Identifier: Apache-2.0
// A rung of a qualifications framework with the descriptors that outcomes are compared to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::core {

// Inclusive range of whole numbers (hours, credits, EQF levels).
struct Range {
  int min = 0;
  int max = 0;  // 0 where there is no upper end ("1,000 hours and more").

  friend bool operator==(const Range&, const Range&) = default;
};

// A category of standards: one of the sides from which a qualification is described.
struct DescriptorCategory {
  std::string id;                                 // "knowledge".
  std::string code;                               // "K".
  std::map<std::string, std::string> title;       // By BCP-47 language tag.
  std::map<std::string, std::string> definition;  // By BCP-47 language tag.

  friend bool operator==(const DescriptorCategory&, const DescriptorCategory&) = default;
};

// What one category of standards asks for, by language.
struct Descriptor {
  std::string category;                     // Id of the category: "knowledge".
  std::map<std::string, std::string> text;  // By BCP-47 language tag.

  friend bool operator==(const Descriptor&, const Descriptor&) = default;
};

// One qualification. `concept_uri` is its Concept's URI, whose labels carry names and purpose.
struct Qualification {
  std::string concept_uri;
  int number = 0;        // 1..13 in the OQF.
  int ladder_order = 0;  // Rank from the lowest demand to the highest; neighbours differ by one.
  std::string kind;      // "career", "apprenticeship", "trade", "college", "degree".
  std::map<std::string, std::string> title;
  std::map<std::string, std::string> purpose;
  std::map<std::string, std::string> typical_duration;
  std::map<std::string, std::string> admission;
  std::map<std::string, std::string> credential_awarded;
  std::map<std::string, std::vector<std::string>> providers;          // By language.
  std::map<std::string, std::vector<std::string>> alternative_names;  // By language.
  // What it adds to the rung it is compared to.
  std::map<std::string, std::string> distinguishing;
  std::optional<Range> typical_hours;
  // Hours that count as the whole of a typical program when a volume share is computed.
  std::optional<int> volume_hours;
  std::optional<Range> credits;
  std::optional<int> volume_credits;
  Range indicative_eqf;                 // Not an official referencing.
  std::vector<Descriptor> descriptors;  // What is expected, in the order of the categories.
  // What it does not ask for yet, against the rung above: for display and counter-evidence, never
  // for similarity. In the order of the categories; empty for the highest rung.
  std::vector<Descriptor> not_yet;
  std::vector<int> presupposes;    // Numbers of those of which an entrant normally holds one.
  std::optional<int> compared_to;  // Number of the rung that `distinguishing` speaks of.
  // Whether its programs carry Ontario's list of essential employability skills, so that outcomes
  // of that sort say little about the level.
  bool essential_employability_skills = false;

  friend bool operator==(const Qualification&, const Qualification&) = default;
};

// Whether it belongs to the skilled trades, which differ from other qualifications in kind, not in
// degree.
inline bool IsTrade(const Qualification& qualification) {
  return qualification.kind == "trade" || qualification.kind == "apprenticeship";
}

}  // namespace crosswalk::core
