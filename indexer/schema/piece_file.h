// SPDX-License-Identifier: Apache-2.0
// pieces.bin: which pieces of the static encoder's vocabulary the texts of each concept have,
// memory-mapped.
#pragma once

#include "frameworks/core/status.h"
#include "indexer/schema/relation_file.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

// Which text of a concept a list is of: only what the texts before it lack. Stored: never renumber.
enum class PieceText : std::uint8_t {
  kLabel = 0,         // As VectorKind::kLabel.
  kDescribed = 1,     // As VectorKind::kDescribed.
  kAlternatives = 2,  // The alternative labels.
};

inline constexpr std::size_t kPieceTexts = 3;

// By concept, in ascending ordinal from 0: ids of pieces, ascending, each once. Empty for a concept
// whose text has none of its own.
using PieceLists = std::vector<std::vector<std::uint32_t>>;

// Writes and syncs `file`, which must not exist. `lists[text]` are as many for each text.
// INVALID_ARGUMENT / INDEX_INPUT_INVALID where they are not, or a list is not ascending or has an
// id that is not below `vocabulary`; UNAVAILABLE / INDEX_IO where the file cannot be written.
core::Status WritePieceFile(const std::filesystem::path& file, std::uint32_t vocabulary,
                            std::string_view encoder_fingerprint,
                            const std::array<PieceLists, kPieceTexts>& lists);

// Read-only view. Thread-safe. Header, offsets and ids are checked at opening, so that a damaged
// file is DATA_LOSS / INDEX_CORRUPT and never a crash.
class PieceFile {
 public:
  static core::Result<std::unique_ptr<PieceFile>> Open(const std::filesystem::path& file);
  // The same for bytes at hand, which must outlive the view and start on an 8-byte border.
  static core::Result<std::unique_ptr<PieceFile>> View(std::string_view bytes,
                                                       std::string_view name);
  virtual ~PieceFile() = default;

  [[nodiscard]] virtual std::uint32_t concept_count() const = 0;
  // Every id is below.
  [[nodiscard]] virtual std::uint32_t vocabulary() const = 0;
  // Of the static encoder whose pieces these are.
  [[nodiscard]] virtual const std::string& encoder_fingerprint() const = 0;
  // Ascending ids; empty for an ordinal out of range. Valid as long as *this.
  [[nodiscard]] virtual std::span<const std::uint32_t> Pieces(ConceptOrdinal node,
                                                              PieceText text) const = 0;
};

}  // namespace crosswalk::index_schema
