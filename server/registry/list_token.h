// SPDX-License-Identifier: Apache-2.0
// The page token of a listing by id: which listing it is of, and after which id the page begins.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential_store.h"

#include <string>
#include <string_view>

namespace crosswalk::registry {

std::string MakeListToken(const ListFilter& filter, std::string_view last_id);

// The id; empty for the empty token. Errors: INVALID_ARGUMENT (PAGE_TOKEN_INVALID,
// PAGE_TOKEN_MISMATCH).
core::Result<std::string> ReadListToken(const ListFilter& filter, std::string_view token);

}  // namespace crosswalk::registry
