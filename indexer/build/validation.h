// SPDX-License-Identifier: Apache-2.0
// What readers cannot see because they know one source only, and what every reader must have seen
// to. Private to this module.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"

#include <vector>

namespace crosswalk::index_builder {

// Names the framework in findings that no file can be named for: "esco 1.2.0".
std::string FrameworkLabel(const core::Framework& framework);

// Takes concepts out that cannot be indexed, reporting each to `diagnostics` as an error:
// bad-concept-id, duplicate-id, duplicate-uri, missing-label, bad-language, bad-utf8; memberships
// of unknown collections as warnings (unknown-collection); qualifications that do not fit their
// concepts or their ladder as errors (bad-qualification). Puts labels, languages and collections
// into the order that core::Concept promises. INVALID_ARGUMENT / FRAMEWORK_CLASH for a framework id
// that is used twice or is not one.
core::Status ValidateFrameworks(std::vector<core::FrameworkData>& frameworks,
                                core::Diagnostics& diagnostics);

}  // namespace crosswalk::index_builder
