// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/loaded_generation.h"

#include "frameworks/core/text.h"
#include "server/search/concept_names.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace crosswalk::rpc {
namespace {

std::chrono::microseconds Since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

}  // namespace

core::Result<std::shared_ptr<const LoadedGeneration>> LoadedGeneration::Open(
    const std::filesystem::path& index, std::size_t concurrency) {
  const auto start = std::chrono::steady_clock::now();
  Parts parts;
  search::SnapshotOptions options;
  options.concurrency = concurrency;
  auto snapshot = search::IndexSnapshot::Open(index, options);
  if (!snapshot.ok()) return snapshot.status();
  parts.snapshot = *snapshot;
  parts.engine = search::SearchEngine::Create(parts.snapshot);
  auto mapper = mapping::Mapper::Create(parts.snapshot, parts.engine);
  if (!mapper.ok()) return mapper.status();
  parts.mapper = std::move(*mapper);
  if (!parts.snapshot->qualifications().empty()) {
    auto aligner = alignment::LevelAligner::Create(parts.snapshot);
    if (!aligner.ok()) return aligner.status();
    parts.aligner = std::move(*aligner);
  }
  auto loaded = std::make_shared<LoadedGeneration>(std::move(parts), Since(start));
  if (loaded->qualification_concepts_.size() != loaded->snapshot().qualifications().size()) {
    return core::DataLoss("INDEX_CORRUPT",
                          "a qualification of the generation has no concept; build it again");
  }
  return std::shared_ptr<const LoadedGeneration>(std::move(loaded));
}

LoadedGeneration::LoadedGeneration(Parts parts, std::chrono::microseconds load_duration)
    : parts_(std::move(parts)),
      load_time_(std::chrono::system_clock::now()),
      load_duration_(load_duration) {
  std::set<std::string> languages;
  for (const index_schema::FrameworkSummary& summary : manifest().frameworks) {
    languages.insert(summary.framework.languages.begin(), summary.framework.languages.end());
  }
  languages_.assign(languages.begin(), languages.end());
  if (snapshot().encoder() != nullptr) {
    encoder_version_ = manifest().encoder.name + "/" + manifest().encoder.version;
  }
  if (const text::OutcomeEncoder* encoder = snapshot().static_encoder(); encoder != nullptr) {
    static_encoder_version_ = encoder->info().name + "/" + encoder->info().version;
  }
  for (const core::Qualification& qualification : snapshot().qualifications()) {
    const auto node = snapshot().FindByUri(qualification.concept_uri);
    if (!node.ok()) continue;
    auto item = snapshot().Load(*node);
    if (item.ok()) qualification_concepts_.push_back(*std::move(item));
  }
}

const index_schema::FrameworkSummary* LoadedGeneration::FindFramework(std::string_view id) const {
  const auto& frameworks = manifest().frameworks;
  const auto found = std::find_if(frameworks.begin(), frameworks.end(),
                                  [id](const auto& summary) { return summary.framework.id == id; });
  return found == frameworks.end() ? nullptr : &*found;
}

const core::Qualification* LoadedGeneration::FindQualification(std::string_view uri) const {
  const auto& ladder = snapshot().qualifications();
  const auto found = std::find_if(ladder.begin(), ladder.end(), [uri](const auto& qualification) {
    return qualification.concept_uri == uri;
  });
  return found == ladder.end() ? nullptr : &*found;
}

core::Result<const std::vector<std::string>*> LoadedGeneration::ConceptNames() const {
  const std::lock_guard lock(names_mutex_);
  if (names_.empty()) {
    auto read = search::ReadConceptNames(snapshot());
    if (!read.ok()) return read.status();
    names_ = *std::move(read);
  }
  return &names_;
}

core::Result<std::vector<search::ConceptOrdinal>> LoadedGeneration::TopConcepts(
    std::uint16_t framework) const {
  const std::lock_guard lock(top_mutex_);
  const auto known = top_concepts_.find(framework);
  if (known != top_concepts_.end()) return known->second;
  std::vector<search::ConceptOrdinal> nodes;
  for (search::ConceptOrdinal node = 0; node < snapshot().concept_count(); ++node) {
    if (snapshot().facts(node).framework != framework) continue;
    const auto broader =
        snapshot().Neighbours(node, core::RelationType::kBroader, search::Direction::kOutgoing);
    if (broader.empty()) nodes.push_back(node);
  }
  const auto sorted = SortForBrowsing(nodes);
  if (!sorted.ok()) return sorted.status();
  nodes.clear();
  for (const core::Concept& item : *sorted) {
    const auto node = snapshot().FindByName(item.framework, item.id);
    if (!node.ok()) return node.status();
    nodes.push_back(*node);
  }
  return top_concepts_.emplace(framework, std::move(nodes)).first->second;
}

core::Result<std::vector<core::Concept>> LoadedGeneration::SortForBrowsing(
    const std::vector<search::ConceptOrdinal>& nodes) const {
  struct Entry {
    std::tuple<bool, std::string, std::string, std::string> key;
    core::Concept item;
  };
  std::vector<Entry> entries;
  entries.reserve(nodes.size());
  for (const search::ConceptOrdinal node : nodes) {
    auto item = snapshot().Load(node);
    if (!item.ok()) return item.status();
    const index_schema::FrameworkSummary* summary = FindFramework(item->framework);
    const std::vector<std::string> none;
    const auto& languages = summary == nullptr ? none : summary->framework.languages;
    std::string label = core::FoldText(item->BestLabels(languages).preferred);
    entries.push_back(
        {{item->code.empty(), item->code, std::move(label), item->id}, *std::move(item)});
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.key < b.key; });
  std::vector<core::Concept> sorted;
  sorted.reserve(entries.size());
  for (Entry& entry : entries) sorted.push_back(std::move(entry.item));
  return sorted;
}

core::Result<std::shared_ptr<const LoadedGeneration>> GenerationHolder::Current() const {
  const std::lock_guard lock(mutex_);
  if (current_ == nullptr) {
    return core::Unavailable("INDEX_NOT_LOADED",
                             "the server has no index yet; try again when it has loaded one");
  }
  return current_;
}

core::Result<GenerationHolder::Reloaded> GenerationHolder::Reload() {
  const std::unique_lock reloading(reload_mutex_, std::try_to_lock);
  if (!reloading.owns_lock()) {
    return core::Status(core::StatusCode::kAborted, "RELOAD_IN_PROGRESS",
                        "another reload is under way; ask again when it is done");
  }
  const auto start = std::chrono::steady_clock::now();
  Reloaded result;
  if (const auto before = Current(); before.ok()) result.previous = (*before)->id();
  if (!result.previous.empty()) {
    const auto published = published_();
    if (published.ok() && *published == result.previous) {
      result.current = result.previous;
      const std::lock_guard lock(mutex_);
      last_error_ = core::Status();
      return result;
    }
  }
  auto opened = open_();
  // The old generation closes outside the lock, when the last that hold it let go.
  std::shared_ptr<const LoadedGeneration> old;
  const std::lock_guard lock(mutex_);
  last_error_ = opened.status();
  if (!opened.ok()) return opened.status();
  old = std::exchange(current_, *opened);
  result.current = current_->id();
  result.took = Since(start);
  return result;
}

core::Status GenerationHolder::last_error() const {
  const std::lock_guard lock(mutex_);
  return last_error_;
}

}  // namespace crosswalk::rpc
