// SPDX-License-Identifier: Apache-2.0
#include "server/search/index_snapshot.h"

#include "frameworks/text/static_encoder.h"
#include "indexer/schema/concept_codec.h"
#include "indexer/schema/terms.h"
#include "server/search/concept_cache.h"
#include "server/search/concept_uri.h"
#include "server/search/database_pool.h"
#include "server/search/xapian_fence.h"

#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

namespace crosswalk::search {
namespace {

using index_schema::Slot;

// Places for shared concepts: some 48 MB where all are taken.
constexpr std::size_t kSharedConcepts = 16384;

// The parts of a generation, opened.
struct Parts {
  std::filesystem::path generation;
  index_schema::Manifest manifest;
  std::unique_ptr<DatabasePool> databases;
  std::vector<ConceptFacts> facts;
  std::unique_ptr<index_schema::RelationFile> relations;
  std::unique_ptr<index_schema::LabelFile> labels;
  std::unique_ptr<index_schema::VectorFile> vectors;    // May be null.
  std::unique_ptr<index_schema::PieceFile> pieces;      // May be null.
  std::unique_ptr<text::OutcomeEncoder> encoder;        // May be null.
  std::unique_ptr<text::StaticEncoder> static_encoder;  // May be null.
  std::vector<core::Qualification> qualifications;
};

core::Status Damaged(const std::filesystem::path& file, std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT",
                        file.string() + ": " + std::string(what) + "; build the index again")
      .WithMetadata("file", file.string());
}

bool Lists(const index_schema::Manifest& manifest, std::string_view name) {
  return std::any_of(manifest.files.begin(), manifest.files.end(),
                     [name](const auto& file) { return file.name == name; });
}

// One-byte values of `slot` by ordinal, handed to `set` where a concept has one.
template <typename Set>
void ReadByteSlot(const Xapian::Database& database, Slot slot, std::size_t concept_count, Set set) {
  const auto number = static_cast<Xapian::valueno>(slot);
  for (auto value = database.valuestream_begin(number); value != database.valuestream_end(number);
       ++value) {
    const std::size_t ordinal = value.get_docid() - 1;
    const std::string stored = *value;
    if (ordinal < concept_count && stored.size() == 1) {
      set(ordinal, static_cast<std::uint8_t>(stored.front()));
    }
  }
}

std::vector<ConceptFacts> ReadFacts(const Xapian::Database& database,
                                    const index_schema::Manifest& manifest) {
  const std::size_t count = manifest.concept_count;
  std::vector<ConceptFacts> facts(count);
  ReadByteSlot(database, Slot::kConceptType, count, [&](std::size_t ordinal, std::uint8_t value) {
    facts[ordinal].type = core::ConceptType{value};
  });
  ReadByteSlot(database, Slot::kSkillType, count, [&](std::size_t ordinal, std::uint8_t value) {
    facts[ordinal].skill_type = core::SkillType{value};
  });
  ReadByteSlot(database, Slot::kReuseLevel, count, [&](std::size_t ordinal, std::uint8_t value) {
    facts[ordinal].reuse_level = core::ReuseLevel{value};
  });
  std::unordered_map<std::string, std::uint16_t> numbers;
  for (const index_schema::FrameworkSummary& summary : manifest.frameworks) {
    numbers.emplace(summary.framework.id, static_cast<std::uint16_t>(numbers.size()));
  }
  const auto slot = static_cast<Xapian::valueno>(Slot::kFramework);
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
       ++value) {
    const std::size_t ordinal = value.get_docid() - 1;
    const auto number = numbers.find(*value);
    if (ordinal < count && number != numbers.end()) facts[ordinal].framework = number->second;
  }
  return facts;
}

core::Result<std::vector<core::Qualification>> ReadQualifications(
    const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return Damaged(file, "cannot be read");
  core::Result<std::vector<core::Qualification>> ladder = index_schema::DecodeQualifications(bytes);
  if (!ladder.ok()) return ladder.status();
  std::sort(ladder.value().begin(), ladder.value().end(),
            [](const auto& a, const auto& b) { return a.ladder_order < b.ladder_order; });
  return ladder;
}

class OpenedSnapshot final : public IndexSnapshot {
 public:
  explicit OpenedSnapshot(Parts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] const index_schema::Manifest& manifest() const override { return parts_.manifest; }
  [[nodiscard]] std::uint32_t concept_count() const override {
    return parts_.manifest.concept_count;
  }

  [[nodiscard]] core::Result<ConceptOrdinal> FindByUri(std::string_view uri) const override {
    for (const std::string& candidate : UrisForSpelling(uri)) {
      core::Result<std::optional<ConceptOrdinal>> found =
          FindTerm(index_schema::BooleanTerm(index_schema::kUriTerm, candidate));
      if (!found.ok()) return found.status();
      if (found->has_value()) return **found;
    }
    return core::NotFound("CONCEPT_NOT_FOUND", "no concept has the URI '" + std::string(uri) + "'")
        .WithMetadata("uri", std::string(uri));
  }

  [[nodiscard]] core::Result<ConceptOrdinal> FindByName(std::string_view framework,
                                                        std::string_view id) const override {
    core::Result<std::optional<ConceptOrdinal>> found = FindTerm(
        index_schema::BooleanTerm(index_schema::kNameTerm, index_schema::NameValue(framework, id)));
    if (!found.ok()) return found.status();
    if (found->has_value()) return **found;
    return core::NotFound("CONCEPT_NOT_FOUND", "framework '" + std::string(framework) +
                                                   "' has no concept '" + std::string(id) + "'")
        .WithMetadata("framework", std::string(framework))
        .WithMetadata("concept", std::string(id));
  }

  [[nodiscard]] core::Result<core::Concept> Load(ConceptOrdinal node) const override {
    core::Result<std::string> data = WithXapian("read concept " + std::to_string(node), [&] {
      const DatabasePool::Lease database = parts_.databases->Borrow();
      return database->get_document(node + 1, Xapian::DOC_ASSUME_VALID).get_data();
    });
    if (!data.ok()) return data.status();
    return index_schema::DecodeConcept(*data);
  }

  [[nodiscard]] core::Result<std::shared_ptr<const core::Concept>> Share(
      ConceptOrdinal node) const override {
    if (auto known = shared_.Find(node)) return known;
    core::Result<core::Concept> item = Load(node);
    if (!item.ok()) return item.status();
    auto read = std::make_shared<const core::Concept>(*std::move(item));
    shared_.Put(node, read);
    return read;
  }

  [[nodiscard]] const ConceptFacts& facts(ConceptOrdinal node) const override {
    return parts_.facts[node];
  }
  [[nodiscard]] std::span<const ConceptOrdinal> Neighbours(ConceptOrdinal node,
                                                           core::RelationType type,
                                                           Direction direction) const override {
    return parts_.relations->Neighbours(node, type, direction);
  }
  [[nodiscard]] const index_schema::LabelFile& labels() const override { return *parts_.labels; }
  [[nodiscard]] const text::OutcomeEncoder* encoder() const override {
    return parts_.encoder.get();
  }
  [[nodiscard]] const text::StaticEncoder* static_encoder() const override {
    return parts_.static_encoder.get();
  }
  [[nodiscard]] const index_schema::VectorFile* vectors() const override {
    return parts_.vectors.get();
  }
  [[nodiscard]] const index_schema::PieceFile* pieces() const override {
    return parts_.pieces.get();
  }
  [[nodiscard]] std::filesystem::path encoder_directory() const override {
    return parts_.generation / index_schema::kEncoderDirectory;
  }
  [[nodiscard]] const std::vector<core::Qualification>& qualifications() const override {
    return parts_.qualifications;
  }
  [[nodiscard]] DatabasePool& databases() const override { return *parts_.databases; }

 private:
  // The concept with a term that at most one has.
  [[nodiscard]] core::Result<std::optional<ConceptOrdinal>> FindTerm(
      const std::string& term) const {
    return WithXapian("look up '" + term + "'", [&]() -> std::optional<ConceptOrdinal> {
      const DatabasePool::Lease database = parts_.databases->Borrow();
      const Xapian::PostingIterator posting = database->postlist_begin(term);
      if (posting == database->postlist_end(term)) return std::nullopt;
      const ConceptOrdinal ordinal = *posting - 1;
      if (ordinal >= concept_count()) return std::nullopt;
      return ordinal;
    });
  }

  Parts parts_;
  mutable ConceptCache shared_{kSharedConcepts};
};

core::Status OpenConcepts(Parts& parts, std::size_t concurrency) {
  const std::filesystem::path file = parts.generation / index_schema::kConceptsFile;
  std::uint32_t documents = 0;
  core::Result<std::vector<ConceptFacts>> facts = WithXapian("open " + file.string(), [&] {
    parts.databases = std::make_unique<DatabasePool>(file.string(), concurrency);
    const DatabasePool::Lease database = parts.databases->Borrow();
    documents = database->get_doccount();
    return ReadFacts(*database, parts.manifest);
  });
  if (!facts.ok()) return facts.status();
  if (documents != parts.manifest.concept_count) {
    return Damaged(file, "holds " + std::to_string(documents) + " concepts, not " +
                             std::to_string(parts.manifest.concept_count));
  }
  parts.facts = std::move(facts).value();
  return {};
}

core::Status OpenFiles(Parts& parts) {
  auto relations =
      index_schema::RelationFile::Open(parts.generation / index_schema::kRelationsFile);
  if (!relations.ok()) return relations.status();
  parts.relations = std::move(relations).value();

  auto labels = index_schema::LabelFile::Open(parts.generation / index_schema::kLabelsFile);
  if (!labels.ok()) return labels.status();
  parts.labels = std::move(labels).value();
  if (parts.labels->concept_count() != parts.manifest.concept_count ||
      parts.relations->concept_count() != parts.manifest.concept_count) {
    return Damaged(parts.generation, "its files disagree on the number of concepts");
  }

  if (Lists(parts.manifest, index_schema::kVectorsFile)) {
    auto vectors = index_schema::VectorFile::Open(parts.generation / index_schema::kVectorsFile);
    if (!vectors.ok()) return vectors.status();
    parts.vectors = std::move(vectors).value();
  }
  if (Lists(parts.manifest, index_schema::kQualificationsFile)) {
    auto ladder = ReadQualifications(parts.generation / index_schema::kQualificationsFile);
    if (!ladder.ok()) return ladder.status();
    parts.qualifications = std::move(ladder).value();
  }
  return {};
}

core::Status OpenTextEncoder(Parts& parts, std::size_t concurrency) {
  auto encoder = text::OpenEncoder(parts.generation / index_schema::kEncoderDirectory, concurrency);
  if (!encoder.ok()) return encoder.status();
  parts.encoder = std::move(encoder).value();
  if (parts.encoder->info().fingerprint != parts.manifest.encoder.fingerprint) {
    return Damaged(parts.generation / index_schema::kEncoderDirectory,
                   "is not the encoder that the vectors were made with");
  }
  auto fast = text::OpenStaticEncoder(parts.generation / index_schema::kEncoderDirectory);
  if (!fast.ok()) return fast.status();
  parts.static_encoder = std::move(fast).value();
  if (parts.static_encoder != nullptr && Lists(parts.manifest, index_schema::kPiecesFile)) {
    const std::filesystem::path file = parts.generation / index_schema::kPiecesFile;
    auto pieces = index_schema::PieceFile::Open(file);
    if (!pieces.ok()) return pieces.status();
    if ((*pieces)->encoder_fingerprint() != parts.static_encoder->info().fingerprint ||
        (*pieces)->vocabulary() != parts.static_encoder->vectors().rows() ||
        (*pieces)->concept_count() != parts.manifest.concept_count) {
      return Damaged(file, "has pieces of another static encoder, or of other concepts");
    }
    parts.pieces = std::move(pieces).value();
  }
  return {};
}

}  // namespace

core::Result<std::shared_ptr<const IndexSnapshot>> IndexSnapshot::Open(
    const std::filesystem::path& path, const SnapshotOptions& options) {
  Parts parts;
  core::Result<std::filesystem::path> generation = index_schema::ResolveGeneration(path);
  if (!generation.ok()) return generation.status();
  parts.generation = std::move(generation).value();
  core::Result<index_schema::Manifest> manifest = index_schema::ReadManifest(parts.generation);
  if (!manifest.ok()) return manifest.status();
  parts.manifest = std::move(manifest).value();

  // Every byte, so that damage is refused here and not met in the middle of a request; the system's
  // SHA-256 reads more than 1 GB a second.
  core::Status status = index_schema::VerifyFiles(parts.generation, parts.manifest);
  if (status.ok()) status = OpenConcepts(parts, options.concurrency);
  if (status.ok()) status = OpenFiles(parts);
  const bool has_encoder = !parts.manifest.encoder.fingerprint.empty();
  if (status.ok() && options.open_encoder && has_encoder) {
    status = OpenTextEncoder(parts, options.concurrency);
  }
  if (!status.ok()) return status;
  return std::shared_ptr<const IndexSnapshot>(std::make_shared<OpenedSnapshot>(std::move(parts)));
}

}  // namespace crosswalk::search
