// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/alignment_writer.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/concept_writer.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {
namespace {

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
    out.set_label(item.BestLabels({language_}).preferred);
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
    out.set_title(CategoryTitle(source.category, language_, generation_));
    out.set_state(source.has_evidence ? v1::EVIDENCE_STATE_FOUND : v1::EVIDENCE_STATE_NONE);
    if (!source.has_evidence) return;
    WriteNumber(source.most_likely, *out.mutable_most_likely());
    out.set_matched_descriptor(source.descriptor);
    for (const alignment::CategoryEvidence& evidence : source.evidence) {
      if (evidence.outcome >= static_cast<std::size_t>(request_.outcomes_size())) continue;
      const v1::Outcome& outcome = request_.outcomes(static_cast<int>(evidence.outcome));
      v1::LevelEvidence& entry = *out.add_evidence();
      entry.set_outcome_index(static_cast<std::int32_t>(evidence.outcome));
      entry.set_outcome_id(outcome.id());
      if (!evidence.span.empty()) {
        WriteSpan(evidence.span, outcome.text(), *entry.mutable_span());
      }
      entry.set_cue(evidence.cue);
      WriteInterval(evidence.lowest, evidence.highest, 0.0, *entry.mutable_typical_of());
      entry.set_weight(evidence.weight);
    }
  }

  void WriteOutcome(const alignment::OutcomeLevel& source, const v1::Outcome& outcome,
                    v1::OutcomeLevel& out) const {
    out.set_outcome_id(outcome.id());
    out.set_state(source.has_evidence ? v1::EVIDENCE_STATE_FOUND : v1::EVIDENCE_STATE_NONE);
    if (!source.has_evidence) return;
    WriteNumber(source.most_likely, *out.mutable_most_likely());
    WriteInterval(source.low, source.high, 0.0, *out.mutable_range());
  }

  void WriteAbstention(const alignment::LevelAlignment& source, v1::Abstention& out) const {
    out.set_reason(v1::ABSTENTION_REASON_TOO_LITTLE_EVIDENCE);
    std::string titles;
    for (const std::string& category : source.missing) {
      out.add_missing_category_ids(category);
      titles.append(titles.empty() ? "" : "; ")
          .append(CategoryTitle(category, language_, generation_));
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
  out.set_caveat(std::string(Caveat(language)));
}

}  // namespace crosswalk::rpc
