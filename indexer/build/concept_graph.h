// SPDX-License-Identifier: Apache-2.0
// All concepts of a build by ordinal, with their relations. Private to this module.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "indexer/schema/relation_file.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::index_builder {

using index_schema::ConceptOrdinal;

// Numbers the concepts and resolves the relations between them. Points into the frameworks it was
// made from, which must outlive it. Immutable once made; thread-safe.
class ConceptGraph {
 public:
  // REQUIRES: frameworks passed ValidateFrameworks. Ordinals follow the frameworks' order, then the
  // concept type, then the ladder (qualifications) or the URI, so that they do not depend on the
  // order of records in a file. Relations that cannot stand are left out and reported:
  // dangling-relation, bad-relation-target and broader-cycle as errors, self-relation as a warning;
  // conflicting-relation (essential and optional for the same) is a note, and both stay.
  ConceptGraph(const std::vector<core::FrameworkData>& frameworks, core::Diagnostics& diagnostics);

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  // REQUIRES: node < size() for the two below.
  [[nodiscard]] const core::Concept& node(ConceptOrdinal node) const { return *nodes_[node].item; }
  // Index into the frameworks.
  [[nodiscard]] std::size_t framework(ConceptOrdinal node) const { return nodes_[node].framework; }

  // Sorted, without duplicates.
  [[nodiscard]] const std::vector<index_schema::OrdinalRelation>& relations() const {
    return relations_;
  }
  // The ordinal of the concept with the URI; size() where there is none.
  [[nodiscard]] std::size_t Find(std::string_view uri) const;

 private:
  struct Node {
    const core::Concept* item = nullptr;
    std::size_t framework = 0;
    int ladder_order = 0;
  };

  void NumberConcepts(const std::vector<core::FrameworkData>& frameworks);
  void ResolveRelations(const std::vector<core::FrameworkData>& frameworks,
                        core::Diagnostics& diagnostics);
  void NoteConflicts(const std::vector<core::FrameworkData>& frameworks,
                     core::Diagnostics& diagnostics) const;
  void BreakCycles(const std::vector<core::FrameworkData>& frameworks,
                   core::Diagnostics& diagnostics);

  std::vector<Node> nodes_;
  std::unordered_map<std::string_view, ConceptOrdinal> by_uri_;
  std::vector<index_schema::OrdinalRelation> relations_;
};

}  // namespace crosswalk::index_builder
