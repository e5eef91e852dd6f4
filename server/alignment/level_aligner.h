// SPDX-License-Identifier: Apache-2.0
// Learning outcomes to the qualification they are comparable to, with the evidence for each
// category of standards. It advises; it does not award.
#pragma once

#include "frameworks/core/qualification.h"
#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/alignment/outcome_quality.h"
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

enum class IssuerType {
  kCareerCollege = 1,
  kCollege,  // Public, of applied arts and technology.
  kUniversity,
  kIndigenousInstitute,
  kTradesAuthority,  // For apprenticeship and skilled trades.
  kProfessionalBody,
  kEmployer,
  kOther,  // Says nothing about the level.
};

// What is asked, at the least, of those who enter.
enum class AdmissionRequirement {
  kNone = 1,
  kSecondarySchool,  // A diploma, or the standing of a mature student.
  kApprentice,       // Registered as one, or employed in the trade.
  kPostsecondary,    // A diploma or degree of a college or university.
  kBachelorsDegree,
  kMastersDegree,
};

// What the institution states about the credential. Kept apart from what the outcomes show:
// volume and level are different things.
struct DeclaredFacts {
  std::string title;
  std::optional<double> hours;    // Learning hours, > 0.
  std::optional<double> credits;  // > 0.
  std::optional<IssuerType> issuer_type;
  std::optional<AdmissionRequirement> admission_requirement;
  // Numbers of the qualifications of which an entrant must hold one, ascending.
  std::vector<int> prerequisites;
};

enum class DeclaredFact {
  kHours = 1,
  kCredits,
  kIssuerType,
  kAdmissionRequirement,
  kPrerequisites,
};

// A stretch of an outcome that speaks for a level.
struct CategoryEvidence {
  std::string category;     // Descriptor category id: "knowledge".
  std::size_t outcome = 0;  // Index into the request.
  text::Span span;          // In that outcome; empty when the whole outcome speaks.
  std::string cue;          // What was recognised: "works independently", in the asked language.
  int lowest = 0;           // Qualification numbers it is typical of, inclusive.
  int highest = 0;
  double weight = 0.0;  // Share in the answer, 0..1.
  // The sentence of the framework that it corresponds to, in the asked language: of what the
  // qualification asks for in this category that is nearest to the category's among those it is
  // typical of.
  std::string descriptor = {};
  std::string cue_id = {};  // Stable over releases; empty where no cue of the lexicon.
  std::string aspect = {};  // In the field's terms: "autonomy", "complexity", "scope".
  std::string source = {};  // Where the cue comes from: "OQF application; EQF 6 skills".
};

// What the outcomes say about one category of standards.
struct CategoryAlignment {
  std::string category;
  bool has_evidence = false;  // false reads "no evidence"; the fields below are then empty.
  int most_likely = 0;        // Qualification number.
  std::string descriptor;     // The descriptor it matches, in the asked language.
  std::vector<CategoryEvidence> evidence;  // Heaviest first.
};

// How likely an outcome asks for a cognitive process of Bloom's revised taxonomy.
struct ProcessDemand {
  int process = 0;           // 0 remember, 1 understand, 2 apply, 3 analyse, 4 evaluate, 5 create.
  double probability = 0.0;  // Whatever else it asks for.
  bool shown = false;        // Likely enough to say so.
  text::Span span;           // The words that show it most; empty when not shown.
};

// One outcome taken by itself.
struct OutcomeLevel {
  bool has_evidence = false;
  int most_likely = 0;  // Qualification number.
  int low = 0;          // Credible range, inclusive.
  int high = 0;
  std::vector<ProcessDemand> processes;  // All six from the simplest; empty where not judged.
  // Probabilities of factual, conceptual, procedural and metacognitive knowledge, summing to 1;
  // nothing where not judged.
  std::optional<std::array<double, 4>> knowledge;
  std::vector<OutcomeFlaw> flaws;  // In the order of the text. They do not change the level.
};

// What one declared fact speaks for.
struct DeclaredEvidence {
  DeclaredFact fact = DeclaredFact::kHours;
  // Qualification numbers it is typical of, inclusive; 0 where it says nothing about the level.
  int lowest = 0;
  int highest = 0;
  std::string message;  // For a person, in the asked language.
};

// What declared facts say, and outcomes and facts together.
struct DeclaredAlignment {
  std::vector<DeclaredEvidence> evidence;  // In the order of DeclaredFact.
  // As in LevelAlignment, by outcomes and facts together; 0 and empty when abstained.
  int most_likely = 0;
  int low = 0;
  int high = 0;
  double range_mass = 0.0;
  std::vector<double> probabilities;
};

// What would move the answer by one qualification.
struct LevelShift {
  bool up = false;
  int qualification = 0;  // The neighbour's number.
  std::string category;   // The category that is concerned.
  std::string message;    // For a person, in the asked language.
};

// At which skill levels of ISCO-08 the occupations stand that need the skills of the outcomes. It
// stands beside the level and does not move it: docs/level-alignment.md has the reason.
struct OccupationSignal {
  struct Occupation {
    search::ConceptOrdinal node = 0;
    int skill_level = 0;  // 1 to 4; 0 where the classification gives none.
  };
  std::size_t skills = 0;               // How many skills it comes from; at least 1.
  std::array<double, 4> shares = {};    // Of the skill levels 1 to 4; at most 1 together.
  double mean = 0.0;                    // By these shares.
  std::vector<Occupation> occupations;  // That the skills speak for most, up to five.
};

// All but `declared` and `volume_share` speaks of the outcomes alone.
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
  std::optional<DeclaredAlignment> declared;  // Where facts were declared.
  // Evidence for a lower or a higher qualification than `most_likely`, heaviest first.
  std::vector<CategoryEvidence> counter_evidence;
  std::vector<LevelShift> shifts;  // The likeliest first in each direction.
  // Where AlignOptions::mappings were given and hold skills that occupations need.
  std::optional<OccupationSignal> occupations;
  // Names and versions of the level model, the cues and the model of cognitive processes; the last
  // is empty where none was used.
  std::string model;
  std::string cue_lexicon;
  std::string cognitive_model;
};

struct AlignOptions {
  // BCP-47 language of descriptors, cues, messages and advice; default "en".
  std::string language;
  // What the outcomes map to, for LevelAlignment::occupations; their vectors make the kind of
  // knowledge surer. One each, or none.
  std::span<const mapping::OutcomeMapping> mappings;
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

  // REQUIRES: outcomes are not empty, not blank, and well-formed UTF-8. Errors: CANCELLED.
  [[nodiscard]] virtual core::Result<LevelAlignment> Align(
      std::span<const mapping::Outcome> outcomes, const DeclaredFacts& facts,
      const AlignOptions& options) const = 0;
};

}  // namespace crosswalk::alignment
