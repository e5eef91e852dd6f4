// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/vector_file.h"

#include "frameworks/core/sha256.h"
#include "indexer/schema/binary_layout.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/mapped_file.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace crosswalk::index_schema {
namespace {

constexpr std::string_view kMagic = "XWALKVEC";
constexpr std::uint32_t kVersion = 1;
constexpr float kQuantizedMax = 127.0F;
// Far above any encoder's; keeps rows * dimension from overflowing.
constexpr std::uint32_t kMaxDimension = 1U << 16U;

// Where the rows of a kind lie.
struct BlockEntry {
  std::uint64_t rows = 0;
  std::uint64_t nodes_at = 0;
  std::uint64_t scales_at = 0;
  std::uint64_t hashes_at = 0;
  std::uint64_t values_at = 0;
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = kVersion;
  std::uint32_t dimension = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t fingerprint_bytes = 0;  // The fingerprint follows the header.
  std::array<BlockEntry, kVectorKinds> blocks;
};
static_assert(sizeof(Header) == 32 + kVectorKinds * 40);

core::Status InvalidInput(std::string_view what) {
  return core::InvalidArgument("INDEX_INPUT_INVALID", std::string(what));
}

// Whether rows may follow each other: a concept has one label and one description, but a
// qualification several descriptors.
bool InOrder(std::size_t kind, ConceptOrdinal before, ConceptOrdinal after) {
  return kind == static_cast<std::size_t>(VectorKind::kDescriptor) ? before <= after
                                                                   : before < after;
}

core::Status CheckBlock(const VectorBlock& block, std::size_t kind, std::string_view name) {
  for (std::size_t i = 0; i < block.nodes.size(); ++i) {
    if (i > 0 && !InOrder(kind, block.nodes[i - 1], block.nodes[i])) {
      return Corrupt(name, "row " + std::to_string(i) + " of a block is out of order");
    }
    if (!std::isfinite(block.scales[i]) || block.scales[i] < 0.0F) {
      return Corrupt(name, "row " + std::to_string(i) + " of a block has an impossible scale");
    }
  }
  return {};
}

class BlockVectorFile final : public VectorFile {
 public:
  BlockVectorFile(std::optional<MappedFile> mapping, std::size_t dimension, std::string fingerprint,
                  std::array<VectorBlock, kVectorKinds> blocks)
      : mapping_(std::move(mapping)),
        dimension_(dimension),
        fingerprint_(std::move(fingerprint)),
        blocks_(blocks) {}

  std::size_t dimension() const override { return dimension_; }
  const std::string& encoder_fingerprint() const override { return fingerprint_; }
  VectorBlock Block(VectorKind kind) const override {
    const auto index = static_cast<std::size_t>(kind);
    return index < blocks_.size() ? blocks_[index] : VectorBlock{};
  }

 private:
  std::optional<MappedFile> mapping_;  // Keeps what blocks_ points into; empty for a view.
  std::size_t dimension_;
  std::string fingerprint_;
  std::array<VectorBlock, kVectorKinds> blocks_;
};

core::Result<std::unique_ptr<VectorFile>> Parse(std::string_view bytes, std::string_view name,
                                                std::optional<MappedFile> mapping) {
  const auto header = ReadHeader<Header>(bytes, name, kMagic, kVersion, "vector");
  if (!header.ok()) return header.status();
  if (header->dimension == 0 || header->dimension > kMaxDimension) {
    return Corrupt(name, "impossible dimension " + std::to_string(header->dimension));
  }
  const auto fingerprint = ArrayAt<char>(bytes, sizeof(Header), header->fingerprint_bytes);
  if (!fingerprint) return Corrupt(name, "the encoder's fingerprint lies outside the file");

  std::array<VectorBlock, kVectorKinds> blocks;
  for (std::size_t kind = 0; kind < kVectorKinds; ++kind) {
    const BlockEntry& entry = header->blocks[kind];
    const auto nodes = ArrayAt<ConceptOrdinal>(bytes, entry.nodes_at, entry.rows);
    const auto scales = ArrayAt<float>(bytes, entry.scales_at, entry.rows);
    const auto hashes = ArrayAt<TextHash>(bytes, entry.hashes_at, entry.rows);
    // The rows fitted into the file above, so that the product cannot overflow.
    const auto values =
        nodes ? ArrayAt<std::int8_t>(bytes, entry.values_at, entry.rows * header->dimension)
              : std::nullopt;
    if (!nodes || !scales || !hashes || !values || entry.values_at % kSectionAlignment != 0) {
      return Corrupt(name, "a block lies outside the file");
    }
    blocks[kind] = {*nodes, *scales, *values, *hashes};
    if (core::Status status = CheckBlock(blocks[kind], kind, name); !status.ok()) return status;
  }
  return std::unique_ptr<VectorFile>(std::make_unique<BlockVectorFile>(
      std::move(mapping), header->dimension, std::string(fingerprint->begin(), fingerprint->end()),
      blocks));
}

core::Status CheckRows(const std::vector<StoredRow>& rows, std::size_t kind,
                       std::size_t dimension) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].vector.values.size() != dimension) {
      return InvalidInput("a vector does not have the encoder's dimension");
    }
    if (i > 0 && !InOrder(kind, rows[i - 1].node, rows[i].node)) {
      return InvalidInput("the rows of a vector block are not sorted by concept");
    }
  }
  return {};
}

BlockEntry PutBlock(BinaryWriter& out, const std::vector<StoredRow>& rows) {
  BlockEntry entry;
  entry.rows = rows.size();
  entry.nodes_at = out.BeginSection();
  for (const StoredRow& row : rows) out.Put(row.node);
  entry.scales_at = out.BeginSection();
  for (const StoredRow& row : rows) out.Put(row.vector.scale);
  entry.hashes_at = out.BeginSection();
  for (const StoredRow& row : rows) out.Put(row.text_hash);
  entry.values_at = out.BeginSection();
  for (const StoredRow& row : rows) {
    out.PutArray(std::span<const std::int8_t>(row.vector.values));
  }
  return entry;
}

}  // namespace

std::string_view VectorKindName(VectorKind kind) {
  switch (kind) {
    case VectorKind::kLabel:
      return "label";
    case VectorKind::kDescribed:
      return "described";
    case VectorKind::kDescriptor:
      return "descriptor";
  }
  return "unknown";
}

TextHash HashText(std::string_view text) {
  core::Sha256Stream stream;
  stream.Update(text);
  const std::string digest = stream.Finish();
  TextHash hash{};
  std::copy_n(digest.begin(), hash.size(), hash.begin());
  return hash;
}

QuantizedVector Quantize(std::span<const float> vector) {
  float largest = 0.0F;
  for (const float value : vector) largest = std::max(largest, std::abs(value));
  QuantizedVector quantized;
  quantized.values.resize(vector.size(), 0);
  quantized.scale = largest / kQuantizedMax;
  if (quantized.scale < std::numeric_limits<float>::min()) {
    quantized.scale = 0.0F;
    return quantized;
  }
  for (std::size_t i = 0; i < vector.size(); ++i) {
    const float steps =
        std::clamp(std::round(vector[i] / quantized.scale), -kQuantizedMax, kQuantizedMax);
    quantized.values[i] = static_cast<std::int8_t>(steps);
  }
  return quantized;
}

core::Status WriteVectorFile(const std::filesystem::path& file, std::size_t dimension,
                             std::string_view encoder_fingerprint,
                             const std::array<std::vector<StoredRow>, kVectorKinds>& blocks) {
  if (dimension == 0 || dimension > kMaxDimension) {
    return InvalidInput("the encoder's dimension is not between 1 and 65536");
  }
  Header header;
  std::copy(kMagic.begin(), kMagic.end(), header.magic.begin());
  header.dimension = static_cast<std::uint32_t>(dimension);
  header.fingerprint_bytes = encoder_fingerprint.size();
  BinaryWriter out;
  std::size_t rows = 0;
  for (const auto& block : blocks) rows += block.size();
  out.Reserve(rows * (dimension + 32) + 4096);
  out.Put(header);
  out.PutBytes(encoder_fingerprint);
  for (std::size_t kind = 0; kind < kVectorKinds; ++kind) {
    if (core::Status status = CheckRows(blocks[kind], kind, dimension); !status.ok()) return status;
    header.blocks[kind] = PutBlock(out, blocks[kind]);
  }
  header.file_bytes = out.size();
  out.PutAt(0, header);
  return WriteDurably(file, out.bytes());
}

core::Result<std::unique_ptr<VectorFile>> VectorFile::Open(const std::filesystem::path& file) {
  core::Result<MappedFile> mapping = MappedFile::Open(file);
  if (!mapping.ok()) return mapping.status();
  const std::string_view bytes = mapping->bytes();
  return Parse(bytes, file.string(), std::move(mapping).value());
}

core::Result<std::unique_ptr<VectorFile>> VectorFile::View(std::string_view bytes,
                                                           std::string_view name) {
  return Parse(bytes, name, std::nullopt);
}

}  // namespace crosswalk::index_schema
