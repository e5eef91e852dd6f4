// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/outcome_mapping.h"

#include "frameworks/core/text.h"
#include "indexer/schema/words.h"
#include "server/rpc/filter_reader.h"
#include "server/rpc/languages.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace crosswalk::rpc {
namespace {

constexpr std::int32_t kStandardSkills = 10;
constexpr std::int32_t kMostSkills = 200;
constexpr char kStandardFramework[] = "esco";
// Some 40 ms of work.
constexpr std::size_t kLargestChunk = 8;

// The frameworks to map to; empty means all that have skills.
core::Result<std::vector<std::string>> TargetFrameworks(const v1::MapOptions& options,
                                                        const LoadedGeneration& generation,
                                                        RequestCheck& check) {
  if (options.target_frameworks().empty()) {
    if (generation.FindFramework(kStandardFramework) == nullptr) return std::vector<std::string>{};
    return std::vector<std::string>{kStandardFramework};
  }
  return ReadFrameworks(options.target_frameworks(), "options.target_frameworks", generation,
                        check);
}

void WriteEvidence(const mapping::Evidence& evidence, std::string_view text, v1::EvidenceView view,
                   v1::Evidence& out) {
  for (const text::Span& span : evidence.spans) WriteSpan(span, text, *out.add_spans());
  if (!evidence.matched.text.empty()) {
    WriteMatchedLabel(evidence.matched, *out.mutable_matched_label());
  }
  if (view != v1::EVIDENCE_VIEW_FULL) return;
  std::vector<mapping::Signal> signals = evidence.signals;
  std::stable_sort(signals.begin(), signals.end(), [](const auto& a, const auto& b) {
    return std::abs(a.contribution) > std::abs(b.contribution);
  });
  for (const mapping::Signal& signal : signals) {
    v1::Signal& entry = *out.add_signals();
    entry.set_name(signal.name);
    entry.set_value(signal.value);
    entry.set_contribution(signal.contribution);
  }
}

void WriteLanguage(const mapping::OutcomeMapping& source, const v1::Outcome& outcome,
                   v1::OutcomeMapping& out) {
  out.set_language_code(source.language);
  const std::string declared = NormalizeLanguageTag(outcome.language_code()).value_or("");
  const bool used =
      !declared.empty() && PrimaryLanguage(declared) == PrimaryLanguage(source.language);
  out.set_language_source(used ? v1::LANGUAGE_SOURCE_DECLARED : v1::LANGUAGE_SOURCE_DETECTED);
  if (!declared.empty() && !used) {
    AddWarning(
        "LANGUAGE_NOT_INDEXED",
        "outcomes in " + declared + " cannot be read; this one was read as " + source.language,
        {{"declared", declared}, {"language_code", source.language}}, *out.mutable_warnings());
  }
  if (!source.language_recognised) {
    AddWarning("LANGUAGE_NOT_RECOGNISED",
               "few words are of an indexed language; the outcome was read as " + source.language,
               {{"language_code", source.language}}, *out.mutable_warnings());
  }
}

// Why `out`, written from `source`, has no skills or none to commit to.
v1::NoMatchReason ReasonFor(const mapping::OutcomeMapping& source, const v1::OutcomeMapping& out) {
  if (out.matches().empty() && !source.skills.empty()) return v1::NO_MATCH_REASON_BELOW_THRESHOLD;
  if (source.nothing_fits) return v1::NO_MATCH_REASON_NOTHING_FITS;
  return source.skills.empty() ? v1::NO_MATCH_REASON_NO_CANDIDATES
                               : v1::NO_MATCH_REASON_UNSPECIFIED;
}

void WriteMapping(const mapping::OutcomeMapping& source, const v1::Outcome& outcome,
                  const MapPlan& plan, const LoadedGeneration& generation,
                  v1::OutcomeMapping& out) {
  WriteLanguage(source, outcome, out);
  if (source.truncated) {
    AddWarning("TEXT_TRUNCATED", "the outcome is longer than the encoder reads; split it", {},
               *out.mutable_warnings());
  }
  ConceptWriter writer(generation, plan.wishes);
  for (const mapping::SkillMatch& match : source.skills) {
    if (match.confidence < plan.min_confidence) continue;
    v1::SkillMatch& entry = *out.add_matches();
    writer.Write(*match.item, v1::CONCEPT_VIEW_BASIC, *entry.mutable_skill());
    entry.set_confidence(match.confidence);
    entry.set_rank(static_cast<std::int32_t>(match.rank));
    entry.set_committed(match.committed);
    if (plan.options.context.any()) {
      entry.set_context_effect(match.context_effect);
      entry.set_confidence_without_context(match.confidence_without_context);
    }
    if (plan.evidence_view != v1::EVIDENCE_VIEW_NONE) {
      WriteEvidence(match.evidence, outcome.text(), plan.evidence_view, *entry.mutable_evidence());
    }
  }
  writer.AddWarnings(*out.mutable_warnings());
  out.set_no_match_reason(ReasonFor(source, out));
}

void WriteError(const core::Status& status, v1::ItemError& out) {
  out.set_code(static_cast<std::int32_t>(status.code()));
  out.set_message(status.message());
  out.set_reason(status.reason());
  if (!status.field_violations().empty()) out.set_field(status.field_violations().front().field);
}

}  // namespace

core::Result<MapPlan> ReadMapOptions(const v1::MapOptions& options,
                                     std::string_view accept_language,
                                     const std::string& default_language,
                                     const LoadedGeneration& generation) {
  RequestCheck check;
  MapPlan plan;
  if (options.max_skills() < 0 || options.max_skills() > kMostSkills) {
    check.Add("VALUE_OUT_OF_RANGE", "options.max_skills",
              "takes 0 to " + std::to_string(kMostSkills));
  }
  const std::int32_t most = options.max_skills() == 0 ? kStandardSkills : options.max_skills();
  // Written so that NaN fails.
  if (!(options.min_confidence() >= 0.0 && options.min_confidence() <= 1.0)) {
    check.Add("VALUE_OUT_OF_RANGE", "options.min_confidence", "takes 0 to 1");
  }
  if (!v1::EvidenceView_IsValid(options.evidence_view())) {
    check.Add("VALUE_UNKNOWN", "options.evidence_view", "takes NONE, BASIC or FULL");
  }
  if (!v1::Encoder_IsValid(options.encoder())) {
    check.Add("VALUE_UNKNOWN", "options.encoder", "takes TRANSFORMER or STATIC");
  }
  plan.wishes = ReadWishes(options.language_codes(), accept_language, default_language, check,
                           "options.language_codes");
  plan.options.skill_types = ReadSkillTypes(options.skill_types(), "options.skill_types", check);
  auto frameworks = TargetFrameworks(options, generation, check);
  if (!frameworks.ok()) return frameworks.status();
  if (!check.ok()) return check.ToStatus();
  plan.options.max_skills = static_cast<std::size_t>(most);
  plan.options.frameworks = *std::move(frameworks);
  plan.options.label_languages = plan.wishes.lookup;
  plan.options.committed_only = options.committed_only();
  plan.min_confidence = options.min_confidence();
  if (options.evidence_view() != v1::EVIDENCE_VIEW_UNSPECIFIED) {
    plan.evidence_view = options.evidence_view();
  }
  plan.options.want_evidence = plan.evidence_view != v1::EVIDENCE_VIEW_NONE;
  plan.options.want_signals = plan.evidence_view == v1::EVIDENCE_VIEW_FULL;
  if (options.encoder() == v1::ENCODER_STATIC) {
    plan.options.encoder = mapping::EncoderChoice::kStatic;
  }
  return plan;
}

const std::string& ModelVersion(const MapPlan& plan, const LoadedGeneration& generation) {
  return plan.options.encoder == mapping::EncoderChoice::kStatic
             ? generation.static_encoder_version()
             : generation.encoder_version();
}

mapping::MapContext ReadMappingContext(const v1::MappingContext& context, RequestCheck& check) {
  check.LimitText("context.title", context.title(), kLongestTitle);
  // A blank title says nothing.
  return {core::CleanText(context.title()), context.sibling_outcomes()};
}

std::size_t ChunkSize(std::size_t waiting, std::size_t workers) {
  return std::clamp<std::size_t>((waiting + workers - 1) / workers, 1, kLargestChunk);
}

void AddPlanWarnings(const LoadedGeneration& generation, Warnings& warnings) {
  if (generation.snapshot().encoder() != nullptr && generation.snapshot().vectors() != nullptr) {
    return;
  }
  AddWarning("ENCODER_NOT_INDEXED",
             "the index was built without an encoder; outcomes are mapped by words alone", {},
             warnings);
}

void CheckOutcome(const v1::Outcome& outcome, std::string_view path, RequestCheck& check) {
  const std::string prefix = path.empty() ? "" : std::string(path) + ".";
  check.RequireText(prefix + "text", outcome.text(), kLongestOutcome);
  check.LimitText(prefix + "id", outcome.id(), kLongestOutcomeId);
  if (!outcome.language_code().empty() && !NormalizeLanguageTag(outcome.language_code())) {
    check.Add("LANGUAGE_INVALID", prefix + "language_code",
              "takes a BCP-47 code such as en or fr-CA");
  }
}

core::Status MapTasks(std::span<const MappingTask> tasks, const MapPlan& plan,
                      const LoadedGeneration& generation, const std::function<bool()>& cancelled) {
  std::vector<mapping::Outcome> outcomes;
  std::vector<const MappingTask*> mapped;
  for (const MappingTask& task : tasks) {
    const v1::Outcome& outcome = *task.outcome;
    if (outcome.id().size() <= kLongestOutcomeId) task.mapping->set_outcome_id(outcome.id());
    RequestCheck check;
    CheckOutcome(outcome, "", check);
    if (!check.ok()) {
      WriteError(check.ToStatus(), *task.mapping->mutable_error());
    } else if (index_schema::SplitWords(outcome.text()).empty()) {
      task.mapping->set_no_match_reason(v1::NO_MATCH_REASON_NO_CONTENT);
    } else {
      const std::string language = NormalizeLanguageTag(outcome.language_code()).value_or("");
      outcomes.push_back({outcome.text(), std::string(PrimaryLanguage(language))});
      mapped.push_back(&task);
    }
  }
  if (outcomes.empty()) return {};
  mapping::MapOptions options = plan.options;
  options.cancelled = cancelled;
  const auto mappings = generation.mapper().Map(outcomes, options);
  if (!mappings.ok()) return mappings.status();
  for (std::size_t i = 0; i < mapped.size(); ++i) {
    WriteMapping((*mappings)[i], *mapped[i]->outcome, plan, generation, *mapped[i]->mapping);
  }
  return {};
}

}  // namespace crosswalk::rpc
