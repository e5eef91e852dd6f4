// SPDX-License-Identifier: Apache-2.0
// One generation with everything that answers from it, and the holder that swaps generations under
// live traffic.
#pragma once

#include "frameworks/core/status.h"
#include "server/alignment/level_aligner.h"
#include "server/mapping/mapper.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::rpc {

// Immutable but for caches; thread-safe. A request holds it by shared_ptr from beginning to end, so
// that it finishes on the generation it began with.
class LoadedGeneration {
 public:
  // Parts of a generation. `aligner` is empty where it has no qualifications framework.
  struct Parts {
    std::shared_ptr<const search::IndexSnapshot> snapshot;
    std::shared_ptr<const search::SearchEngine> engine;
    std::shared_ptr<const mapping::Mapper> mapper;
    std::shared_ptr<const alignment::LevelAligner> aligner;
  };

  // Opens what `index` publishes, for `concurrency` callers at the same time. Errors as
  // IndexSnapshot::Open, Mapper::Create and LevelAligner::Create.
  static core::Result<std::shared_ptr<const LoadedGeneration>> Open(
      const std::filesystem::path& index, std::size_t concurrency);
  // Takes parts that are open already.
  LoadedGeneration(Parts parts, std::chrono::microseconds load_duration);

  [[nodiscard]] const std::string& id() const { return manifest().generation; }
  [[nodiscard]] const index_schema::Manifest& manifest() const {
    return parts_.snapshot->manifest();
  }
  [[nodiscard]] const search::IndexSnapshot& snapshot() const { return *parts_.snapshot; }
  [[nodiscard]] const search::SearchEngine& engine() const { return *parts_.engine; }
  [[nodiscard]] const mapping::Mapper& mapper() const { return *parts_.mapper; }
  [[nodiscard]] const alignment::LevelAligner* aligner() const { return parts_.aligner.get(); }

  [[nodiscard]] std::chrono::system_clock::time_point load_time() const { return load_time_; }
  [[nodiscard]] std::chrono::microseconds load_duration() const { return load_duration_; }
  // Languages with labels in any framework, sorted.
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
  // "minilm-l6-enfr/2"; empty where the generation has no encoder.
  [[nodiscard]] const std::string& encoder_version() const { return encoder_version_; }
  // "minilm-l6-enfr-static/1"; empty where the generation has no such encoder.
  [[nodiscard]] const std::string& static_encoder_version() const {
    return static_encoder_version_;
  }

  // nullptr where there is none with this id.
  [[nodiscard]] const index_schema::FrameworkSummary* FindFramework(std::string_view id) const;
  // Position in qualifications() of the one with this concept URI; nullptr where there is none.
  [[nodiscard]] const core::Qualification* FindQualification(std::string_view uri) const;
  // The concept of each of the snapshot's qualifications, in their order.
  [[nodiscard]] const std::vector<core::Concept>& qualification_concepts() const {
    return qualification_concepts_;
  }
  // The resource names of all concepts, by ordinal; as long as the generation. Read once.
  [[nodiscard]] core::Result<const std::vector<std::string>*> ConceptNames() const;
  // The concepts of a framework without broader ones, as SortForBrowsing leaves them. Computed
  // once.
  [[nodiscard]] core::Result<std::vector<search::ConceptOrdinal>> TopConcepts(
      std::uint16_t framework) const;
  // The concepts that `nodes` name, those with a code first by code, then by preferred label in the
  // framework's first language, then by id.
  [[nodiscard]] core::Result<std::vector<core::Concept>> SortForBrowsing(
      const std::vector<search::ConceptOrdinal>& nodes) const;

 private:
  Parts parts_;
  std::chrono::system_clock::time_point load_time_;
  std::chrono::microseconds load_duration_;
  std::vector<std::string> languages_;
  std::string encoder_version_;
  std::string static_encoder_version_;
  std::vector<core::Concept> qualification_concepts_;
  mutable std::mutex names_mutex_;
  mutable std::vector<std::string> names_;  // Empty until read. Guarded by names_mutex_.
  mutable std::mutex top_mutex_;
  mutable std::unordered_map<std::uint16_t, std::vector<search::ConceptOrdinal>> top_concepts_;
};

// The generation that new requests get. Thread-safe.
class GenerationHolder {
 public:
  using Opener = std::function<core::Result<std::shared_ptr<const LoadedGeneration>>()>;
  // The id of the generation that is published now, without opening it.
  using Published = std::function<core::Result<std::string>()>;

  struct Reloaded {
    std::string previous;  // Empty where there was none.
    std::string current;
    std::chrono::microseconds took{0};  // 0 where nothing newer is published.
  };

  GenerationHolder(Opener open, Published published)
      : open_(std::move(open)), published_(std::move(published)) {}

  // UNAVAILABLE / INDEX_NOT_LOADED where there is none.
  [[nodiscard]] core::Result<std::shared_ptr<const LoadedGeneration>> Current() const;
  // Opens what is published and swaps it in; on failure the old one stays. Errors as the opener's;
  // ABORTED / RELOAD_IN_PROGRESS while another thread reloads.
  core::Result<Reloaded> Reload();
  // Why the last reload failed; OK where it did not.
  [[nodiscard]] core::Status last_error() const;

 private:
  const Opener open_;
  const Published published_;
  std::mutex reload_mutex_;
  mutable std::mutex mutex_;
  std::shared_ptr<const LoadedGeneration> current_;
  core::Status last_error_;
};

}  // namespace crosswalk::rpc
