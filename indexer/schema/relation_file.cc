// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/relation_file.h"

#include "indexer/schema/binary_layout.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/mapped_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace crosswalk::index_schema {
namespace {

constexpr std::string_view kMagic = "XWALKREL";
constexpr std::uint32_t kVersion = 1;
constexpr std::array<core::RelationType, 3> kTypes = {core::RelationType::kBroader,
                                                      core::RelationType::kEssentialSkill,
                                                      core::RelationType::kOptionalSkill};
constexpr std::size_t kListCount = kTypes.size() * 2;

// Where an adjacency list lies. Neighbours of node i are
// neighbours[offsets[i] .. offsets[i + 1]).
struct ListEntry {
  std::uint64_t offsets_at = 0;
  std::uint64_t neighbours_at = 0;
  std::uint64_t neighbour_count = 0;
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = kVersion;
  std::uint32_t concept_count = 0;
  std::uint64_t file_bytes = 0;
  std::array<ListEntry, kListCount> lists;
};
static_assert(sizeof(Header) == 24 + kListCount * 24);

std::size_t ListIndex(core::RelationType type, Direction direction) {
  return (static_cast<std::size_t>(type) - 1) * 2 + static_cast<std::size_t>(direction);
}

bool IsKnown(core::RelationType type) {
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

struct AdjacencyList {
  std::span<const std::uint32_t> offsets;  // concept_count + 1 of them.
  std::span<const ConceptOrdinal> neighbours;
};

core::Status CheckList(const AdjacencyList& list, std::uint32_t concept_count,
                       std::string_view name) {
  if (list.offsets.front() != 0 || list.offsets.back() != list.neighbours.size() ||
      !std::is_sorted(list.offsets.begin(), list.offsets.end())) {
    return Corrupt(name, "offsets of a list are out of order");
  }
  for (std::size_t i = 0; i + 1 < list.offsets.size(); ++i) {
    const auto row =
        list.neighbours.subspan(list.offsets[i], list.offsets[i + 1] - list.offsets[i]);
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] >= concept_count || (j > 0 && row[j - 1] >= row[j])) {
        return Corrupt(name, "neighbours of concept " + std::to_string(i) +
                                 " are out of order or out of range");
      }
    }
  }
  return {};
}

class AdjacencyRelationFile final : public RelationFile {
 public:
  AdjacencyRelationFile(std::optional<MappedFile> mapping, std::uint32_t concept_count,
                        std::array<AdjacencyList, kListCount> lists)
      : mapping_(std::move(mapping)), concept_count_(concept_count), lists_(lists) {}

  std::uint32_t concept_count() const override { return concept_count_; }

  std::uint64_t Count(core::RelationType type) const override {
    return IsKnown(type) ? lists_[ListIndex(type, Direction::kOutgoing)].neighbours.size() : 0;
  }

  std::span<const ConceptOrdinal> Neighbours(ConceptOrdinal node, core::RelationType type,
                                             Direction direction) const override {
    if (node >= concept_count_ || !IsKnown(type)) return {};
    const AdjacencyList& list = lists_[ListIndex(type, direction)];
    return list.neighbours.subspan(list.offsets[node], list.offsets[node + 1] - list.offsets[node]);
  }

 private:
  std::optional<MappedFile> mapping_;  // Keeps what lists_ points into; empty for a view.
  std::uint32_t concept_count_;
  std::array<AdjacencyList, kListCount> lists_;
};

core::Result<std::unique_ptr<RelationFile>> Parse(std::string_view bytes, std::string_view name,
                                                  std::optional<MappedFile> mapping) {
  const auto header = ReadHeader<Header>(bytes, name, kMagic, kVersion, "relation");
  if (!header.ok()) return header.status();
  std::array<AdjacencyList, kListCount> lists;
  for (std::size_t i = 0; i < kListCount; ++i) {
    const ListEntry& entry = header->lists[i];
    const auto offsets =
        ArrayAt<std::uint32_t>(bytes, entry.offsets_at, std::uint64_t{header->concept_count} + 1);
    const auto neighbours =
        ArrayAt<ConceptOrdinal>(bytes, entry.neighbours_at, entry.neighbour_count);
    if (!offsets || !neighbours) return Corrupt(name, "a list lies outside the file");
    lists[i] = {*offsets, *neighbours};
    if (core::Status status = CheckList(lists[i], header->concept_count, name); !status.ok()) {
      return status;
    }
  }
  return std::unique_ptr<RelationFile>(
      std::make_unique<AdjacencyRelationFile>(std::move(mapping), header->concept_count, lists));
}

// Appends the list of (node, neighbour) pairs, which must be sorted.
ListEntry PutList(BinaryWriter& out, std::uint32_t concept_count,
                  const std::vector<std::pair<ConceptOrdinal, ConceptOrdinal>>& pairs) {
  std::vector<std::uint32_t> offsets(std::size_t{concept_count} + 1, 0);
  std::vector<ConceptOrdinal> neighbours;
  neighbours.reserve(pairs.size());
  for (const auto& [node, neighbour] : pairs) {
    ++offsets[node + 1];
    neighbours.push_back(neighbour);
  }
  for (std::size_t i = 1; i < offsets.size(); ++i) offsets[i] += offsets[i - 1];
  ListEntry entry;
  entry.offsets_at = out.BeginSection();
  out.PutArray(std::span<const std::uint32_t>(offsets));
  entry.neighbours_at = out.BeginSection();
  out.PutArray(std::span<const ConceptOrdinal>(neighbours));
  entry.neighbour_count = neighbours.size();
  return entry;
}

}  // namespace

std::string_view RelationTypeName(core::RelationType type) {
  switch (type) {
    case core::RelationType::kBroader:
      return "broader";
    case core::RelationType::kEssentialSkill:
      return "essential-skill";
    case core::RelationType::kOptionalSkill:
      return "optional-skill";
  }
  return "unknown";
}

core::Status WriteRelationFile(const std::filesystem::path& file, std::uint32_t concept_count,
                               std::vector<OrdinalRelation> relations) {
  std::sort(relations.begin(), relations.end());
  relations.erase(std::unique(relations.begin(), relations.end()), relations.end());
  for (const OrdinalRelation& relation : relations) {
    if (relation.source >= concept_count || relation.target >= concept_count ||
        !IsKnown(relation.type)) {
      return core::InvalidArgument("INDEX_INPUT_INVALID",
                                   "a relation names a concept or type that does not exist");
    }
  }

  Header header;
  std::copy(kMagic.begin(), kMagic.end(), header.magic.begin());
  header.concept_count = concept_count;
  BinaryWriter out;
  out.Put(header);
  for (const core::RelationType type : kTypes) {
    std::vector<std::pair<ConceptOrdinal, ConceptOrdinal>> pairs;
    for (const OrdinalRelation& relation : relations) {
      if (relation.type == type) pairs.emplace_back(relation.source, relation.target);
    }
    header.lists[ListIndex(type, Direction::kOutgoing)] = PutList(out, concept_count, pairs);
    for (auto& [source, target] : pairs) std::swap(source, target);
    std::sort(pairs.begin(), pairs.end());
    header.lists[ListIndex(type, Direction::kIncoming)] = PutList(out, concept_count, pairs);
  }
  header.file_bytes = out.size();
  out.PutAt(0, header);
  return WriteDurably(file, out.bytes());
}

core::Result<std::unique_ptr<RelationFile>> RelationFile::Open(const std::filesystem::path& file) {
  core::Result<MappedFile> mapping = MappedFile::Open(file);
  if (!mapping.ok()) return mapping.status();
  const std::string_view bytes = mapping->bytes();
  return Parse(bytes, file.string(), std::move(mapping).value());
}

core::Result<std::unique_ptr<RelationFile>> RelationFile::View(std::string_view bytes,
                                                               std::string_view name) {
  return Parse(bytes, name, std::nullopt);
}

}  // namespace crosswalk::index_schema
