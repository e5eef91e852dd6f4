// SPDX-License-Identifier: Apache-2.0
// Reads the files that tie concepts together.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/diagnostics.h"
#include "frameworks/core/status.h"
#include "frameworks/esco/concept_table.h"
#include "frameworks/esco/source_text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace crosswalk::esco {

// Gathers relations, each once. Whether their ends exist is not checked here: relations may point
// into other frameworks. Not thread-safe.
class RelationFileReader {
 public:
  // `diagnostics` must outlive the reader.
  explicit RelationFileReader(core::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  // Adds the relations of `file`. The types of the concepts that it repeats are not read: release
  // 1.2.0 has skills marked as knowledge there. Findings: bad-value, duplicate-relation (a
  // warning), and those of ReadCsv. REQUIRES: a kind of relation file.
  core::Status Read(const SourceText& file);

  // Adds "occupation is in ISCO group" for occupations that no relation puts under anything.
  void AddMissingIscoGroups(const std::vector<std::pair<std::string, std::string>>& groups);

  std::vector<core::Relation> Take() { return std::exchange(relations_, {}); }

 private:
  // Whether the relation is new.
  bool Add(std::string_view source, std::string_view target, core::RelationType type);
  std::uint32_t Number(std::string_view uri);

  core::Diagnostics& diagnostics_;
  std::vector<core::Relation> relations_;
  // Relations as two URI numbers and a type, to find duplicates cheaply.
  std::unordered_set<std::uint64_t> known_;
  std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>> numbers_;
};

}  // namespace crosswalk::esco
