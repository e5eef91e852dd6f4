// SPDX-License-Identifier: Apache-2.0
// relations.bin: the relations of all concepts as sorted adjacency lists, memory-mapped. A concept
// is named by its ordinal: its Xapian document id minus one.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

using ConceptOrdinal = std::uint32_t;

// kOutgoing follows "source <type> target" from the source (a concept's broader concepts, an
// occupation's essential skills); kIncoming from the target (narrower concepts, the occupations
// that a skill is essential for).
enum class Direction : std::uint8_t { kOutgoing = 0, kIncoming = 1 };

// "broader", "essential-skill", "optional-skill": as the manifest and messages spell them.
std::string_view RelationTypeName(core::RelationType type);

struct OrdinalRelation {
  ConceptOrdinal source = 0;
  ConceptOrdinal target = 0;
  core::RelationType type = core::RelationType::kBroader;

  friend auto operator<=>(const OrdinalRelation&, const OrdinalRelation&) = default;
};

// Writes and syncs `file`, which must not exist. Relations may come in any order; duplicates are
// written once. INVALID_ARGUMENT / INDEX_INPUT_INVALID where an ordinal is not below
// `concept_count`; UNAVAILABLE / INDEX_IO where the file cannot be written.
core::Status WriteRelationFile(const std::filesystem::path& file, std::uint32_t concept_count,
                               std::vector<OrdinalRelation> relations);

// Read-only view. Thread-safe. Checks the header and every offset at opening, so that a damaged
// file is DATA_LOSS / INDEX_CORRUPT and never a crash.
class RelationFile {
 public:
  static core::Result<std::unique_ptr<RelationFile>> Open(const std::filesystem::path& file);
  // The same for bytes at hand, which must outlive the view and start on an 8-byte border.
  static core::Result<std::unique_ptr<RelationFile>> View(std::string_view bytes,
                                                          std::string_view name);
  virtual ~RelationFile() = default;

  [[nodiscard]] virtual std::uint32_t concept_count() const = 0;
  // Relations of a type.
  [[nodiscard]] virtual std::uint64_t Count(core::RelationType type) const = 0;
  // Neighbours in ascending ordinal; empty for an ordinal out of range. Valid as long as *this.
  [[nodiscard]] virtual std::span<const ConceptOrdinal> Neighbours(ConceptOrdinal node,
                                                                   core::RelationType type,
                                                                   Direction direction) const = 0;
};

}  // namespace crosswalk::index_schema
