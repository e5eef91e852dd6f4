// SPDX-License-Identifier: Apache-2.0
// vectors.bin: the concepts' texts, encoded; what an earlier generation encoded already is taken
// over. Private to this module.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "indexer/build/concept_graph.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::index_builder {

struct VectorInput {
  const ConceptGraph* graph = nullptr;
  const std::vector<core::FrameworkData>* frameworks = nullptr;  // For the descriptors.
  const text::OutcomeEncoder* encoder = nullptr;
  // Vector files of earlier generations; those of another encoder are passed over, and so are those
  // that cannot be read.
  std::vector<std::filesystem::path> earlier;
  std::size_t threads = 1;
};

struct VectorCounts {
  std::map<std::string, std::uint64_t> rows;  // By VectorKindName.
  std::uint64_t encoded = 0;
  std::uint64_t reused = 0;
};

// Called with texts done, texts in all, and the share of the work done, from one thread at a time.
using VectorProgress = std::function<void(std::uint64_t, std::uint64_t, double)>;

// Texts, by kind: label and description of each skill and qualification in the first of the
// encoder's languages that the concept has labels in (concepts without any are left out); each
// descriptor of each qualification in the first of them that it is written in. Writes and syncs
// `file`. The bytes do not depend on the number of threads or on what was taken over.
core::Result<VectorCounts> BuildVectors(const VectorInput& input, const std::filesystem::path& file,
                                        const VectorProgress& progress);

}  // namespace crosswalk::index_builder
