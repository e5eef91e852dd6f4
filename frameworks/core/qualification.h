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
  int max = 0;

  friend bool operator==(const Range&, const Range&) = default;
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
  std::map<std::string, std::string> distinguishing;  // What it adds to the rung below.
  std::optional<Range> typical_hours;
  // Hours that count as the whole of a typical program when a volume share is computed.
  std::optional<int> volume_hours;
  std::optional<Range> credits;
  std::optional<int> volume_credits;
  Range indicative_eqf;  // Not an official referencing.
  std::vector<Descriptor> descriptors;

  friend bool operator==(const Qualification&, const Qualification&) = default;
};

}  // namespace crosswalk::core
