// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/level_aligner.h"

#include "frameworks/core/localized_text.h"
#include "server/alignment/cognitive_model.h"
#include "server/alignment/credible_range.h"
#include "server/alignment/cue_lexicon.h"
#include "server/alignment/declared_facts.h"
#include "server/alignment/descriptor_sentences.h"
#include "server/alignment/level_explanation.h"
#include "server/alignment/level_model.h"
#include "server/alignment/occupation_levels.h"
#include "server/alignment/outcome_quality.h"
#include "server/alignment/outcome_words.h"
#include "server/search/stop_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

namespace crosswalk::alignment {
namespace {

constexpr double kRangeMass = 0.8;
// An outcome of fewer known words and without a cue says nothing about the level.
constexpr std::size_t kFewestKnownWords = 3;
// How fast a cue stops speaking for qualifications outside its range: e-fold per so many rungs.
constexpr double kCueReach = 1.0;
// A category follows the credential's distribution where its own cues leave it open.
constexpr double kPriorWeight = 0.5;

// Languages that the model and the cues were made for, in order of preference.
constexpr std::string_view kLanguages[] = {"en", "fr"};

// One outcome as the model sees it.
struct ReadOutcome {
  std::string_view language = kLanguages[0];
  std::vector<CueHit> hits = {};
  OutcomeScore score = {};
  bool has_evidence = false;
};

std::string_view ChooseLanguage(const std::vector<OutcomeWord>& words) {
  const auto function_words = [&words](std::string_view language) {
    return std::count_if(words.begin(), words.end(), [language](const OutcomeWord& word) {
      return search::IsStopWord(word.folded, language);
    });
  };
  return *std::max_element(std::begin(kLanguages), std::end(kLanguages),
                           [&](auto a, auto b) { return function_words(a) < function_words(b); });
}

class CueAligner final : public LevelAligner {
 public:
  CueAligner(std::shared_ptr<const search::IndexSnapshot> snapshot, CueLexicon lexicon,
             LevelModel model, CognitiveModel cognition, OutcomeReviewer reviewer)
      : snapshot_(std::move(snapshot)),
        lexicon_(std::move(lexicon)),
        model_(std::move(model)),
        cognition_(std::move(cognition)),
        reviewer_(std::move(reviewer)),
        descriptors_(snapshot_->qualifications(), lexicon_),
        occupations_(*snapshot_) {
    for (const core::Qualification& rung : Ladder()) {
      numbers_.push_back(rung.number);
      is_trade_.push_back(core::IsTrade(rung));
    }
  }

  core::Result<LevelAlignment> Align(std::span<const mapping::Outcome> outcomes,
                                     const DeclaredFacts& facts,
                                     const AlignOptions& options) const override {
    LevelAlignment alignment;
    alignment.model = model_.name();
    alignment.cue_lexicon = lexicon_.name();
    alignment.cognitive_model = cognition_.name();
    std::vector<ReadOutcome> read;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const mapping::Outcome& outcome = outcomes[i];
      if (options.cancelled && options.cancelled()) {
        return core::Status(core::StatusCode::kCancelled, "REQUEST_CANCELLED",
                            "the request was cancelled or its deadline passed");
      }
      const std::vector<OutcomeWord> words = SplitOutcome(outcome.text);
      read.push_back(Read(words, outcome.language));
      alignment.outcomes.push_back(LevelOf(read.back()));
      AddDemand(words, read.back().language,
                options.mappings.empty() ? std::span<const float>() : options.mappings[i].sentence,
                alignment.outcomes.back());
      alignment.outcomes.back().flaws =
          reviewer_.Review(outcome.text, words, read.back().language, options.language);
    }
    std::vector<OutcomeScore> scores;
    for (const ReadOutcome& outcome : read) {
      if (outcome.has_evidence) scores.push_back(outcome.score);
    }
    alignment.abstained = scores.empty();
    if (!alignment.abstained) {
      alignment.probabilities = model_.Distribution(scores, numbers_, is_trade_);
      alignment.range_mass = Answer(alignment.probabilities, alignment);
      alignment.volume_share = VolumeShare(alignment.most_likely, facts);
    }
    for (const core::Descriptor& descriptor : Ladder().front().descriptors) {
      alignment.categories.push_back(
          AlignCategory(descriptor.category, read, alignment, options.language));
      if (!alignment.categories.back().has_evidence) {
        alignment.missing.push_back(descriptor.category);
      }
    }
    if (!alignment.abstained) {
      alignment.counter_evidence = CounterEvidence(alignment.categories, alignment.most_likely);
      alignment.shifts =
          Shifts(alignment.categories, alignment.most_likely, Ladder(), lexicon_, options.language);
    }
    AddDeclared(facts, options.language, alignment);
    alignment.occupations = occupations_.Read(options.mappings);
    return alignment;
  }

 private:
  // What outcomes and facts say together, where facts were declared.
  void AddDeclared(const DeclaredFacts& facts, std::string_view language,
                   LevelAlignment& alignment) const {
    const std::vector<FactReading> readings = ReadFacts(facts, Ladder(), language);
    if (readings.empty()) return;
    DeclaredAlignment& declared = alignment.declared.emplace();
    for (const FactReading& reading : readings) declared.evidence.push_back(reading.evidence);
    if (alignment.abstained) return;
    declared.probabilities = WithFacts(alignment.probabilities, readings);
    declared.range_mass = Answer(declared.probabilities, declared);
  }

  // The cognitive processes and the kind of knowledge that the outcome asks for.
  void AddDemand(const std::vector<OutcomeWord>& words, std::string_view language,
                 std::span<const float> vector, OutcomeLevel& outcome) const {
    const CognitiveDemand demand = cognition_.Classify(words, language, vector);
    for (std::size_t process = 0; process < demand.processes.size(); ++process) {
      outcome.processes.push_back({static_cast<int>(process), demand.processes[process],
                                   demand.shown[process], demand.spans[process]});
    }
    outcome.knowledge = demand.knowledge;
  }

  [[nodiscard]] const std::vector<core::Qualification>& Ladder() const {
    return snapshot_->qualifications();
  }

  [[nodiscard]] ReadOutcome ReadIn(const std::vector<OutcomeWord>& words,
                                   std::string_view language) const {
    ReadOutcome read;
    read.language = language;
    read.hits = lexicon_.Find(words, language);
    read.score = model_.Score(words, read.hits, language);
    read.has_evidence = !read.hits.empty() || read.score.known_words >= kFewestKnownWords;
    return read;
  }

  // Reads the outcome in its own language; where that is not given, in the one of which it has most
  // function words.
  [[nodiscard]] ReadOutcome Read(const std::vector<OutcomeWord>& words,
                                 std::string_view declared) const {
    if (declared.empty()) return ReadIn(words, ChooseLanguage(words));
    const std::string_view language = declared.substr(0, declared.find('-'));
    return model_.Knows(language) ? ReadIn(words, language) : ReadOutcome{.language = language};
  }

  // Sets the most likely qualification and the credible range; returns the range's probability.
  template <typename Level>
  double Answer(const std::vector<double>& probabilities, Level& level) const {
    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    level.most_likely =
        numbers_[static_cast<std::size_t>(std::distance(probabilities.begin(), best))];
    const CredibleRange range = FindCredibleRange(probabilities, kRangeMass);
    level.low = numbers_[range.low];
    level.high = numbers_[range.high];
    return range.mass;
  }

  [[nodiscard]] OutcomeLevel LevelOf(const ReadOutcome& outcome) const {
    OutcomeLevel level;
    level.has_evidence = outcome.has_evidence;
    if (!outcome.has_evidence) return level;
    Answer(model_.Distribution({outcome.score}, numbers_, is_trade_), level);
    return level;
  }

  [[nodiscard]] std::optional<double> VolumeShare(int number, const DeclaredFacts& facts) const {
    const auto rung = std::find_if(Ladder().begin(), Ladder().end(),
                                   [number](const auto& item) { return item.number == number; });
    if (facts.hours && rung->volume_hours) return *facts.hours / *rung->volume_hours;
    if (facts.credits && rung->volume_credits) return *facts.credits / *rung->volume_credits;
    return std::nullopt;
  }

  [[nodiscard]] CategoryAlignment AlignCategory(const std::string& category,
                                                const std::vector<ReadOutcome>& read,
                                                const LevelAlignment& credential,
                                                const std::string& language) const {
    const std::vector<double>& overall = credential.probabilities;
    CategoryAlignment aligned;
    std::vector<std::size_t> cues;  // Of the evidence.
    aligned.category = category;
    double total_weight = 0.0;
    for (std::size_t i = 0; i < read.size(); ++i) {
      for (const CueHit& hit : read[i].hits) {
        const Cue& cue = lexicon_.cues()[hit.cue];
        // Cues that the model learnt nothing about still count a little as evidence.
        const double weight = 0.1 + std::abs(model_.CueWeight(hit.cue));
        total_weight += weight;
        if (cue.category == category) {
          aligned.evidence.push_back({category, i, hit.span, core::PickText(cue.label, language),
                                      cue.lowest, cue.highest, weight, "", cue.id, cue.aspect,
                                      cue.source});
          cues.push_back(hit.cue);
        }
      }
    }
    aligned.has_evidence = !aligned.evidence.empty();
    if (!aligned.has_evidence) return aligned;
    for (CategoryEvidence& evidence : aligned.evidence) evidence.weight /= total_weight;

    // Log scale: the credential's distribution, then each cue's say.
    std::vector<double> fit(numbers_.size(), 0.0);
    for (std::size_t rung = 0; rung < numbers_.size(); ++rung) {
      if (!overall.empty()) fit[rung] = kPriorWeight * std::log(overall[rung]);
      for (const CategoryEvidence& evidence : aligned.evidence) {
        fit[rung] -= OutsideBy(evidence, numbers_[rung]) / kCueReach;
      }
    }
    const auto best = static_cast<std::size_t>(
        std::distance(fit.begin(), std::max_element(fit.begin(), fit.end())));
    aligned.most_likely = numbers_[best];
    for (std::size_t i = 0; i < cues.size(); ++i) {
      CategoryEvidence& evidence = aligned.evidence[i];
      const int nearest = std::clamp(aligned.most_likely, evidence.lowest, evidence.highest);
      evidence.descriptor = descriptors_.Find(cues[i], nearest, language);
    }
    std::stable_sort(aligned.evidence.begin(), aligned.evidence.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    for (const core::Descriptor& descriptor : Ladder()[best].descriptors) {
      if (descriptor.category == category) {
        aligned.descriptor = core::PickText(descriptor.text, language);
      }
    }
    return aligned;
  }

  std::shared_ptr<const search::IndexSnapshot> snapshot_;
  CueLexicon lexicon_;
  LevelModel model_;
  CognitiveModel cognition_;
  OutcomeReviewer reviewer_;
  DescriptorSentences descriptors_;
  OccupationLevels occupations_;
  std::vector<int> numbers_;  // Along the ladder.
  std::vector<bool> is_trade_;
};

}  // namespace

core::Result<std::unique_ptr<LevelAligner>> LevelAligner::Create(
    std::shared_ptr<const search::IndexSnapshot> snapshot) {
  if (snapshot->qualifications().empty()) {
    return core::FailedPrecondition(
        "QUALIFICATIONS_NOT_INDEXED",
        "the generation holds no qualifications framework; build it with --oqf");
  }
  core::Result<CueLexicon> lexicon = CueLexicon::Load();
  if (!lexicon.ok()) return lexicon.status();
  core::Result<LevelModel> model = LevelModel::Load(*lexicon);
  if (!model.ok()) return model.status();
  core::Result<CognitiveModel> cognition = CognitiveModel::Load();
  if (!cognition.ok()) return cognition.status();
  core::Result<OutcomeReviewer> reviewer = OutcomeReviewer::Load();
  if (!reviewer.ok()) return reviewer.status();
  return std::unique_ptr<LevelAligner>(
      std::make_unique<CueAligner>(std::move(snapshot), *std::move(lexicon), *std::move(model),
                                   *std::move(cognition), *std::move(reviewer)));
}

}  // namespace crosswalk::alignment
