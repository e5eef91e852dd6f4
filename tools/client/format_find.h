// SPDX-License-Identifier: Apache-2.0
// Results of a search of credentials as a person reads them. Thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/credential_search.pb.h"

#include <string>
#include <vector>

namespace crosswalk::client {

// The results from the first on, what the search was taken for, and advice where there are none.
// With `facets` what the results are, too.
std::string FormatFind(const v1::SearchCredentialsResponse& response,
                       const std::vector<std::string>& languages, bool facets, const Look& look);

}  // namespace crosswalk::client
