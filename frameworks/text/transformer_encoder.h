// SPDX-License-Identifier: Apache-2.0
// The transformer encoder, run by OpenVINO on the CPU.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "frameworks/text/encoder_settings.h"

#include <cstddef>
#include <memory>

namespace crosswalk::text {

// Loads the model that `settings` names, for `concurrency` callers at a time, and runs it once so
// that the first request is not slower than the others. FAILED_PRECONDITION with reason
// ENCODER_INVALID where OpenVINO refuses the model or its inputs and outputs are others than said.
core::Result<std::unique_ptr<OutcomeEncoder>> OpenTransformerEncoder(EncoderSettings settings,
                                                                     std::size_t concurrency);

}  // namespace crosswalk::text
