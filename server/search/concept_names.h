// SPDX-License-Identifier: Apache-2.0
// Resource names of all concepts.
#pragma once

#include "frameworks/core/status.h"
#include "server/search/index_snapshot.h"

#include <string>
#include <vector>

namespace crosswalk::search {

// The resource name of every concept of the snapshot, by ordinal. Reads each once: some tenths of a
// second for all of ESCO. Errors are those of IndexSnapshot::Load.
core::Result<std::vector<std::string>> ReadConceptNames(const IndexSnapshot& snapshot);

}  // namespace crosswalk::search
