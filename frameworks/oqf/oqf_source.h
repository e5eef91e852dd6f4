// SPDX-License-Identifier: Apache-2.0
// Reader for the Ontario Qualifications Framework as this project keeps it in frameworks/oqf/data.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace crosswalk::oqf {

// Opens oqf.json, given itself or by its folder, and oqf.override.json beside it when there is one.
//
// Each of the 13 qualifications is a concept of type kQualification: id its slug ("diploma-2"), URI
// "urn:crosswalk:oqf:7" (minted here: Ontario publishes none), code "OQF-7", preferred label its
// title, alternatives its other names, description its purpose. Everything else about it is in
// FrameworkData::qualifications, in ladder order; the categories are in Framework::categories. The
// override's wording replaces ours before all that.
//
// Errors of opening: NOT_FOUND (SOURCE_NOT_FOUND), INVALID_ARGUMENT (SOURCE_UNREADABLE,
// SOURCE_TOO_LARGE, SOURCE_SYNTAX). Reading reports every mistake to the diagnostics (bad-value, by
// line and JSON pointer) and refuses a file that has any: INVALID_ARGUMENT (SOURCE_INVALID).
core::Result<std::unique_ptr<core::FrameworkSource>> OpenOqfSource(
    const std::filesystem::path& path);

// The same for texts in memory, the second absent where there is no override.
core::Result<std::unique_ptr<core::FrameworkSource>> MakeOqfSource(
    std::string bytes, std::optional<std::string> override_bytes = std::nullopt);

}  // namespace crosswalk::oqf
