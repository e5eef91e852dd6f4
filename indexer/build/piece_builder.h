// SPDX-License-Identifier: Apache-2.0
// pieces.bin: the pieces of the concepts' texts. Private to this module.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/static_encoder.h"
#include "indexer/build/concept_graph.h"

#include <filesystem>

namespace crosswalk::index_builder {

// The pieces of label, description and alternative labels (TextsOf) of skills and qualifications.
// Writes and syncs `file`. Takes tens of microseconds a concept.
core::Status BuildPieces(const ConceptGraph& graph, const text::StaticEncoder& encoder,
                         const std::filesystem::path& file);

}  // namespace crosswalk::index_builder
