// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/index_builder.h"

#include "frameworks/core/sha256.h"
#include "frameworks/text/static_encoder.h"
#include "indexer/build/concept_graph.h"
#include "indexer/build/concept_writer.h"
#include "indexer/build/index_home.h"
#include "indexer/build/piece_builder.h"
#include "indexer/build/validation.h"
#include "indexer/build/vector_builder.h"
#include "indexer/schema/concept_codec.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/label_file.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using index_schema::Manifest;

// Progress that comes faster than this is passed over.
constexpr std::chrono::milliseconds kProgressInterval(100);

// The stage that a build is in: passes progress on and keeps the times.
class Stages {
 public:
  explicit Stages(const std::function<void(const BuildProgress&)>& progress)
      : progress_(progress) {}

  void Begin(std::string_view stage) {
    End();
    stage_ = stage;
    begun_ = Clock::now();
    last_ = {};
    Advance(0, 0, 0.0);
  }

  void Advance(std::uint64_t done, std::uint64_t total, double fraction) {
    latest_ = {stage_, done, total, fraction};
    if (!progress_ || Clock::now() - last_ < kProgressInterval) return;
    last_ = Clock::now();
    progress_(latest_);
  }

  void End() {
    if (stage_.empty()) return;
    latest_.fraction = 1.0;
    if (progress_) progress_(latest_);
    const std::chrono::duration<double> seconds = Clock::now() - begun_;
    seconds_.emplace_back(stage_, seconds.count());
    stage_ = {};
  }

  [[nodiscard]] std::vector<std::pair<std::string, double>> TakeSeconds() {
    End();
    return std::move(seconds_);
  }

 private:
  const std::function<void(const BuildProgress&)>& progress_;
  std::string_view stage_;
  BuildProgress latest_;
  Clock::time_point begun_;
  Clock::time_point last_;
  std::vector<std::pair<std::string, double>> seconds_;
};

core::Result<std::vector<core::FrameworkData>> ReadSources(const BuildOptions& options,
                                                           core::Diagnostics& diagnostics,
                                                           Stages& stages) {
  std::vector<core::FrameworkData> frameworks;
  for (core::FrameworkSource* source : options.sources) {
    core::Result<core::FrameworkData> data = source->Read(diagnostics);
    if (!data.ok()) return data.status();
    frameworks.push_back(std::move(data).value());
    const std::size_t total = options.sources.size();
    stages.Advance(frameworks.size(), total,
                   static_cast<double>(frameworks.size()) / static_cast<double>(total));
  }
  return frameworks;
}

core::Status CheckTolerance(const BuildOptions& options, const core::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.Count(core::Severity::kError);
  if (errors <= options.max_bad_records) return {};
  return core::InvalidArgument("SOURCE_REJECTED",
                               std::to_string(errors) + " records of the sources are wrong and " +
                                   std::to_string(options.max_bad_records) +
                                   " are let pass; mend them or raise --max-bad-records");
}

std::size_t Threads(const BuildOptions& options) {
  if (options.threads != 0) return options.threads;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

core::Status WriteLabels(const ConceptGraph& graph, const fs::path& file) {
  index_schema::LabelFileBuilder labels;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    labels.Add(graph.node(static_cast<ConceptOrdinal>(i)));
  }
  return labels.Write(file);
}

// Everything about concepts but their vectors. Labels are written beside the Xapian documents,
// which take longest.
core::Status WriteConceptFiles(const ConceptGraph& graph,
                               const std::vector<core::FrameworkData>& frameworks,
                               const IndexHome& home, std::size_t threads, Stages& stages) {
  const fs::path staging = home.staging();
  std::future<core::Status> labels = std::async(
      std::launch::async, [&] { return WriteLabels(graph, staging / index_schema::kLabelsFile); });
  core::Status status =
      WriteConcepts(graph, home.scratch(), staging / index_schema::kConceptsFile, threads,
                    [&](std::uint64_t done) {
                      stages.Advance(done, graph.size(),
                                     static_cast<double>(done) / static_cast<double>(graph.size()));
                    });
  core::Status labels_status = labels.get();
  if (!status.ok()) return status;
  if (!labels_status.ok()) return labels_status;
  status =
      index_schema::WriteRelationFile(staging / index_schema::kRelationsFile,
                                      static_cast<std::uint32_t>(graph.size()), graph.relations());
  if (!status.ok()) return status;
  std::vector<core::Qualification> ladder;
  for (const core::FrameworkData& data : frameworks) {
    ladder.insert(ladder.end(), data.qualifications.begin(), data.qualifications.end());
  }
  return index_schema::WriteDurably(staging / index_schema::kQualificationsFile,
                                    index_schema::EncodeQualifications(ladder));
}

// The encoder's files, without its documentation.
core::Status CopyEncoder(const fs::path& from, const fs::path& to) {
  constexpr std::string_view kModelCard = "MODEL_CARD.md";
  std::error_code error;
  fs::create_directory(to, error);
  if (error) return index_schema::IoError("create", to, error.value());
  for (fs::directory_iterator walk(from, error), end; !error && walk != end;
       walk.increment(error)) {
    const fs::path& file = walk->path();
    if (!fs::is_regular_file(file) || file.filename() == kModelCard) continue;
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof()) return index_schema::IoError("read", file, errno);
    if (core::Status status = index_schema::WriteDurably(to / file.filename(), bytes);
        !status.ok()) {
      return status;
    }
  }
  return error ? index_schema::IoError("list", from, error.value()) : core::Status();
}

std::vector<index_schema::FrameworkSummary> Summarise(
    const ConceptGraph& graph, std::vector<core::FrameworkData>& frameworks) {
  std::vector<index_schema::FrameworkSummary> summaries(frameworks.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto ordinal = static_cast<ConceptOrdinal>(i);
    index_schema::FrameworkSummary& summary = summaries[graph.framework(ordinal)];
    const core::Concept& node = graph.node(ordinal);
    const std::string type(core::ConceptTypeName(node.type));
    ++summary.concepts_by_type[type];
    for (const core::LabelSet& labels : node.labels) {
      ++summary.labels_by_language[labels.language][type];
    }
  }
  for (const index_schema::OrdinalRelation& relation : graph.relations()) {
    ++summaries[graph.framework(relation.source)]
          .relations_by_type[std::string(index_schema::RelationTypeName(relation.type))];
  }
  for (std::size_t i = 0; i < frameworks.size(); ++i) {
    summaries[i].framework = std::move(frameworks[i].framework);
    summaries[i].collections = std::move(frameworks[i].collections);
    summaries[i].sources = std::move(frameworks[i].sources);
  }
  return summaries;
}

// Now as RFC 3339 has it, in UTC: "2026-11-25T20:15:00Z".
std::string UtcTime() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

// The time and the first digits of a hash of the content: "20261125t201500z-3f9c2a1b".
std::string GenerationId(std::string_view time, std::string_view content_hash) {
  std::string id;
  for (const char c : time) {
    if (c >= '0' && c <= '9') id += c;
    if (c == 'T') id += 't';
  }
  return id.append("z-").append(content_hash);
}

// The first 8 digits of a hash over names and checksums of all files.
std::string ContentHash(const std::vector<index_schema::GenerationFile>& files) {
  core::Sha256Stream hash;
  for (const index_schema::GenerationFile& file : files) {
    hash.Update(file.name + "\n" + file.sha256 + "\n");
  }
  return hash.FinishHex().substr(0, 8);
}

core::Status WriteEncoderFiles(const BuildOptions& options, const ConceptGraph& graph,
                               const std::vector<core::FrameworkData>& frameworks,
                               const IndexHome& home, Stages& stages, BuildReport& report) {
  const fs::path staging = home.staging();
  VectorInput input{&graph, &frameworks, options.encoder, {}, Threads(options)};
  for (const fs::path& generation : home.Generations()) {
    input.earlier.push_back(generation / index_schema::kVectorsFile);
  }
  const core::Result<VectorCounts> counts =
      BuildVectors(input, staging / index_schema::kVectorsFile,
                   [&stages](std::uint64_t done, std::uint64_t total, double fraction) {
                     stages.Advance(done, total, fraction);
                   });
  if (!counts.ok()) return counts.status();
  report.texts_encoded = counts->encoded;
  report.texts_reused = counts->reused;
  const text::EncoderInfo& info = options.encoder->info();
  report.manifest.encoder = {info.name,      info.version,   info.fingerprint,
                             info.dimension, info.languages, counts->rows};
  if (options.encoder_directory.empty()) return {};
  const fs::path directory = staging / index_schema::kEncoderDirectory;
  if (core::Status status = CopyEncoder(options.encoder_directory, directory); !status.ok()) {
    return status;
  }
  const auto fast = text::OpenStaticEncoder(directory);
  if (!fast.ok()) return fast.status();
  if (*fast == nullptr) return {};
  return BuildPieces(graph, **fast, staging / index_schema::kPiecesFile);
}

// Completes the manifest, which is written last, and publishes.
core::Status Publish(const BuildOptions& options, IndexHome& home, BuildReport& report) {
  core::Result<std::vector<index_schema::GenerationFile>> files =
      index_schema::ListFiles(home.staging());
  if (!files.ok()) return files.status();
  Manifest& manifest = report.manifest;
  manifest.files = std::move(files).value();
  manifest.created_at = UtcTime();
  manifest.generation = GenerationId(manifest.created_at, ContentHash(manifest.files));
  manifest.builder_version = options.builder_version;
  if (core::Status status = index_schema::WriteDurably(home.staging() / index_schema::kManifestFile,
                                                       index_schema::FormatManifest(manifest));
      !status.ok()) {
    return status;
  }
  core::Result<fs::path> published = home.Publish(manifest.generation);
  if (!published.ok()) return published.status();
  report.generation = std::move(published).value();
  return home.Prune(std::max<std::size_t>(1, options.keep));
}

}  // namespace

core::Result<BuildReport> BuildGeneration(const BuildOptions& options,
                                          core::Diagnostics& diagnostics) {
  core::Result<IndexHome> home = IndexHome::Open(options.home);
  if (!home.ok()) return home.status();
  Stages stages(options.progress);

  stages.Begin("read");
  core::Result<std::vector<core::FrameworkData>> frameworks =
      ReadSources(options, diagnostics, stages);
  if (!frameworks.ok()) return frameworks.status();

  stages.Begin("validate");
  core::Status status = ValidateFrameworks(*frameworks, diagnostics);
  if (!status.ok()) return status;
  const ConceptGraph graph(*frameworks, diagnostics);
  if (status = CheckTolerance(options, diagnostics); !status.ok()) return status;
  if (graph.size() == 0) {
    return core::InvalidArgument("SOURCE_REJECTED", "the sources hold no concept to index");
  }

  stages.Begin("index");
  std::error_code error;
  fs::create_directory(home->staging(), error);
  if (error) return index_schema::IoError("create", home->staging(), error.value());
  status = WriteConceptFiles(graph, *frameworks, *home, Threads(options), stages);
  if (!status.ok()) return status;

  BuildReport report;
  if (options.encoder != nullptr) {
    stages.Begin("encode");
    status = WriteEncoderFiles(options, graph, *frameworks, *home, stages, report);
    if (!status.ok()) return status;
  }

  stages.Begin("publish");
  report.manifest.concept_count = static_cast<std::uint32_t>(graph.size());
  report.manifest.frameworks = Summarise(graph, *frameworks);
  if (status = Publish(options, *home, report); !status.ok()) return status;
  report.seconds_by_stage = stages.TakeSeconds();
  return report;
}

}  // namespace crosswalk::index_builder
