// SPDX-License-Identifier: Apache-2.0
// The content of the two OQF files, format crosswalk-oqf/1 and crosswalk-oqf-override/1; the rules
// are in frameworks/oqf/data/README.md.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/io/json_document.h"

#include <string>

namespace crosswalk::oqf {

// URI that Crosswalk mints for a qualification, since Ontario publishes none:
// "urn:crosswalk:oqf:7".
std::string QualificationUri(int number);

// The framework that oqf.json describes, without sources and without concepts. Mistakes are
// reported to `diagnostics`; any of them refuses the file: INVALID_ARGUMENT (SOURCE_INVALID).
core::Result<core::FrameworkData> ReadLadder(const io::JsonDocument& document,
                                             core::Diagnostics& diagnostics);

// Puts the wording of oqf.override.json over that of `data`, and says in the attribution where it
// comes from. Errors as of ReadLadder; `data` is then as it was.
core::Status ApplyOverride(const io::JsonDocument& document, core::Diagnostics& diagnostics,
                           core::FrameworkData& data);

}  // namespace crosswalk::oqf
