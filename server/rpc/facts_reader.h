// SPDX-License-Identifier: Apache-2.0
// What an issuer declares about a credential, read from a request.
#pragma once

#include "server/alignment/level_aligner.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_check.h"

#include "crosswalk/v1/alignment.pb.h"

namespace crosswalk::rpc {

// The facts, with names of qualifications turned into their numbers. What is wrong is noted in
// `check` under `facts`: VALUE_OUT_OF_RANGE, VALUE_UNKNOWN, TOO_MANY_ITEMS, TEXT_TOO_LONG,
// RESOURCE_NAME_INVALID, QUALIFICATION_UNKNOWN.
alignment::DeclaredFacts ReadFacts(const v1::DeclaredFacts& facts,
                                   const LoadedGeneration& generation, RequestCheck& check);

}  // namespace crosswalk::rpc
