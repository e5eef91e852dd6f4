// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/mapper.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"
#include "tools/eval/subject.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

namespace crosswalk::eval {
namespace {

class IndexSubject final : public Subject {
 public:
  IndexSubject(std::shared_ptr<const search::IndexSnapshot> snapshot,
               std::unique_ptr<mapping::Mapper> mapper, mapping::EncoderChoice encoder,
               std::size_t threads)
      : snapshot_(std::move(snapshot)),
        mapper_(std::move(mapper)),
        encoder_(encoder),
        threads_(threads) {}

  [[nodiscard]] core::Result<std::vector<std::vector<RankedSkill>>> Rank(
      std::span<const Example> examples, std::size_t depth, bool with_signals) const override {
    std::vector<std::vector<RankedSkill>> rankings(examples.size());
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    core::Status failure;
    const auto work = [&] {
      for (std::size_t i = next++; i < examples.size(); i = next++) {
        core::Status status = RankOne(examples[i], depth, with_signals, rankings[i]);
        if (status.ok()) continue;
        const std::lock_guard lock(mutex);
        failure = std::move(status);
        next = examples.size();
      }
    };
    {
      std::vector<std::jthread> workers;
      for (std::size_t i = 0; i < threads_; ++i) workers.emplace_back(work);
    }
    if (!failure.ok()) return failure;
    return rankings;
  }

  [[nodiscard]] std::vector<std::string> signal_names() const override {
    const std::lock_guard lock(names_mutex_);
    return signal_names_;
  }

  [[nodiscard]] std::string description() const override {
    const text::OutcomeEncoder* encoder = encoder_ == mapping::EncoderChoice::kStatic
                                              ? snapshot_->static_encoder()
                                              : snapshot_->encoder();
    return "index " + snapshot_->manifest().generation + ", " +
           (encoder == nullptr ? "without encoder"
                               : encoder->info().name + " " + encoder->info().version);
  }

 private:
  core::Status RankOne(const Example& example, std::size_t depth, bool with_signals,
                       std::vector<RankedSkill>& ranking) const {
    const mapping::Outcome outcome{example.text, ""};
    mapping::MapOptions options;
    options.max_skills = depth;
    options.want_evidence = with_signals;
    options.encoder = encoder_;
    auto mapped = mapper_->Map({&outcome, 1}, options);
    if (!mapped.ok()) return mapped.status();
    for (const mapping::SkillMatch& match : mapped->front().skills) {
      RankedSkill& skill = ranking.emplace_back();
      skill.uri = match.item->uri;
      skill.confidence = match.confidence;
      skill.committed = match.committed;
      for (const mapping::Signal& signal : match.evidence.signals) {
        skill.signals.push_back(signal.value);
      }
      if (with_signals && ranking.size() == 1) NoteNames(match.evidence.signals);
    }
    return {};
  }

  void NoteNames(const std::vector<mapping::Signal>& signals) const {
    const std::lock_guard lock(names_mutex_);
    if (!signal_names_.empty()) return;
    for (const mapping::Signal& signal : signals) signal_names_.push_back(signal.name);
  }

  const std::shared_ptr<const search::IndexSnapshot> snapshot_;
  const std::unique_ptr<mapping::Mapper> mapper_;
  const mapping::EncoderChoice encoder_;
  const std::size_t threads_;
  mutable std::mutex names_mutex_;
  mutable std::vector<std::string> signal_names_;  // Guarded by names_mutex_.
};

}  // namespace

core::Result<std::unique_ptr<Subject>> OpenIndexSubject(const std::filesystem::path& home,
                                                        mapping::EncoderChoice encoder,
                                                        std::size_t threads,
                                                        const std::filesystem::path& ranker) {
  auto snapshot = search::IndexSnapshot::Open(home, {.concurrency = threads});
  if (!snapshot.ok()) return snapshot.status();
  const std::shared_ptr<const search::SearchEngine> engine =
      search::SearchEngine::Create(*snapshot);
  auto mapper = mapping::Mapper::Create(*snapshot, engine, ranker);
  if (!mapper.ok()) return mapper.status();
  return std::unique_ptr<Subject>(
      std::make_unique<IndexSubject>(*snapshot, *std::move(mapper), encoder, threads));
}

}  // namespace crosswalk::eval
