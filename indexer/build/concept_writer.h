// SPDX-License-Identifier: Apache-2.0
// concepts.xapian: one document a concept. Private to this module.
#pragma once

#include "frameworks/core/status.h"
#include "indexer/build/concept_graph.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>

namespace crosswalk::index_builder {

// Writes the documents of all concepts, document id = ordinal + 1, compacts them into the single
// file `file` and syncs it. `scratch` is a folder that may be created and is removed again. The
// same concepts give the same bytes, whatever the number of threads. `advance` is called with the
// number of documents written so far, from one thread at a time.
core::Status WriteConcepts(const ConceptGraph& graph, const std::filesystem::path& scratch,
                           const std::filesystem::path& file, std::size_t threads,
                           const std::function<void(std::uint64_t)>& advance);

}  // namespace crosswalk::index_builder
