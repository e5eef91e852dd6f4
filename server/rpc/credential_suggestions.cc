// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_suggestions.h"

#include "frameworks/core/resource_name.h"
#include "frameworks/core/text.h"
#include "server/rpc/languages.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

using registry::AlignmentSource;
using registry::Credential;
using registry::LevelAssertion;
using registry::Outcome;
using registry::OutcomeAlignment;

// The model commits to five at most; confidences of what it does not commit to say little.
constexpr std::size_t kMostSkills = 5;
// As much of an outcome as MappingService takes, and far more than the encoder reads.
constexpr std::size_t kLongestOutcomeRead = 4096;

bool IsSuggestion(const OutcomeAlignment& alignment) {
  return alignment.source == AlignmentSource::kSuggested;
}

bool CanBeRead(const Outcome& outcome) { return !core::CleanText(outcome.text).empty(); }

// At most kLongestOutcomeRead bytes of whole characters.
std::string Beginning(std::string_view text) {
  return std::string(core::CutText(text, kLongestOutcomeRead));
}

mapping::Outcome ToRead(const Outcome& outcome) {
  const std::string language = NormalizeLanguageTag(outcome.language_code).value_or("");
  return {Beginning(outcome.text), std::string(PrimaryLanguage(language))};
}

// The title in the language of an outcome, or any.
std::string TitleOf(const Credential& credential) {
  for (const Outcome& outcome : credential.outcomes) {
    const auto found = credential.title.find(outcome.language_code);
    if (found != credential.title.end()) return Beginning(found->second);
  }
  return credential.title.empty() ? std::string() : Beginning(credential.title.begin()->second);
}

bool WantsLevel(const Credential& credential, bool mapped, const SuggestionOptions& options) {
  if (options.mode == v1::SUGGESTION_MODE_ALL) return true;
  if (credential.level.suggested) return false;
  return mapped || (options.level_without_mapping && !credential.level.declared &&
                    !credential.level.confirmed);
}

class Suggestion {
 public:
  Suggestion(const LoadedGeneration& generation, const SuggestionOptions& options)
      : generation_(generation), options_(options), now_(registry::Now()) {}

  // Maps all outcomes, since each informs the others, and keeps what is found for those without
  // alignments. So the same credential gets the same suggestions whichever of them it has already.
  core::Status Map(Credential& credential) const {
    std::vector<Outcome*> outcomes;
    std::vector<mapping::Outcome> texts;
    for (Outcome& outcome : credential.outcomes) {
      if (!CanBeRead(outcome)) continue;
      outcomes.push_back(&outcome);
      texts.push_back(ToRead(outcome));
    }
    mapping::MapOptions options;
    options.max_skills = kMostSkills;
    options.committed_only = true;
    options.want_evidence = false;
    if (generation_.FindFramework("esco") != nullptr) options.frameworks = {"esco"};
    options.context = {TitleOf(credential), true};
    if (outcomes.size() > 1) options.in_stretches = options_.in_stretches;
    options.cancelled = options_.cancelled;
    const auto mappings = generation_.mapper().Map(texts, options);
    if (!mappings.ok()) return mappings.status();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (!outcomes[i]->alignments.empty()) continue;
      for (const mapping::SkillMatch& match : (*mappings)[i].skills) {
        outcomes[i]->alignments.push_back(AlignmentOf(match));
      }
    }
    return {};
  }

  core::Status Level(Credential& credential) const {
    std::vector<mapping::Outcome> texts;
    for (const Outcome& outcome : credential.outcomes) {
      if (CanBeRead(outcome)) texts.push_back(ToRead(outcome));
    }
    if (texts.empty()) return {};
    if (generation_.aligner() == nullptr) {
      return core::FailedPrecondition("QUALIFICATIONS_NOT_INDEXED",
                                      "the index has no qualifications framework");
    }
    alignment::DeclaredFacts facts;
    facts.title = TitleOf(credential);
    alignment::AlignOptions options;
    options.cancelled = options_.cancelled;
    const auto aligned = generation_.aligner()->Align(texts, facts, options);
    if (!aligned.ok()) return aligned.status();
    if (aligned->abstained) return {};
    LevelAssertion level;
    level.qualification = NameOf(aligned->most_likely);
    level.number = aligned->most_likely;
    level.low = NameOf(aligned->low);
    level.high = NameOf(aligned->high);
    level.probability = aligned->range_mass;
    level.model = aligned->model;
    level.time = now_;
    credential.level.suggested = std::move(level);
    return {};
  }

 private:
  [[nodiscard]] OutcomeAlignment AlignmentOf(const mapping::SkillMatch& match) const {
    OutcomeAlignment alignment;
    alignment.concept_name = core::FormatConceptName(*match.item);
    alignment.uri = match.item->uri;
    alignment.confidence = match.confidence;
    alignment.source = AlignmentSource::kSuggested;
    alignment.generation = generation_.id();
    alignment.model =
        generation_.encoder_version().empty() ? "words" : generation_.encoder_version();
    const auto* framework = generation_.FindFramework(match.item->framework);
    if (framework != nullptr) alignment.framework_release = framework->framework.release;
    alignment.time = now_;
    return alignment;
  }

  // The resource name of the qualification with this number; empty where there is none.
  [[nodiscard]] std::string NameOf(int number) const {
    for (const core::Concept& item : generation_.qualification_concepts()) {
      const core::Qualification* qualification = generation_.FindQualification(item.uri);
      if (qualification != nullptr && qualification->number == number) {
        return core::FormatConceptName(item);
      }
    }
    return {};
  }

  const LoadedGeneration& generation_;
  const SuggestionOptions& options_;
  const registry::Timestamp now_;
};

bool HasOpenOutcome(const Credential& credential) {
  return std::any_of(
      credential.outcomes.begin(), credential.outcomes.end(),
      [](const Outcome& outcome) { return outcome.alignments.empty() && CanBeRead(outcome); });
}

void DropSuggestions(Outcome& outcome) { std::erase_if(outcome.alignments, IsSuggestion); }

}  // namespace

void DropStaleSuggestions(const Credential* before, Credential& credential) {
  if (before == nullptr) return;
  const auto same = [](const Outcome& a, const Outcome& b) {
    return a.text == b.text && a.language_code == b.language_code;
  };
  for (Outcome& outcome : credential.outcomes) {
    const bool there = std::any_of(before->outcomes.begin(), before->outcomes.end(),
                                   [&](const Outcome& earlier) { return same(earlier, outcome); });
    if (!there) DropSuggestions(outcome);
  }
  const bool unchanged = std::equal(before->outcomes.begin(), before->outcomes.end(),
                                    credential.outcomes.begin(), credential.outcomes.end(), same);
  if (!unchanged && credential.level.suggested == before->level.suggested) {
    credential.level.suggested.reset();
  }
}

bool WantsSuggestions(const Credential& credential, const SuggestionOptions& options) {
  if (options.mode == v1::SUGGESTION_MODE_NONE || credential.outcomes.empty()) return false;
  if (options.mode == v1::SUGGESTION_MODE_ALL) return true;
  return HasOpenOutcome(credential) || WantsLevel(credential, false, options);
}

core::Status Suggest(const LoadedGeneration* generation, const SuggestionOptions& options,
                     Credential& credential, Warnings& warnings) {
  if (!WantsSuggestions(credential, options)) return {};
  const auto unavailable = [&warnings](const core::Status& status) {
    AddWarning("SUGGESTIONS_UNAVAILABLE", "nothing or less was suggested: " + status.message(),
               {{"reason", status.reason()}}, warnings);
  };
  if (generation == nullptr) {
    unavailable(core::Unavailable("INDEX_NOT_LOADED", "the server has no index yet"));
    return {};
  }
  const bool anew = options.mode == v1::SUGGESTION_MODE_ALL;
  if (anew) {
    for (Outcome& outcome : credential.outcomes) DropSuggestions(outcome);
    credential.level.suggested.reset();
  }
  const Suggestion suggestion(*generation, options);
  const bool mapped = HasOpenOutcome(credential);
  core::Status status;
  if (mapped) status = suggestion.Map(credential);
  if (status.ok() && WantsLevel(credential, mapped, options)) status = suggestion.Level(credential);
  if (status.code() == core::StatusCode::kCancelled) return status;
  if (!status.ok()) unavailable(status);
  return {};
}

}  // namespace crosswalk::rpc
