// SPDX-License-Identifier: Apache-2.0
// One opened generation: what every request reads from, from beginning to end.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/qualification.h"
#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "frameworks/text/static_encoder.h"
#include "indexer/schema/generation.h"
#include "indexer/schema/label_file.h"
#include "indexer/schema/piece_file.h"
#include "indexer/schema/relation_file.h"
#include "indexer/schema/vector_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

using index_schema::ConceptOrdinal;
using index_schema::Direction;

class DatabasePool;

// Facts about a concept that filters and rankers need often; kept in memory.
struct ConceptFacts {
  core::ConceptType type = core::ConceptType::kSkill;
  core::SkillType skill_type = core::SkillType::kUnspecified;
  core::ReuseLevel reuse_level = core::ReuseLevel::kUnspecified;
  std::uint16_t framework = 0;  // Index into manifest().frameworks.
};

struct SnapshotOptions {
  std::size_t concurrency = 2;  // Callers expected at the same time; sizes the pools.
  bool open_encoder = true;     // Off for tools that only search: neither encoder is opened.
};

// Immutable; thread-safe. Hold it by shared_ptr for the length of a request: a reload swaps the
// pointer, and the old snapshot closes when its last request ends.
class IndexSnapshot {
 public:
  // Opens the generation at `path`, or the one that <path>/current points to. Errors as
  // index_schema::ReadManifest and index_schema::VerifyFiles: a generation is opened only if size
  // and checksum of every file are those of the manifest.
  static core::Result<std::shared_ptr<const IndexSnapshot>> Open(const std::filesystem::path& path,
                                                                 const SnapshotOptions& options);
  virtual ~IndexSnapshot() = default;

  [[nodiscard]] virtual const index_schema::Manifest& manifest() const = 0;
  [[nodiscard]] virtual std::uint32_t concept_count() const = 0;

  // NOT_FOUND / CONCEPT_NOT_FOUND. `uri` is the publisher's; spellings of ESCO URIs (https, a bare
  // UUID, "esco/skill/UUID", a portal address with ?uri=) are accepted.
  [[nodiscard]] virtual core::Result<ConceptOrdinal> FindByUri(std::string_view uri) const = 0;
  [[nodiscard]] virtual core::Result<ConceptOrdinal> FindByName(std::string_view framework,
                                                                std::string_view id) const = 0;
  // REQUIRES: node < concept_count() for the five below.
  [[nodiscard]] virtual core::Result<core::Concept> Load(ConceptOrdinal node) const = 0;
  // The same for readers that come back to the same concepts: the last few thousand are kept.
  [[nodiscard]] virtual core::Result<std::shared_ptr<const core::Concept>> Share(
      ConceptOrdinal node) const = 0;
  [[nodiscard]] virtual const ConceptFacts& facts(ConceptOrdinal node) const = 0;
  // Ascending ordinals; valid as long as the snapshot.
  [[nodiscard]] virtual std::span<const ConceptOrdinal> Neighbours(ConceptOrdinal node,
                                                                   core::RelationType type,
                                                                   Direction direction) const = 0;

  // The words of all labels.
  [[nodiscard]] virtual const index_schema::LabelFile& labels() const = 0;

  // nullptr where the generation was built without an encoder, or open_encoder was off.
  [[nodiscard]] virtual const text::OutcomeEncoder* encoder() const = 0;
  // The fast encoder into the same space; nullptr where encoder() is, or that one has none.
  [[nodiscard]] virtual const text::StaticEncoder* static_encoder() const = 0;
  // nullptr where the generation has no vectors.
  [[nodiscard]] virtual const index_schema::VectorFile* vectors() const = 0;
  // Of static_encoder(); nullptr where that is, or where an earlier builder made the generation.
  [[nodiscard]] virtual const index_schema::PieceFile* pieces() const = 0;
  // Directory of the encoder's files inside the generation (ranker.json lies there too).
  [[nodiscard]] virtual std::filesystem::path encoder_directory() const = 0;
  // Ladder order; empty where no qualifications framework is in the generation.
  [[nodiscard]] virtual const std::vector<core::Qualification>& qualifications() const = 0;

  // Handles of the concept index, for this module.
  [[nodiscard]] virtual DatabasePool& databases() const = 0;
};

}  // namespace crosswalk::search
