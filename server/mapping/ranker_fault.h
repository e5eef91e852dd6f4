// SPDX-License-Identifier: Apache-2.0
// The error of a ranker that cannot be used. Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"

#include <string>

namespace crosswalk::mapping {

// FAILED_PRECONDITION / ENCODER_INVALID: ranker.json is a part of the encoder's folder. `what`
// begins with the file and the member in it.
inline core::Status RankerFault(const std::string& what) {
  return core::FailedPrecondition("ENCODER_INVALID", what);
}

}  // namespace crosswalk::mapping
