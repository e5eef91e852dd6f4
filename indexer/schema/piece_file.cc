// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/piece_file.h"

#include "indexer/schema/binary_layout.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/mapped_file.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace crosswalk::index_schema {
namespace {

constexpr std::string_view kMagic = "XWALKPCS";
constexpr std::uint32_t kVersion = 1;

// Where the lists of a text lie. Pieces of concept i are pieces[offsets[i] .. offsets[i + 1]).
struct ListsEntry {
  std::uint64_t offsets_at = 0;
  std::uint64_t pieces_at = 0;
  std::uint64_t piece_count = 0;
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = kVersion;
  std::uint32_t concept_count = 0;
  std::uint64_t file_bytes = 0;
  std::uint32_t vocabulary = 0;
  std::uint32_t fingerprint_bytes = 0;  // The fingerprint follows the header.
  std::array<ListsEntry, kPieceTexts> lists;
};
static_assert(sizeof(Header) == 32 + kPieceTexts * 24);

struct Lists {
  std::span<const std::uint32_t> offsets;  // concept_count + 1 of them.
  std::span<const std::uint32_t> pieces;

  [[nodiscard]] std::span<const std::uint32_t> Of(std::size_t node) const {
    return pieces.subspan(offsets[node], offsets[node + 1] - offsets[node]);
  }
};

bool Ascends(std::span<const std::uint32_t> pieces, std::uint32_t vocabulary) {
  return std::adjacent_find(pieces.begin(), pieces.end(), std::greater_equal<>()) == pieces.end() &&
         (pieces.empty() || pieces.back() < vocabulary);
}

core::Status CheckLists(const Lists& lists, std::uint32_t vocabulary, std::string_view name) {
  if (lists.offsets.front() != 0 || lists.offsets.back() != lists.pieces.size() ||
      !std::is_sorted(lists.offsets.begin(), lists.offsets.end())) {
    return Corrupt(name, "offsets of a list are out of order");
  }
  for (std::size_t node = 0; node + 1 < lists.offsets.size(); ++node) {
    if (!Ascends(lists.Of(node), vocabulary)) {
      return Corrupt(
          name, "pieces of concept " + std::to_string(node) + " are out of order or out of range");
    }
  }
  return {};
}

class ListedPieceFile final : public PieceFile {
 public:
  ListedPieceFile(std::optional<MappedFile> mapping, const Header& header, std::string fingerprint,
                  std::array<Lists, kPieceTexts> lists)
      : mapping_(std::move(mapping)),
        concept_count_(header.concept_count),
        vocabulary_(header.vocabulary),
        fingerprint_(std::move(fingerprint)),
        lists_(lists) {}

  std::uint32_t concept_count() const override { return concept_count_; }
  std::uint32_t vocabulary() const override { return vocabulary_; }
  const std::string& encoder_fingerprint() const override { return fingerprint_; }
  std::span<const std::uint32_t> Pieces(ConceptOrdinal node, PieceText text) const override {
    if (node >= concept_count_) return {};
    return lists_[static_cast<std::size_t>(text)].Of(node);
  }

 private:
  std::optional<MappedFile> mapping_;  // Keeps what lists_ points into; empty for a view.
  std::uint32_t concept_count_;
  std::uint32_t vocabulary_;
  std::string fingerprint_;
  std::array<Lists, kPieceTexts> lists_;
};

core::Result<std::unique_ptr<PieceFile>> Parse(std::string_view bytes, std::string_view name,
                                               std::optional<MappedFile> mapping) {
  const auto header = ReadHeader<Header>(bytes, name, kMagic, kVersion, "piece");
  if (!header.ok()) return header.status();
  const auto fingerprint = ArrayAt<char>(bytes, sizeof(Header), header->fingerprint_bytes);
  if (!fingerprint) return Corrupt(name, "the encoder's fingerprint lies outside the file");
  std::array<Lists, kPieceTexts> lists;
  for (std::size_t text = 0; text < kPieceTexts; ++text) {
    const ListsEntry& entry = header->lists[text];
    const auto offsets =
        ArrayAt<std::uint32_t>(bytes, entry.offsets_at, std::uint64_t{header->concept_count} + 1);
    const auto pieces = ArrayAt<std::uint32_t>(bytes, entry.pieces_at, entry.piece_count);
    if (!offsets || !pieces) return Corrupt(name, "a list lies outside the file");
    lists[text] = {*offsets, *pieces};
    if (core::Status status = CheckLists(lists[text], header->vocabulary, name); !status.ok()) {
      return status;
    }
  }
  return std::unique_ptr<PieceFile>(std::make_unique<ListedPieceFile>(
      std::move(mapping), *header, std::string(fingerprint->begin(), fingerprint->end()), lists));
}

ListsEntry PutLists(BinaryWriter& out, const PieceLists& lists) {
  std::vector<std::uint32_t> offsets = {0};
  std::vector<std::uint32_t> pieces;
  for (const std::vector<std::uint32_t>& list : lists) {
    pieces.insert(pieces.end(), list.begin(), list.end());
    offsets.push_back(static_cast<std::uint32_t>(pieces.size()));
  }
  ListsEntry entry;
  entry.offsets_at = out.BeginSection();
  out.PutArray(std::span<const std::uint32_t>(offsets));
  entry.pieces_at = out.BeginSection();
  out.PutArray(std::span<const std::uint32_t>(pieces));
  entry.piece_count = pieces.size();
  return entry;
}

}  // namespace

core::Status WritePieceFile(const std::filesystem::path& file, std::uint32_t vocabulary,
                            std::string_view encoder_fingerprint,
                            const std::array<PieceLists, kPieceTexts>& lists) {
  for (const PieceLists& one : lists) {
    if (one.size() != lists.front().size() ||
        !std::all_of(one.begin(), one.end(),
                     [&](const auto& list) { return Ascends(list, vocabulary); })) {
      return core::InvalidArgument("INDEX_INPUT_INVALID",
                                   "the pieces of a text are out of order or out of range");
    }
  }
  Header header;
  std::copy(kMagic.begin(), kMagic.end(), header.magic.begin());
  header.concept_count = static_cast<std::uint32_t>(lists.front().size());
  header.vocabulary = vocabulary;
  header.fingerprint_bytes = static_cast<std::uint32_t>(encoder_fingerprint.size());
  BinaryWriter out;
  out.Put(header);
  out.PutBytes(encoder_fingerprint);
  for (std::size_t text = 0; text < kPieceTexts; ++text) {
    header.lists[text] = PutLists(out, lists[text]);
  }
  header.file_bytes = out.size();
  out.PutAt(0, header);
  return WriteDurably(file, out.bytes());
}

core::Result<std::unique_ptr<PieceFile>> PieceFile::Open(const std::filesystem::path& file) {
  core::Result<MappedFile> mapping = MappedFile::Open(file);
  if (!mapping.ok()) return mapping.status();
  const std::string_view bytes = mapping->bytes();
  return Parse(bytes, file.string(), std::move(mapping).value());
}

core::Result<std::unique_ptr<PieceFile>> PieceFile::View(std::string_view bytes,
                                                         std::string_view name) {
  return Parse(bytes, name, std::nullopt);
}

}  // namespace crosswalk::index_schema
