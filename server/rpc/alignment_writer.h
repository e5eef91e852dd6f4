// SPDX-License-Identifier: Apache-2.0
// Level alignments as the API shows them.
#pragma once

#include "server/alignment/level_aligner.h"
#include "server/rpc/loaded_generation.h"

#include "crosswalk/v1/alignment.pb.h"
#include "crosswalk/v1/mapping_service.pb.h"

#include <string>

namespace crosswalk::rpc {

// Writes `source`, which answers `request`, with texts in `language`. REQUIRES: the generation has
// the qualifications that `source` numbers.
void WriteAlignment(const alignment::LevelAlignment& source, const v1::AlignLevelRequest& request,
                    const std::string& language, const LoadedGeneration& generation,
                    v1::LevelAlignment& out);

}  // namespace crosswalk::rpc
