// SPDX-License-Identifier: Apache-2.0
// The labels of a concept as they are shown.
#pragma once

#include "frameworks/core/concept.h"
#include "indexer/schema/label_file.h"
#include "server/search/search_engine.h"

#include <string>
#include <vector>

namespace crosswalk::search {

// The label `row` of `item`, without highlights. Falls back to the preferred label where `item`
// lacks it.
LabelMatch TextOf(const core::Concept& item, const index_schema::LabelRow& row,
                  const std::string& language);

// The preferred label in the first of `languages` that `item` has, without highlights.
LabelMatch PreferredLabel(const core::Concept& item, const std::vector<std::string>& languages);

}  // namespace crosswalk::search
