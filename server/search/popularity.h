// SPDX-License-Identifier: Apache-2.0
// How much a framework uses a concept: what breaks ties between equally good matches. Private to
// server/search.
#pragma once

#include "server/search/index_snapshot.h"

#include <vector>

namespace crosswalk::search {

// By ordinal, 0..1: the logarithm of the number of occupations and skills that a concept is
// essential or optional for, over that of the most used one.
std::vector<float> Popularity(const IndexSnapshot& snapshot);

}  // namespace crosswalk::search
