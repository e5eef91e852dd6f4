// SPDX-License-Identifier: Apache-2.0
// relations.bin: the relations of all concepts as sorted adjacency lists, memory-mapped. A concept
// is named by its ordinal: its Xapian document id minus one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"

namespace crosswalk::index_schema {

using ConceptOrdinal = std::uint32_t;

// kOutgoing follows "source <type> target" from the source (a concept's broader concepts, an
// occupation's essential skills); kIncoming from the target (narrower concepts, the occupations
// that a skill is essential for).
enum class Direction : std::uint8_t { kOutgoing = 0, kIncoming = 1 };

struct OrdinalRelation {
  ConceptOrdinal source = 0;
  ConceptOrdinal target = 0;
  core::RelationType type = core::RelationType::kBroader;
};

// Writes and syncs `file`. Relations may come in any order; duplicates are written once.
core::Status WriteRelationFile(const std::filesystem::path& file, std::uint32_t concept_count,
                               std::vector<OrdinalRelation> relations);

// Read-only view. Thread-safe. Checks the header and every offset at opening, so that a damaged
// file is DATA_LOSS / INDEX_CORRUPT and never a crash.
class RelationFile {
 public:
  static core::Result<std::unique_ptr<RelationFile>> Open(const std::filesystem::path& file);
  virtual ~RelationFile() = default;

  // Neighbours in ascending ordinal; empty for an ordinal out of range. Valid as long as *this.
  [[nodiscard]] virtual std::span<const ConceptOrdinal> Neighbours(
      ConceptOrdinal node, core::RelationType type, Direction direction) const = 0;
};

}  // namespace crosswalk::index_schema
