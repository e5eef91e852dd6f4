// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/alignment_writer.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/concept_writer.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {
namespace {

// The API numbers its enums as the aligner does.
static_assert(v1::COGNITIVE_PROCESS_REMEMBER == 1 && v1::COGNITIVE_PROCESS_CREATE == 6);
static_assert(v1::KNOWLEDGE_DIMENSION_FACTUAL == 1 && v1::KNOWLEDGE_DIMENSION_METACOGNITIVE == 4);
static_assert(v1::OUTCOME_FLAW_KIND_NOT_ASSESSABLE ==
              static_cast<int>(alignment::FlawKind::kNotAssessable));
static_assert(v1::OUTCOME_FLAW_KIND_VAGUE == static_cast<int>(alignment::FlawKind::kVague));
static_assert(v1::OUTCOME_FLAW_SEVERITY_REMARK ==
              static_cast<int>(alignment::FlawSeverity::kRemark));
static_assert(v1::DECLARED_FACT_HOURS == static_cast<int>(alignment::DeclaredFact::kHours));
static_assert(v1::DECLARED_FACT_PREREQUISITE_QUALIFICATIONS ==
              static_cast<int>(alignment::DeclaredFact::kPrerequisites));

// Alignments in the words of one ladder and language.
class AlignmentWriter {
 public:
  AlignmentWriter(const v1::AlignLevelRequest& request, const std::string& language,
                  const LoadedGeneration& generation)
      : request_(request), language_(language), generation_(generation) {}

  // Names the qualification at `index` of the ladder.
  void WriteRung(std::size_t index, double probability, v1::LevelProbability& out) const {
    const core::Concept& item = generation_.qualification_concepts()[index];
    out.set_qualification(core::FormatConceptName(item));
    out.set_number(generation_.snapshot().qualifications()[index].number);
    const core::LabelSet& labels = item.BestLabels({language_});
    out.set_label(labels.preferred);
    out.set_language_code(labels.language);
    out.set_probability(probability);
  }

  // The same for the qualification with this number; nothing where there is none.
  void WriteNumber(int number, v1::LevelProbability& out) const {
    const auto& ladder = generation_.snapshot().qualifications();
    for (std::size_t i = 0; i < ladder.size(); ++i) {
      if (ladder[i].number == number) WriteRung(i, 0.0, out);
    }
  }

  void WriteInterval(int low, int high, double probability, v1::LevelInterval& out) const {
    WriteNumber(low, *out.mutable_low());
    WriteNumber(high, *out.mutable_high());
    out.set_probability(probability);
  }

  void WriteCategory(const alignment::CategoryAlignment& source, v1::CategoryEvidence& out) const {
    out.set_category_id(source.category);
    const auto [title, language] = CategoryTitle(source.category, language_, generation_);
    out.set_title(title);
    out.set_language_code(language);
    out.set_state(source.has_evidence ? v1::EVIDENCE_STATE_FOUND : v1::EVIDENCE_STATE_NONE);
    if (!source.has_evidence) return;
    WriteNumber(source.most_likely, *out.mutable_most_likely());
    out.set_matched_descriptor(source.descriptor);
    for (const alignment::CategoryEvidence& evidence : source.evidence) {
      if (InRequest(evidence)) WriteEvidence(evidence, *out.add_evidence());
    }
  }

  [[nodiscard]] bool InRequest(const alignment::CategoryEvidence& source) const {
    return source.outcome < static_cast<std::size_t>(request_.outcomes_size());
  }

  void WriteEvidence(const alignment::CategoryEvidence& source, v1::LevelEvidence& out) const {
    const v1::Outcome& outcome = request_.outcomes(static_cast<int>(source.outcome));
    out.set_outcome_index(static_cast<std::int32_t>(source.outcome));
    out.set_outcome_id(outcome.id());
    if (!source.span.empty()) WriteSpan(source.span, outcome.text(), *out.mutable_span());
    out.set_cue(source.cue);
    WriteInterval(source.lowest, source.highest, 0.0, *out.mutable_typical_of());
    out.set_weight(source.weight);
    out.set_category_id(source.category);
    out.set_matched_descriptor(source.descriptor);
    out.set_cue_id(source.cue_id);
    out.set_aspect(source.aspect);
    out.set_source(source.source);
  }

  void WriteOutcome(const alignment::OutcomeLevel& source, const v1::Outcome& outcome,
                    v1::OutcomeLevel& out) const {
    out.set_outcome_id(outcome.id());
    out.set_state(source.has_evidence ? v1::EVIDENCE_STATE_FOUND : v1::EVIDENCE_STATE_NONE);
    if (source.has_evidence) {
      WriteNumber(source.most_likely, *out.mutable_most_likely());
      WriteInterval(source.low, source.high, 0.0, *out.mutable_range());
    }
    for (const alignment::ProcessDemand& process : source.processes) {
      v1::ProcessDemand& entry = *out.add_processes();
      entry.set_process(static_cast<v1::CognitiveProcess>(process.process + 1));
      entry.set_probability(process.probability);
      entry.set_shown(process.shown);
      if (!process.span.empty()) WriteSpan(process.span, outcome.text(), *entry.mutable_span());
    }
    if (source.knowledge) {
      for (std::size_t i = 0; i < source.knowledge->size(); ++i) {
        v1::KnowledgeDemand& entry = *out.add_knowledge();
        entry.set_dimension(static_cast<v1::KnowledgeDimension>(i + 1));
        entry.set_probability((*source.knowledge)[i]);
      }
    }
    for (const alignment::OutcomeFlaw& flaw : source.flaws) {
      v1::OutcomeFlaw& entry = *out.add_flaws();
      entry.set_kind(static_cast<v1::OutcomeFlawKind>(flaw.kind));
      entry.set_severity(static_cast<v1::OutcomeFlawSeverity>(flaw.severity));
      if (!flaw.span.empty()) WriteSpan(flaw.span, outcome.text(), *entry.mutable_span());
      entry.set_advice(flaw.advice);
      for (const std::string& verb : flaw.alternatives) entry.add_alternatives(verb);
    }
  }

  // The most likely qualification, the range around it and all probabilities. REQUIRES: the
  // probabilities are along the ladder.
  void WriteDistribution(const alignment::DeclaredAlignment& source,
                         v1::DeclaredAlignment& out) const {
    const auto& ladder = generation_.snapshot().qualifications();
    WriteInterval(source.low, source.high, source.range_mass, *out.mutable_range());
    for (std::size_t i = 0; i < ladder.size() && i < source.probabilities.size(); ++i) {
      v1::LevelProbability& rung = *out.add_probabilities();
      WriteRung(i, source.probabilities[i], rung);
      if (ladder[i].number == source.most_likely) *out.mutable_most_likely() = rung;
      if (ladder[i].number == source.low) *out.mutable_range()->mutable_low() = rung;
      if (ladder[i].number == source.high) *out.mutable_range()->mutable_high() = rung;
    }
  }

  void WriteDeclared(const alignment::DeclaredAlignment& source, v1::DeclaredAlignment& out) const {
    for (const alignment::DeclaredEvidence& evidence : source.evidence) {
      v1::DeclaredEvidence& entry = *out.add_evidence();
      entry.set_fact(static_cast<v1::DeclaredFact>(evidence.fact));
      if (evidence.lowest > 0) {
        WriteInterval(evidence.lowest, evidence.highest, 0.0, *entry.mutable_typical_of());
      }
      entry.set_message(evidence.message);
    }
    if (source.most_likely > 0) WriteDistribution(source, out);
  }

  void WriteOccupations(const alignment::OccupationSignal& source,
                        v1::OccupationSignal& out) const {
    for (const double share : source.shares) out.add_skill_level_shares(share);
    out.set_mean_skill_level(source.mean);
    out.set_skill_count(static_cast<std::int32_t>(source.skills));
    for (const alignment::OccupationSignal::Occupation& occupation : source.occupations) {
      const core::Result<core::Concept> item = generation_.snapshot().Load(occupation.node);
      if (!item.ok()) continue;
      v1::RelatedOccupation& entry = *out.add_occupations();
      entry.set_name(core::FormatConceptName(*item));
      const core::LabelSet& labels = item->BestLabels({language_});
      entry.set_label(labels.preferred);
      entry.set_language_code(labels.language);
      entry.set_skill_level(occupation.skill_level);
    }
  }

  void WriteShift(const alignment::LevelShift& source, const std::vector<double>& probabilities,
                  v1::LevelShift& out) const {
    out.set_direction(source.up ? v1::SHIFT_DIRECTION_UP : v1::SHIFT_DIRECTION_DOWN);
    const auto& ladder = generation_.snapshot().qualifications();
    for (std::size_t i = 0; i < ladder.size() && i < probabilities.size(); ++i) {
      if (ladder[i].number == source.qualification) {
        WriteRung(i, probabilities[i], *out.mutable_qualification());
      }
    }
    out.set_category_id(source.category);
    out.set_message(source.message);
  }

  void WriteVersions(const alignment::LevelAlignment& source, v1::AlignmentVersions& out) const {
    const std::string& framework = generation_.qualification_concepts().front().framework;
    if (const auto* summary = generation_.FindFramework(framework); summary != nullptr) {
      out.set_framework_release(summary->framework.release);
    }
    out.set_level_model(source.model);
    out.set_cue_lexicon(source.cue_lexicon);
    out.set_cognitive_model(source.cognitive_model);
  }

  void WriteAbstention(const alignment::LevelAlignment& source, v1::Abstention& out) const {
    out.set_reason(v1::ABSTENTION_REASON_TOO_LITTLE_EVIDENCE);
    std::string titles;
    for (const std::string& category : source.missing) {
      out.add_missing_category_ids(category);
      titles.append(titles.empty() ? "" : "; ")
          .append(CategoryTitle(category, language_, generation_).text);
    }
    std::string message(language_ == "fr"
                            ? "Les résultats d'apprentissage en disent trop peu pour situer un "
                              "niveau."
                            : "The outcomes say too little to place a level.");
    if (!titles.empty()) {
      message.append(language_ == "fr" ? " Rien sur : " : " Nothing about: ").append(titles);
      message.append(".");
    }
    out.set_message(message);
  }

 private:
  const v1::AlignLevelRequest& request_;
  const std::string& language_;
  const LoadedGeneration& generation_;
};

// What design.md, section 3, calls the standing caveat. A qualifications framework gives its
// qualifications no credentials: a level of outcomes is a comparison and no award.
std::string_view Caveat(std::string_view language) {
  if (language == "fr") {
    return "À titre indicatif : les résultats d'apprentissage sont comparables à ceux de la "
           "qualification nommée. Cette comparaison ne confère aucune qualification et ne remplace "
           "pas le jugement de l'établissement.";
  }
  return "For guidance: the outcomes are comparable to those of the named qualification. The "
         "comparison awards no qualification and does not replace the institution's judgement.";
}

}  // namespace

void WriteAlignment(const alignment::LevelAlignment& source, const v1::AlignLevelRequest& request,
                    const std::string& language, const LoadedGeneration& generation,
                    v1::LevelAlignment& out) {
  const AlignmentWriter writer(request, language, generation);
  const auto& ladder = generation.snapshot().qualifications();
  for (std::size_t i = 0; i < ladder.size() && i < source.probabilities.size(); ++i) {
    writer.WriteRung(i, source.probabilities[i], *out.add_probabilities());
    if (source.abstained || ladder[i].number != source.most_likely) continue;
    *out.mutable_most_likely() = *out.probabilities().rbegin();
    if (ladder[i].indicative_eqf.max > 0) {
      out.mutable_indicative_eqf()->set_min(ladder[i].indicative_eqf.min);
      out.mutable_indicative_eqf()->set_max(ladder[i].indicative_eqf.max);
    }
  }
  for (const alignment::CategoryAlignment& category : source.categories) {
    writer.WriteCategory(category, *out.add_categories());
  }
  for (std::size_t i = 0; i < source.outcomes.size(); ++i) {
    writer.WriteOutcome(source.outcomes[i], request.outcomes(static_cast<int>(i)),
                        *out.add_outcome_levels());
  }
  if (source.abstained) {
    writer.WriteAbstention(source, *out.mutable_abstention());
  } else {
    v1::LevelInterval& range = *out.mutable_range();
    writer.WriteInterval(source.low, source.high, source.range_mass, range);
    for (const v1::LevelProbability& rung : out.probabilities()) {
      if (rung.number() == source.low) *range.mutable_low() = rung;
      if (rung.number() == source.high) *range.mutable_high() = rung;
    }
    if (source.volume_share) {
      out.mutable_volume()->set_share(*source.volume_share);
      out.mutable_volume()->set_qualification(out.most_likely().qualification());
    }
  }
  for (const alignment::CategoryEvidence& evidence : source.counter_evidence) {
    if (writer.InRequest(evidence)) writer.WriteEvidence(evidence, *out.add_counter_evidence());
  }
  for (const alignment::LevelShift& shift : source.shifts) {
    writer.WriteShift(shift, source.probabilities, *out.add_shifts());
  }
  if (source.declared) writer.WriteDeclared(*source.declared, *out.mutable_declared());
  if (source.occupations) writer.WriteOccupations(*source.occupations, *out.mutable_occupations());
  writer.WriteVersions(source, *out.mutable_versions());
  out.set_caveat(std::string(Caveat(language)));
}

}  // namespace crosswalk::rpc
