// SPDX-License-Identifier: Apache-2.0
// The reasons of what registry::CheckCredential finds.
#pragma once

#include "frameworks/core/status.h"

#include <string>

namespace crosswalk::imports {

// The reason of docs/ERRORS.md that a violation found by registry::CheckCredential falls under.
// Thread-safe.
std::string ReasonOf(const core::FieldViolation& violation);

}  // namespace crosswalk::imports
