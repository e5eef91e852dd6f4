// SPDX-License-Identifier: Apache-2.0
// The one place where Xapian's exceptions become statuses of the live index. Private to
// server/catalogue.
#pragma once

#include "frameworks/core/status.h"

#include <xapian.h>

#include <string_view>
#include <type_traits>
#include <utility>

namespace crosswalk::catalogue {

// DATA_LOSS (CATALOGUE_CORRUPT) for damage, ABORTED (CATALOGUE_MOVED) where the index has moved on
// under a reader, RESOURCE_EXHAUSTED (REGISTRY_FULL) without disk space, FAILED_PRECONDITION
// (CATALOGUE_IN_USE) where another process writes to it, UNAVAILABLE (CATALOGUE_IO) for all else.
// REQUIRES: called from a catch block.
core::Status StatusOfCatalogueException(std::string_view operation);

// Runs `call`, which may throw Xapian::Error, and returns what it returns as a Result.
template <typename Call>
auto Guarded(std::string_view operation, Call&& call) -> core::Result<std::invoke_result_t<Call>> {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::Error&) {
    return StatusOfCatalogueException(operation);
  }
}

}  // namespace crosswalk::catalogue
