// SPDX-License-Identifier: Apache-2.0
// Learning outcomes to the qualification they are comparable to, with the evidence for each
// category of standards. It advises; it does not award.
#pragma once

#include "frameworks/core/qualification.h"
#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/mapping/mapper.h"
#include "server/search/index_snapshot.h"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::alignment {

// What the institution states about the credential. Kept apart from what the outcomes show:
// volume and level are different things.
struct DeclaredFacts {
  std::string title;
  std::optional<double> hours;    // Learning hours, > 0.
  std::optional<double> credits;  // > 0.
};

// A stretch of an outcome that speaks for a level.
struct CategoryEvidence {
  std::string category;     // Descriptor category id: "knowledge".
  std::size_t outcome = 0;  // Index into the request.
  text::Span span;          // In that outcome; empty when the whole outcome speaks.
  std::string cue;          // What was recognised: "works independently".
  int lowest = 0;           // Qualification numbers it is typical of, inclusive.
  int highest = 0;
  double weight = 0.0;  // Share in the answer, 0..1.
};

// What the outcomes say about one category of standards.
struct CategoryAlignment {
  std::string category;
  bool has_evidence = false;  // false reads "no evidence"; the fields below are then empty.
  int most_likely = 0;        // Qualification number.
  std::string descriptor;     // The descriptor it matches, in the asked language.
  std::vector<CategoryEvidence> evidence;  // Heaviest first.
};

// One outcome taken by itself.
struct OutcomeLevel {
  bool has_evidence = false;
  int most_likely = 0;  // Qualification number.
  int low = 0;          // Credible range, inclusive.
  int high = 0;
};

struct LevelAlignment {
  bool abstained = false;            // Too little evidence; `missing` says what is lacking.
  std::vector<std::string> missing;  // Category ids without evidence.
  int most_likely = 0;               // Qualification number; 0 when abstained.
  int low = 0;                       // Smallest range around it that holds `range_mass`.
  int high = 0;
  double range_mass = 0.0;  // Probability inside low..high, at least 0.8.
  // probabilities[i] belongs to qualifications()[i]; they sum to 1.
  std::vector<double> probabilities;
  std::vector<CategoryAlignment> categories;  // All categories of the framework, in its order.
  std::vector<OutcomeLevel> outcomes;         // One each, in order.
  // Declared hours as a share of a typical program of the most likely qualification; nothing where
  // no hours were declared or the qualification is not measured in hours.
  std::optional<double> volume_share;
  std::string model;  // Name and version of the level model.
};

struct AlignOptions {
  std::string language;             // BCP-47 language for descriptors; default "en".
  std::function<bool()> cancelled;  // As in mapping::MapOptions.
};

// Deterministic. Thread-safe.
class LevelAligner {
 public:
  // FAILED_PRECONDITION / QUALIFICATIONS_NOT_INDEXED where the generation has no qualifications
  // framework.
  static core::Result<std::unique_ptr<LevelAligner>> Create(
      std::shared_ptr<const search::IndexSnapshot> snapshot);
  virtual ~LevelAligner() = default;

  // REQUIRES: outcomes are not empty, not blank, and well-formed UTF-8.
  [[nodiscard]] virtual core::Result<LevelAlignment> Align(
      std::span<const mapping::Outcome> outcomes, const DeclaredFacts& facts,
      const AlignOptions& options) const = 0;
};

}  // namespace crosswalk::alignment
