// SPDX-License-Identifier: Apache-2.0
// Findings about the sources as a summary that a person can act on.
#pragma once

#include "frameworks/core/diagnostics.h"

#include <ostream>

namespace crosswalk::indexer {

// Each rule with its count, worst first, and under it the first findings with file, line and field.
// Writes nothing where there are none.
void PrintFindings(const core::Diagnostics& diagnostics, std::ostream& out);

}  // namespace crosswalk::indexer
