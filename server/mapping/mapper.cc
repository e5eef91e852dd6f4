// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/mapper.h"

#include "frameworks/core/text.h"
#include "indexer/schema/words.h"
#include "server/mapping/candidate_source.h"
#include "server/mapping/concept_product.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/context.h"
#include "server/mapping/evidence_writer.h"
#include "server/mapping/label_words.h"
#include "server/mapping/language_choice.h"
#include "server/mapping/outcome_frame.h"
#include "server/mapping/ranker.h"
#include "server/mapping/ranker_file.h"
#include "server/mapping/stretches.h"
#include "server/search/stop_words.h"

#include <algorithm>
#include <filesystem>
#include <limits>
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

bool IsCancelled(const MapOptions& options) { return options.cancelled && options.cancelled(); }

// How outcomes are read and what is found is ranked.
struct Method {
  const text::OutcomeEncoder* encoder = nullptr;  // Null: words alone.
  Ranker ranker;
};

// Its words but for function words, in order; none where all that is left is numbers.
std::string WordsOf(const ReadOutcome& outcome) {
  std::string words;
  bool tells = false;
  for (const index_schema::Word& word : outcome.words.all()) {
    if (search::IsStopWord(word.folded, outcome.language)) continue;
    words.append(words.empty() ? "" : " ").append(word.folded);
    tells = tells || !core::IsDigits(word.folded);
  }
  return tells ? words : std::string();
}

bool IsZero(const std::vector<float>& vector) {
  return std::all_of(vector.begin(), vector.end(), [](float value) { return value == 0.0F; });
}

class PipelineMapper final : public Mapper {
 public:
  PipelineMapper(std::shared_ptr<const search::IndexSnapshot> snapshot,
                 std::shared_ptr<const search::SearchEngine> engine,
                 std::optional<ConceptVectors> concept_vectors, const ConceptProduct* finding,
                 Method method, std::optional<Method> fast)
      : snapshot_(std::move(snapshot)),
        engine_(std::move(engine)),
        method_(std::move(method)),
        static_(std::move(fast)),
        label_words_(snapshot_->labels()),
        vectors_(std::move(concept_vectors)),
        candidates_(*snapshot_, *engine_, label_words_, vectors(), finding, temperature()),
        evidence_(label_words_, vectors(), temperature()),
        credentials_(*snapshot_, vectors()) {}

  [[nodiscard]] core::Result<std::vector<OutcomeMapping>> Map(
      std::span<const Outcome> outcomes, const MapOptions& options) const override {
    if (options.encoder == EncoderChoice::kStatic && !static_) {
      return core::FailedPrecondition("STATIC_ENCODER_NOT_INDEXED",
                                      "the index was built without a static encoder");
    }
    const AdmittedConcepts admitted = Admitted(options);
    // First what each outcome says alone, then what all say together.
    std::vector<std::optional<Reading>> readings(outcomes.size());
    core::Status status =
        InStretches(outcomes.size(), options, [&](std::size_t begin, std::size_t end) {
          for (; begin < end; begin += kEncodedAtOnce) {
            auto some = Rank(outcomes.subspan(begin, std::min(kEncodedAtOnce, end - begin)),
                             admitted, options);
            if (!some.ok()) return some.status();
            std::move(some->begin(), some->end(),
                      readings.begin() + static_cast<std::ptrdiff_t>(begin));
          }
          return core::Status();
        });
    if (!status.ok()) return status;
    const auto signals = ReadContext(readings, admitted, options);
    if (!signals.ok()) return signals.status();
    std::vector<OutcomeMapping> mappings(outcomes.size());
    status = InStretches(outcomes.size(), options, [&](std::size_t begin, std::size_t end) {
      for (; begin < end; ++begin) {
        if (IsCancelled(options)) return Cancelled();
        auto mapping = Present(*readings[begin], (*signals)[begin], options);
        if (!mapping.ok()) return mapping.status();
        mappings[begin] = *std::move(mapping);
      }
      return core::Status();
    });
    if (!status.ok()) return status;
    return mappings;
  }

 private:
  struct Reading {
    ReadOutcome outcome;
    std::size_t begin = 0;  // Where its text begins in what the caller wrote.
    bool language_recognised = true;
    bool truncated = false;
    std::vector<float> sentence{};          // Empty without an encoder.
    std::vector<Candidate> candidates{};    // Only as many as matter.
    std::vector<RankedCandidate> ranked{};  // Of the candidates, best first.
  };

  [[nodiscard]] const ConceptVectors* vectors() const { return vectors_ ? &*vectors_ : nullptr; }
  // REQUIRES: there is the one that `options` ask for.
  [[nodiscard]] const Method& MethodOf(const MapOptions& options) const {
    return options.encoder == EncoderChoice::kStatic ? *static_ : method_;
  }
  [[nodiscard]] float temperature() const {
    return method_.encoder == nullptr ? 1.0F : method_.encoder->info().token_temperature;
  }

  [[nodiscard]] AdmittedConcepts Admitted(const MapOptions& options) const {
    std::vector<bool> frameworks;  // By index into the manifest's.
    for (const auto& summary : snapshot_->manifest().frameworks) {
      frameworks.push_back(Wants(options.frameworks, summary.framework.id));
    }
    AdmittedConcepts admitted(snapshot_->concept_count());
    for (search::ConceptOrdinal node = 0; node < admitted.size(); ++node) {
      const search::ConceptFacts& facts = snapshot_->facts(node);
      const bool admits = facts.type == core::ConceptType::kSkill && frameworks[facts.framework];
      admitted[node] = admits ? 1 : 0;
    }
    return admitted;
  }

  static core::Status InStretches(std::size_t count, const MapOptions& options,
                                  const Stretch& stretch) {
    return options.in_stretches ? options.in_stretches(count, stretch) : stretch(0, count);
  }

  // What the context says of each outcome's suggestions; empty for each without context.
  [[nodiscard]] core::Result<std::vector<std::vector<ContextSignals>>> ReadContext(
      const std::vector<std::optional<Reading>>& readings, const AdmittedConcepts& admitted,
      const MapOptions& options) const {
    if (!options.context.any()) return std::vector<std::vector<ContextSignals>>(readings.size());
    std::vector<CredentialText> texts;
    texts.reserve(readings.size());
    for (const auto& reading : readings) texts.push_back(ForContext(*reading));
    std::optional<CredentialText> title;
    const Outcome titled{options.context.title, ""};
    if (!titled.text.empty()) {
      const auto reading = Rank({&titled, 1}, admitted, options);
      if (!reading.ok()) return reading.status();
      title = ForContext(reading->front());
    }
    return credentials_.Read(texts, title ? &*title : nullptr, options.context.sibling_outcomes);
  }

  [[nodiscard]] static CredentialText ForContext(const Reading& reading) {
    CredentialText text{WordsOf(reading.outcome), reading.sentence, {}};
    for (const RankedCandidate& one : reading.ranked) {
      if (text.suggested.size() == kContextDepth) break;
      text.suggested.push_back({reading.candidates[one.candidate].node, one.confidence});
    }
    return text;
  }

  // The outcomes with their candidates in order, as if each were alone.
  [[nodiscard]] core::Result<std::vector<Reading>> Rank(std::span<const Outcome> outcomes,
                                                        const AdmittedConcepts& admitted,
                                                        const MapOptions& options) const {
    if (IsCancelled(options)) return Cancelled();
    auto readings = Read(outcomes, options);
    if (!readings.ok()) return readings.status();
    // Of what is left out later nobody knows yet how many there are.
    const std::size_t most = options.skill_types.empty()
                                 ? std::max(options.max_skills, kContextDepth)
                                 : std::numeric_limits<std::size_t>::max();
    std::vector<const ReadOutcome*> read;
    for (const Reading& reading : *readings) read.push_back(&reading.outcome);
    auto found = candidates_.Find(read, admitted);
    if (!found.ok()) return found.status();
    for (std::size_t i = 0; i < readings->size(); ++i) {
      if (IsCancelled(options)) return Cancelled();
      Reading& reading = (*readings)[i];
      FoundCandidates& candidates = (*found)[i];
      const Ranker& ranker = MethodOf(options).ranker;
      if (!reading.sentence.empty()) ranker.AddAffinity(reading.sentence, candidates.measured);
      reading.ranked = ranker.Rank(candidates.measured);
      if (reading.ranked.size() > most) reading.ranked.resize(most);
      for (RankedCandidate& one : reading.ranked) {
        reading.candidates.push_back(candidates.measured[one.candidate]);
        one.candidate = reading.candidates.size() - 1;
      }
      // What is not measured comes last, no more likely than what is.
      for (const Candidate& other : candidates.others) {
        if (reading.ranked.size() == most) break;
        RankedCandidate last = reading.ranked.back();
        last.candidate = reading.candidates.size();
        last.committed = false;
        reading.ranked.push_back(last);
        reading.candidates.push_back(other);
      }
    }
    return readings;
  }

  // Leaves out the types of skills that are not asked for, after all were compared and context has
  // moved them: how likely a skill is right does not depend on what else is asked for. The set to
  // commit to is made of what is left.
  void LeaveOutOtherTypes(const Reading& reading, const MapOptions& options,
                          std::vector<RankedInContext>& order) const {
    if (options.skill_types.empty()) return;
    const auto candidate = [&reading](const RankedInContext& one) -> const Candidate& {
      return reading.candidates[one.ranked.candidate];
    };
    std::erase_if(order, [&](const RankedInContext& one) {
      return !Wants(options.skill_types, snapshot_->facts(candidate(one).node).skill_type);
    });
    for (std::size_t place = 0; place < order.size(); ++place) {
      RankedCandidate& one = order[place].ranked;
      one.committed = candidate(order[place]).measured &&
                      MethodOf(options).ranker.Commits(place, one.confidence);
    }
  }

  [[nodiscard]] core::Result<std::vector<Reading>> Read(std::span<const Outcome> outcomes,
                                                        const MapOptions& options) const {
    const text::OutcomeEncoder* const encoder = MethodOf(options).encoder;
    std::vector<Reading> readings;
    std::vector<std::string_view> texts;
    for (const Outcome& outcome : outcomes) {
      const std::string_view text = WithoutFrame(outcome.text);
      std::vector<index_schema::Word> split = index_schema::SplitWords(text);
      LanguageChoice choice = ChooseLanguage(split, outcome.language, label_words_);
      OutcomeWords words(std::move(split), choice.language, *engine_,
                         snapshot_->labels().word_count());
      readings.push_back(Reading{
          .outcome = {text, std::move(choice.language), std::move(words)},
          .begin = static_cast<std::size_t>(text.data() - outcome.text.data()),
          .language_recognised = choice.recognised,
      });
      texts.push_back(text);
    }
    if (encoder == nullptr) return readings;
    auto encoded = encoder->Encode(texts, text::EncodeDetail::kTokens);
    if (!encoded.ok()) return encoded.status();
    const std::size_t dimension = encoder->info().dimension;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      text::EncodedText& vectors = (*encoded)[i];
      readings[i].truncated = vectors.truncated;
      // What the encoder knows no word of is mapped by words: zeros are as near to all concepts.
      if (IsZero(vectors.sentence)) continue;
      readings[i].outcome.sentence = MakeQueryVectors(vectors.sentence, dimension);
      readings[i].outcome.tokens = MakeQueryVectors(vectors.tokens, dimension);
      readings[i].outcome.windows = PhraseWindows(vectors.tokens, dimension, vectors.token_weights);
      readings[i].sentence = std::move(vectors.sentence);
    }
    const bool has_own = !static_ || encoder == static_->encoder;  // They are among `encoded`.
    if (!has_own) {
      encoded = static_->encoder->Encode(texts, text::EncodeDetail::kTokens);
      if (!encoded.ok()) return encoded.status();
    }
    for (std::size_t i = 0; i < readings.size(); ++i) {
      ReadOutcome& outcome = readings[i].outcome;
      text::EncodedText& vectors = (*encoded)[i];
      outcome.word_token_spans = std::move(vectors.spans);
      outcome.word_weights = std::move(vectors.token_weights);
      if (has_own) {
        outcome.word_sentence = outcome.sentence;
        outcome.word_tokens = outcome.tokens;
        outcome.words_are_tokens = true;
      } else if (!IsZero(vectors.sentence)) {
        const std::vector<float> stretches =
            StretchVectors(vectors.tokens, dimension, outcome.word_weights);
        if (!stretches.empty()) outcome.stretches = MakeQueryVectors(stretches, dimension);
        outcome.word_sentence = MakeQueryVectors(vectors.sentence, dimension);
        outcome.word_tokens = MakeQueryVectors(vectors.tokens, dimension);
        outcome.word_windows = PhraseWindows(vectors.tokens, dimension, vectors.token_weights);
      }
    }
    return readings;
  }

  // `signals` are those of context, empty without.
  [[nodiscard]] core::Result<OutcomeMapping> Present(const Reading& reading,
                                                     std::span<const ContextSignals> signals,
                                                     const MapOptions& options) const {
    OutcomeMapping mapping;
    mapping.language = reading.outcome.language;
    mapping.language_recognised = reading.language_recognised;
    mapping.truncated = reading.truncated;
    mapping.sentence = reading.sentence;
    std::vector<RankedInContext> order =
        RankInContext(reading.ranked, signals, MethodOf(options).ranker);
    LeaveOutOtherTypes(reading, options, order);
    mapping.nothing_fits = !order.empty() && !order.front().ranked.committed;
    for (const RankedInContext& one : order) {
      const RankedCandidate& ranked = one.ranked;
      if (mapping.skills.size() >= options.max_skills) break;
      if (options.committed_only && !ranked.committed) break;
      if (ranked.confidence < options.min_confidence) continue;
      const Candidate& candidate = reading.candidates[ranked.candidate];
      auto item = snapshot_->Share(candidate.node);
      if (!item.ok()) return item.status();
      SkillMatch& match = mapping.skills.emplace_back();
      match.node = candidate.node;
      match.rank = mapping.skills.size();
      match.confidence = ranked.confidence;
      match.committed = ranked.committed;
      match.context_effect = one.effect;
      match.confidence_without_context = one.confidence_alone;
      match.item = *std::move(item);
      if (!options.want_evidence) continue;
      match.evidence =
          evidence_.Write(reading.outcome, candidate, *match.item, options.label_languages);
      for (text::Span& span : match.evidence.spans) {
        span = {reading.begin + span.begin, reading.begin + span.end};
      }
      if (!options.want_signals) continue;
      match.evidence.signals = EvidenceWriter::Signals(candidate, MethodOf(options).ranker);
      if (!options.context.any()) continue;
      for (std::size_t i = 0; i < kContextSignalNames.size(); ++i) {
        match.evidence.signals.push_back(
            {std::string(kContextSignalNames[i]), one.signals[i], one.contributions[i]});
      }
    }
    return mapping;
  }

  const std::shared_ptr<const search::IndexSnapshot> snapshot_;
  const std::shared_ptr<const search::SearchEngine> engine_;
  const Method method_;
  const std::optional<Method> static_;  // Only where method_ has an encoder.
  const LabelWords label_words_;
  const std::optional<ConceptVectors> vectors_;  // Set where there is an encoder.
  const CandidateSource candidates_;
  const EvidenceWriter evidence_;
  const CredentialReader credentials_;
};

}  // namespace

core::Result<std::unique_ptr<Mapper>> Mapper::Create(
    std::shared_ptr<const search::IndexSnapshot> snapshot,
    std::shared_ptr<const search::SearchEngine> engine, const std::filesystem::path& ranker_file) {
  const text::OutcomeEncoder* encoder =
      snapshot->vectors() == nullptr ? nullptr : snapshot->encoder();
  const auto file =
      encoder == nullptr
          ? RankerFile::Words()
          : RankerFile::Read(ranker_file.empty() ? snapshot->encoder_directory() / kRankerFile
                                                 : ranker_file);
  if (!file.ok()) return file.status();
  auto ranker = file->ReadModel(encoder == nullptr ? kWordsModel : kEncoderModel);
  if (!ranker.ok()) return ranker.status();
  std::optional<ConceptVectors> vectors;
  std::optional<ConceptProduct> finding;
  if (encoder != nullptr) {
    vectors.emplace(*snapshot->vectors(), snapshot->concept_count());
    if (core::Status status = ranker->ReadConcepts(*vectors); !status.ok()) return status;
    auto learnt = file->ReadFinding();
    if (!learnt.ok()) return learnt.status();
    finding = *std::move(learnt);
  }
  if (finding) {
    if (core::Status status = finding->CheckDimension(vectors->dimension()); !status.ok()) {
      return status;
    }
  }
  std::optional<Method> fast;
  if (encoder != nullptr && snapshot->static_encoder() != nullptr) {
    auto fitted = file->ReadModel(kStaticModel, kEncoderModel);
    if (!fitted.ok()) return fitted.status();
    if (core::Status status = fitted->ReadConcepts(*vectors); !status.ok()) return status;
    fast = Method{snapshot->static_encoder(), *std::move(fitted)};
  }
  return std::unique_ptr<Mapper>(std::make_unique<PipelineMapper>(
      std::move(snapshot), std::move(engine), std::move(vectors), finding ? &*finding : nullptr,
      Method{encoder, *std::move(ranker)}, std::move(fast)));
}

}  // namespace crosswalk::mapping
