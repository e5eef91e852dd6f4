// SPDX-License-Identifier: Apache-2.0
// The one place where Xapian's exceptions become statuses. Private to server/search.
#pragma once

#include "frameworks/core/status.h"

#include <xapian.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace crosswalk::search {

// The status for the exception being handled, as class by class: a missing document is NOT_FOUND,
// a query that Xapian cannot take INVALID_ARGUMENT, a format it does not know FAILED_PRECONDITION,
// damage DATA_LOSS, a database that cannot be opened UNAVAILABLE, all else INTERNAL. `operation`
// says what was tried: "read concept 17". REQUIRES: called from a catch block.
core::Status StatusOfXapianException(std::string_view operation);

// Runs `call`, which may throw Xapian::Error, and returns what it returns as a Result. Other
// exceptions are bugs and pass through.
template <typename Call>
auto WithXapian(std::string_view operation, Call&& call)
    -> core::Result<std::invoke_result_t<Call>> {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::Error&) {
    return StatusOfXapianException(operation);
  }
}

}  // namespace crosswalk::search
