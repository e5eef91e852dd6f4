// SPDX-License-Identifier: Apache-2.0
// The concepts of a framework or around a concept, page by page.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"
#include "server/rpc/loaded_generation.h"

#include "crosswalk/v1/framework_service.pb.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace crosswalk::rpc {

struct ConceptPage {
  std::vector<core::Concept> items;
  std::uint64_t total = 0;  // On all pages; an estimate for members of a framework.
  bool more = false;        // Whether there is another page.
};

// INVALID_ARGUMENT where the request's fields do not fit each other; NOT_FOUND where the generation
// lacks what it names.
core::Result<ConceptPage> ListConceptPage(const v1::ListConceptsRequest& request,
                                          const LoadedGeneration& generation, std::size_t offset,
                                          std::size_t size);

}  // namespace crosswalk::rpc
