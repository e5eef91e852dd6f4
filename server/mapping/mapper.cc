// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/mapper.h"

#include "server/mapping/candidate_source.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/evidence_writer.h"
#include "server/mapping/label_words.h"
#include "server/mapping/language_choice.h"
#include "server/mapping/ranker.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace crosswalk::mapping {
namespace {

constexpr char kRankerFile[] = "ranker.json";
// Outcomes that go to the encoder together; between such parts a caller can be seen to be gone.
constexpr std::size_t kEncodedAtOnce = 8;

// Whether `one` is among `wanted`, or nothing is asked for.
template <typename T>
bool Wants(const std::vector<T>& wanted, const T& one) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), one) != wanted.end();
}

core::Status Cancelled() {
  return {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the caller no longer waits"};
}

class PipelineMapper final : public Mapper {
 public:
  PipelineMapper(std::shared_ptr<const search::IndexSnapshot> snapshot,
                 std::shared_ptr<const search::SearchEngine> engine, Ranker ranker,
                 const text::OutcomeEncoder* encoder)
      : snapshot_(std::move(snapshot)),
        engine_(std::move(engine)),
        ranker_(std::move(ranker)),
        encoder_(encoder),
        label_words_(snapshot_->labels()),
        vectors_(encoder_ == nullptr
                     ? std::nullopt
                     : std::optional<ConceptVectors>(std::in_place, *snapshot_->vectors(),
                                                     snapshot_->concept_count())),
        candidates_(*snapshot_, *engine_, label_words_, vectors(), temperature()),
        evidence_(label_words_, vectors(), temperature()) {}

  [[nodiscard]] core::Result<std::vector<OutcomeMapping>> Map(
      std::span<const Outcome> outcomes, const MapOptions& options) const override {
    const auto cancelled = [&options] { return options.cancelled && options.cancelled(); };
    const AdmittedConcepts admitted = Admitted(options);
    std::vector<OutcomeMapping> mappings;
    mappings.reserve(outcomes.size());
    for (std::size_t begin = 0; begin < outcomes.size(); begin += kEncodedAtOnce) {
      if (cancelled()) return Cancelled();
      auto readings =
          Read(outcomes.subspan(begin, std::min(kEncodedAtOnce, outcomes.size() - begin)));
      if (!readings.ok()) return readings.status();
      for (const Reading& reading : *readings) {
        if (cancelled()) return Cancelled();
        auto candidates = candidates_.Find(reading.outcome, admitted);
        if (!candidates.ok()) return candidates.status();
        auto mapping = Present(reading.outcome, *candidates, options);
        if (!mapping.ok()) return mapping.status();
        mapping->truncated = reading.truncated;
        mappings.push_back(*std::move(mapping));
      }
    }
    return mappings;
  }

 private:
  struct Reading {
    ReadOutcome outcome;
    bool truncated = false;
  };

  [[nodiscard]] const ConceptVectors* vectors() const { return vectors_ ? &*vectors_ : nullptr; }
  [[nodiscard]] float temperature() const {
    return encoder_ == nullptr ? 1.0F : encoder_->info().token_temperature;
  }

  [[nodiscard]] AdmittedConcepts Admitted(const MapOptions& options) const {
    std::vector<bool> frameworks;  // By index into the manifest's.
    for (const auto& summary : snapshot_->manifest().frameworks) {
      frameworks.push_back(Wants(options.frameworks, summary.framework.id));
    }
    AdmittedConcepts admitted(snapshot_->concept_count());
    for (search::ConceptOrdinal node = 0; node < admitted.size(); ++node) {
      const search::ConceptFacts& facts = snapshot_->facts(node);
      const bool admits = facts.type == core::ConceptType::kSkill && frameworks[facts.framework] &&
                          Wants(options.skill_types, facts.skill_type);
      admitted[node] = admits ? 1 : 0;
    }
    return admitted;
  }

  [[nodiscard]] core::Result<std::vector<Reading>> Read(std::span<const Outcome> outcomes) const {
    std::vector<Reading> readings;
    std::vector<std::string_view> texts;
    for (const Outcome& outcome : outcomes) {
      std::string language = ChooseLanguage(outcome.text, outcome.language, label_words_);
      OutcomeWords words(outcome.text, engine_->KnownWords(outcome.text, language),
                         snapshot_->labels().word_count());
      readings.push_back(
          {{outcome.text, std::move(language), std::move(words), {}, {}, {}, {}}, false});
      texts.emplace_back(outcome.text);
    }
    if (encoder_ == nullptr) return readings;
    auto encoded = encoder_->Encode(texts, text::EncodeDetail::kTokens);
    if (!encoded.ok()) return encoded.status();
    const std::size_t dimension = encoder_->info().dimension;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      text::EncodedText& vectors = (*encoded)[i];
      readings[i].truncated = vectors.truncated;
      readings[i].outcome.sentence = MakeQueryVectors(vectors.sentence, dimension);
      readings[i].outcome.tokens = MakeQueryVectors(vectors.tokens, dimension);
      readings[i].outcome.token_spans = std::move(vectors.spans);
      readings[i].outcome.windows = PhraseWindows(vectors.tokens, dimension);
    }
    return readings;
  }

  [[nodiscard]] core::Result<OutcomeMapping> Present(const ReadOutcome& outcome,
                                                     const std::vector<Candidate>& candidates,
                                                     const MapOptions& options) const {
    OutcomeMapping mapping;
    mapping.language = outcome.language;
    const std::vector<RankedCandidate> order = ranker_.Rank(candidates);
    mapping.nothing_fits = !order.empty() && !order.front().committed;
    for (const RankedCandidate& ranked : order) {
      if (mapping.skills.size() >= options.max_skills) break;
      if (options.committed_only && !ranked.committed) break;
      if (ranked.confidence < options.min_confidence) continue;
      const Candidate& candidate = candidates[ranked.candidate];
      auto item = snapshot_->Load(candidate.node);
      if (!item.ok()) return item.status();
      SkillMatch& match = mapping.skills.emplace_back();
      match.node = candidate.node;
      match.rank = mapping.skills.size();
      match.confidence = ranked.confidence;
      match.committed = ranked.committed;
      match.item = *std::move(item);
      if (options.want_evidence) {
        match.evidence =
            evidence_.Write(outcome, candidate, match.item, ranker_, options.label_languages);
      }
    }
    return mapping;
  }

  const std::shared_ptr<const search::IndexSnapshot> snapshot_;
  const std::shared_ptr<const search::SearchEngine> engine_;
  const Ranker ranker_;
  const text::OutcomeEncoder* const encoder_;  // Null: words alone.
  const LabelWords label_words_;
  const std::optional<ConceptVectors> vectors_;  // Set where encoder_ is.
  const CandidateSource candidates_;
  const EvidenceWriter evidence_;
};

}  // namespace

core::Result<std::unique_ptr<Mapper>> Mapper::Create(
    std::shared_ptr<const search::IndexSnapshot> snapshot,
    std::shared_ptr<const search::SearchEngine> engine) {
  const text::OutcomeEncoder* encoder =
      snapshot->vectors() == nullptr ? nullptr : snapshot->encoder();
  auto ranker = encoder == nullptr
                    ? Ranker::Words()
                    : Ranker::Read(snapshot->encoder_directory() / kRankerFile, kEncoderModel);
  if (!ranker.ok()) return ranker.status();
  return std::unique_ptr<Mapper>(std::make_unique<PipelineMapper>(
      std::move(snapshot), std::move(engine), *std::move(ranker), encoder));
}

}  // namespace crosswalk::mapping
