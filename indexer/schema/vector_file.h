// SPDX-License-Identifier: Apache-2.0
// vectors.bin: unit vectors of concept texts, quantised to int8, memory-mapped. Rows carry a hash
// of the text they encode, so that the next build takes over the vectors of texts that did not
// change.
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

// Which text of a concept a row encodes. Stored: never renumber. Rows of one kind lie together,
// in ascending ordinal.
enum class VectorKind : std::uint8_t {
  kLabel = 0,       // text::EncoderInfo::label_template of the preferred label.
  kDescribed = 1,   // text::EncoderInfo::described_template; only concepts with a description.
  kDescriptor = 2,  // A qualification's descriptor; row order: ladder, then category order.
};

inline constexpr std::size_t kVectorKinds = 3;

// "label", "described", "descriptor": as the manifest spells them.
std::string_view VectorKindName(VectorKind kind);

// First 16 bytes of the SHA-256 of the encoded text.
using TextHash = std::array<std::uint8_t, 16>;
TextHash HashText(std::string_view text);

// A vector as stored: value[i] = quantised[i] * scale, where scale = max|value| / 127.
struct QuantizedVector {
  std::vector<std::int8_t> values;
  float scale = 0.0F;
};
// REQUIRES: values are finite. A vector of zeros has scale 0.
QuantizedVector Quantize(std::span<const float> vector);

// All rows of one kind. Row i is values[i * dimension, (i + 1) * dimension) times scales[i].
struct VectorBlock {
  std::span<const ConceptOrdinal> nodes;
  std::span<const float> scales;
  std::span<const std::int8_t> values;
  std::span<const TextHash> text_hashes;
};

// A row to be written as it is (new, or taken over from another file).
struct StoredRow {
  ConceptOrdinal node = 0;
  TextHash text_hash{};
  QuantizedVector vector;
};

// Writes and syncs `file`, which must not exist. `blocks[kind]` holds the rows of each kind, sorted
// by ordinal (kDescriptor: several rows of one ordinal). INVALID_ARGUMENT / INDEX_INPUT_INVALID
// where they are not, or where a row is not of `dimension`; UNAVAILABLE / INDEX_IO where the file
// cannot be written.
core::Status WriteVectorFile(const std::filesystem::path& file, std::size_t dimension,
                             std::string_view encoder_fingerprint,
                             const std::array<std::vector<StoredRow>, kVectorKinds>& blocks);

// Read-only view. Thread-safe. Header, row numbers and scales are checked at opening, so that a
// damaged file is DATA_LOSS / INDEX_CORRUPT and never a crash; vectors are not read.
class VectorFile {
 public:
  static core::Result<std::unique_ptr<VectorFile>> Open(const std::filesystem::path& file);
  // The same for bytes at hand, which must outlive the view and start on a 64-byte border.
  static core::Result<std::unique_ptr<VectorFile>> View(std::string_view bytes,
                                                        std::string_view name);
  virtual ~VectorFile() = default;

  [[nodiscard]] virtual std::size_t dimension() const = 0;
  [[nodiscard]] virtual const std::string& encoder_fingerprint() const = 0;
  // Valid as long as *this.
  [[nodiscard]] virtual VectorBlock Block(VectorKind kind) const = 0;
};

}  // namespace crosswalk::index_schema
