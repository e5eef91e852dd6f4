// SPDX-License-Identifier: Apache-2.0
// crosswalk-micro-bench: the stages of mapping one outcome, each alone: encoder, candidate
// generation, ranking; then the whole. On the index in $CROSSWALK_BENCH_INDEX; docs/benchmarks.md.
#include "server/mapping/candidate_source.h"
#include "server/mapping/concept_product.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/finding_vectors.h"
#include "server/mapping/label_words.h"
#include "server/mapping/language_choice.h"
#include "server/mapping/mapper.h"
#include "server/mapping/ranker.h"
#include "server/mapping/ranker_file.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"
#include "tools/bench/sample_texts.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::bench {
namespace {

constexpr std::string_view kShortOutcome = "Prune fruit trees in winter.";
constexpr std::string_view kLongOutcome =
    "Lead a team of early childhood educators in planning play-based activities that meet the "
    "needs of every child, and reflect on the results with families.";

mapping::AdmittedConcepts AllSkills(const search::IndexSnapshot& snapshot) {
  mapping::AdmittedConcepts skills(snapshot.concept_count());
  for (search::ConceptOrdinal node = 0; node < skills.size(); ++node) {
    skills[node] = snapshot.facts(node).type == core::ConceptType::kSkill ? 1 : 0;
  }
  return skills;
}

// The parts of a mapper, opened. Not movable: the candidate source refers to its neighbours.
class Stages {
 public:
  Stages(std::shared_ptr<const search::IndexSnapshot> snapshot,
         std::shared_ptr<const search::SearchEngine> engine,
         std::unique_ptr<mapping::Mapper> mapper, mapping::Ranker ranker,
         const mapping::ConceptProduct* finding)
      : snapshot_(std::move(snapshot)),
        engine_(std::move(engine)),
        mapper_(std::move(mapper)),
        ranker_(std::move(ranker)),
        label_words_(snapshot_->labels()),
        vectors_(*snapshot_->vectors(), snapshot_->concept_count()),
        finding_(vectors_, finding),
        candidates_(*snapshot_, *engine_, label_words_, &vectors_, finding,
                    snapshot_->encoder()->info().token_temperature),
        skills_(AllSkills(*snapshot_)) {}
  Stages(const Stages&) = delete;
  Stages& operator=(const Stages&) = delete;

  [[nodiscard]] std::vector<text::EncodedText> Encode(std::string_view text) const {
    auto encoded = snapshot_->encoder()->Encode({&text, 1}, text::EncodeDetail::kTokens);
    return encoded.ok() ? *std::move(encoded) : std::vector<text::EncodedText>();
  }

  // `text` must outlive what is returned.
  [[nodiscard]] mapping::ReadOutcome Read(const std::string& text) const {
    std::vector<index_schema::Word> split = index_schema::SplitWords(text);
    std::string language = mapping::ChooseLanguage(split, "", label_words_).language;
    mapping::OutcomeWords words(std::move(split), language, *engine_,
                                snapshot_->labels().word_count());
    mapping::ReadOutcome outcome{text, std::move(language), std::move(words)};
    for (text::EncodedText& encoded : Encode(text)) {
      const std::size_t dimension = snapshot_->encoder()->info().dimension;
      outcome.sentence = mapping::MakeQueryVectors(encoded.sentence, dimension);
      outcome.tokens = mapping::MakeQueryVectors(encoded.tokens, dimension);
      outcome.windows = mapping::PhraseWindows(encoded.tokens, dimension);
    }
    return outcome;
  }

  [[nodiscard]] std::vector<mapping::Candidate> Find(const mapping::ReadOutcome& outcome) const {
    const mapping::ReadOutcome* const outcomes[] = {&outcome};
    auto found = candidates_.Find(outcomes, skills_);
    return found.ok() ? std::move(found->front().measured) : std::vector<mapping::Candidate>();
  }

  // Before affinities are added.
  core::Status ReadConcepts() { return ranker_.ReadConcepts(vectors_); }

  [[nodiscard]] const mapping::ConceptVectors& vectors() const { return vectors_; }
  [[nodiscard]] const mapping::FindingVectors& finding() const { return finding_; }
  [[nodiscard]] const mapping::Ranker& ranker() const { return ranker_; }
  [[nodiscard]] const mapping::Mapper& mapper() const { return *mapper_; }

 private:
  std::shared_ptr<const search::IndexSnapshot> snapshot_;
  std::shared_ptr<const search::SearchEngine> engine_;
  std::unique_ptr<mapping::Mapper> mapper_;
  mapping::Ranker ranker_;
  mapping::LabelWords label_words_;
  mapping::ConceptVectors vectors_;
  mapping::FindingVectors finding_;
  mapping::CandidateSource candidates_;
  mapping::AdmittedConcepts skills_;
};

core::Result<std::unique_ptr<Stages>> OpenStages(const std::string& home) {
  auto snapshot = search::IndexSnapshot::Open(home, {});
  if (!snapshot.ok()) return snapshot.status();
  if ((*snapshot)->encoder() == nullptr || (*snapshot)->vectors() == nullptr) {
    return core::FailedPrecondition("ENCODER_NOT_INDEXED", "the index has no vectors");
  }
  std::shared_ptr<const search::SearchEngine> engine = search::SearchEngine::Create(*snapshot);
  auto mapper = mapping::Mapper::Create(*snapshot, engine);
  if (!mapper.ok()) return mapper.status();
  const auto file = mapping::RankerFile::Read((*snapshot)->encoder_directory() / "ranker.json");
  if (!file.ok()) return file.status();
  auto ranker = file->ReadModel(mapping::kEncoderModel);
  if (!ranker.ok()) return ranker.status();
  auto finding = file->ReadFinding();
  if (!finding.ok()) return finding.status();
  if (finding->has_value()) {
    const std::size_t dimension = (*snapshot)->vectors()->dimension();
    if (core::Status status = (*finding)->CheckDimension(dimension); !status.ok()) return status;
  }
  auto stages =
      std::make_unique<Stages>(*snapshot, std::move(engine), *std::move(mapper), *std::move(ranker),
                               finding->has_value() ? &**finding : nullptr);
  if (core::Status status = stages->ReadConcepts(); !status.ok()) return status;
  return stages;
}

// Real time, since the encoder's runtime works on threads of its own.
template <typename Run>
void Register(const char* name, Run run) {
  benchmark::RegisterBenchmark(name, run)->UseRealTime()->Unit(benchmark::kMicrosecond);
}

void RegisterStages(const Stages& stages) {
  for (const auto& [name, text] :
       {std::pair{"encode/short", kShortOutcome}, std::pair{"encode/long", kLongOutcome}}) {
    Register(name, [&stages, text = text](benchmark::State& state) {
      for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(stages.Encode(text));
    });
  }
  for (const auto& [name, sentences] :
       {std::pair{"scan_vectors/one", std::size_t{1}}, {"scan_vectors/eight", std::size_t{8}}}) {
    Register(name, [&stages, sentences = sentences](benchmark::State& state) {
      const std::string text(kLongOutcome);
      const mapping::QueryVectors sentence = stages.Read(text).sentence;
      mapping::QueryVectors queries;
      while (queries.size() < sentences) queries.Append(sentence);
      for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(stages.finding().Compare(queries));
      }
    });
  }
  Register("find_candidates", [&stages](benchmark::State& state) {
    const std::string text(kLongOutcome);
    const mapping::ReadOutcome outcome = stages.Read(text);
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(stages.Find(outcome));
    state.counters["candidates"] = static_cast<double>(stages.Find(outcome).size());
  });
  Register("read_concepts", [&stages](benchmark::State& state) {
    mapping::Ranker ranker = stages.ranker();
    for ([[maybe_unused]] auto _ : state) {
      benchmark::DoNotOptimize(ranker.ReadConcepts(stages.vectors()).ok());
    }
  });
  Register("add_affinity", [&stages](benchmark::State& state) {
    const std::string text(kLongOutcome);
    std::vector<mapping::Candidate> candidates = stages.Find(stages.Read(text));
    const std::vector<float> sentence = stages.Encode(text).front().sentence;
    for ([[maybe_unused]] auto _ : state) {
      stages.ranker().AddAffinity(sentence, candidates);
      benchmark::ClobberMemory();
    }
  });
  Register("rank", [&stages](benchmark::State& state) {
    const std::string text(kLongOutcome);
    const std::vector<mapping::Candidate> candidates = stages.Find(stages.Read(text));
    for ([[maybe_unused]] auto _ : state) {
      benchmark::DoNotOptimize(stages.ranker().Rank(candidates));
    }
  });
  Register("map_one_outcome", [&stages](benchmark::State& state) {
    const std::vector<std::string>& sample = SampleOutcomes();
    std::size_t next = 0;
    for ([[maybe_unused]] auto _ : state) {
      const mapping::Outcome outcome{sample[next++ % sample.size()], ""};
      benchmark::DoNotOptimize(stages.mapper().Map({&outcome, 1}, {}));
    }
    state.SetItemsProcessed(state.iterations());
  });
}

}  // namespace
}  // namespace crosswalk::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const char* home = std::getenv("CROSSWALK_BENCH_INDEX");
  if (home == nullptr) {
    std::cerr << "crosswalk-micro-bench: set CROSSWALK_BENCH_INDEX to an index home\n";
    return 2;
  }
  const auto stages = crosswalk::bench::OpenStages(home);
  if (!stages.ok()) {
    std::cerr << "crosswalk-micro-bench: " << stages.status().message() << '\n';
    return 1;
  }
  crosswalk::bench::RegisterStages(**stages);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
