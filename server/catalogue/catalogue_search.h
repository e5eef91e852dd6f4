// SPDX-License-Identifier: Apache-2.0
// Search of the published credentials. How it works: docs/credential-search.md.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/live_index.h"
#include "server/catalogue/search_query.h"

namespace crosswalk::catalogue {

// Answers `query` from one commit of `index`. Paging is by sort key and name: whatever is published
// meanwhile, a credential that is there and unchanged all the while is answered exactly once.
// Thread-safe. Errors: INVALID_ARGUMENT (PAGE_TOKEN_INVALID; PAGE_TOKEN_MISMATCH: given for another
// query), UNAVAILABLE (CATALOGUE_BUILDING, CATALOGUE_IO), DATA_LOSS (CATALOGUE_CORRUPT).
core::Result<SearchAnswer> SearchCatalogue(const LiveIndex& index, const SkillExpansion& expansion,
                                           const SearchQuery& query);

}  // namespace crosswalk::catalogue
