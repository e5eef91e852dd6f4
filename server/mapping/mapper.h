// SPDX-License-Identifier: Apache-2.0
// Learning outcomes to ranked skills, with a calibrated confidence and the evidence for each.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::mapping {

// What a program says a learner can do after it, as written.
struct Outcome {
  std::string text;
  std::string language;  // BCP-47; empty: detected among the index's languages.
};

// What may inform the outcomes of one call beyond their own text. Only what is passed together
// counts as one credential.
struct MapContext {
  std::string title;              // The credential's; empty: none.
  bool sibling_outcomes = false;  // Whether the outcomes inform each other.

  [[nodiscard]] bool any() const { return sibling_outcomes || !title.empty(); }
};

// Some outcomes' share of the work: those from `begin` on, up to `end`.
using Stretch = std::function<core::Status(std::size_t begin, std::size_t end)>;

// Which of a generation's encoders reads the outcomes.
enum class EncoderChoice {
  kTransformer,  // The one that knows more; words alone where the generation has none.
  kStatic,       // The fast one.
};

struct MapOptions {
  std::size_t max_skills = 10;          // For each outcome; at least 1.
  double min_confidence = 0.0;          // 0..1; suggestions below are left out.
  std::vector<std::string> frameworks;  // Framework ids; empty: all that have skills.
  // Empty: all. Others are left out after ranking, so that confidences do not depend on it.
  std::vector<core::SkillType> skill_types;
  std::vector<std::string> label_languages;  // Languages wanted for labels, best first.
  bool committed_only = false;               // Leave out suggestions that are not committed.
  bool want_evidence = true;
  bool want_signals = true;  // Evidence::signals, which few readers look at; with evidence only.
  EncoderChoice encoder = EncoderChoice::kTransformer;
  // None by default: an outcome is then mapped as if it were alone.
  MapContext context;
  // Runs stretches that together make up 0..count, perhaps several at once, and answers the first
  // failure. Empty: on the calling thread.
  std::function<core::Status(std::size_t count, const Stretch& stretch)> in_stretches;
  // Asked between stages and outcomes; when it answers true the work stops with CANCELLED /
  // REQUEST_CANCELLED. May be empty. Called on the threads that map.
  std::function<bool()> cancelled;
};

// One of the numbers that the ranking stage added up.
struct Signal {
  std::string name;           // "token-label"; docs/mapping.md describes each.
  double value = 0.0;         // As measured.
  double contribution = 0.0;  // What it moved the ranking score by.
};

struct Evidence {
  std::vector<text::Span> spans;  // Stretches of the outcome that point to the skill, best first.
  search::LabelMatch matched;     // The concept's label nearest to the outcome.
  std::vector<Signal> signals;    // Empty for suggestions too far down to be measured.
};

struct SkillMatch {
  search::ConceptOrdinal node = 0;
  std::size_t rank = 0;  // 1 is best.
  // 0..1: of suggestions made at 0.8, about 80 % are right on the sets named in the model card.
  double confidence = 0.0;
  // Whether it is in the set that the model would commit to: of such skills, about half are right
  // (docs/mapping-quality.md). Empty for an outcome that nothing fits well.
  bool committed = false;
  // What context moved the confidence by, in log-odds: at most 1 either way. 0 without context.
  double context_effect = 0.0;
  double confidence_without_context = 0.0;    // 0..1; the confidence where there is no context.
  std::shared_ptr<const core::Concept> item;  // Never null.
  Evidence evidence;
};

struct OutcomeMapping {
  std::string language;  // The language it was read in.
  // Whether that was declared or its words speak for it; else it may be in one that is not indexed.
  bool language_recognised = true;
  bool truncated = false;  // Longer than the encoder takes; the end was not read by it.
  // The encoder's unit vector of the outcome; empty without an encoder.
  std::vector<float> sentence;
  bool nothing_fits = false;       // There are candidates, and the model commits to none.
  std::vector<SkillMatch> skills;  // Best first; ties by ordinal.
};

// Deterministic: the same outcome on the same generation gets the same answer, alone or in a batch,
// with any number of threads; with context, the same outcomes with the same title do, in any order.
// Thread-safe.
class Mapper {
 public:
  // Works without an encoder or vectors, from words alone; with them by `ranker_file`, a file as
  // docs/mapping.md describes ranker.json, or where that is empty by the one beside the encoder.
  // Without them the file is not looked at.
  // FAILED_PRECONDITION / ENCODER_INVALID where the ranker's data does not fit the generation.
  static core::Result<std::unique_ptr<Mapper>> Create(
      std::shared_ptr<const search::IndexSnapshot> snapshot,
      std::shared_ptr<const search::SearchEngine> engine,
      const std::filesystem::path& ranker_file = {});
  virtual ~Mapper() = default;

  // One mapping an outcome, in order. Runs on the calling thread but for `in_stretches`; callers
  // with many outcomes and no context map several parts of them at once. REQUIRES: texts are not
  // blank and are well-formed UTF-8. FAILED_PRECONDITION / STATIC_ENCODER_NOT_INDEXED where that is
  // asked for and there is none.
  [[nodiscard]] virtual core::Result<std::vector<OutcomeMapping>> Map(
      std::span<const Outcome> outcomes, const MapOptions& options) const = 0;
};

}  // namespace crosswalk::mapping
