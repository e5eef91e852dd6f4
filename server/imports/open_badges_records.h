// SPDX-License-Identifier: Apache-2.0
// Open Badges 2.0 (https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html) and
// 3.0 (https://www.imsglobal.org/spec/ob/v3p0).
#pragma once

#include "server/imports/import_record.h"
#include "server/imports/json_slices.h"

namespace crosswalk::imports {

// Reads an Achievement or BadgeClass, or the one within an AchievementCredential or Assertion. What
// an award says about its holder is never read: its members are named as not held, without their
// values. docs/import.md has the table of where each property goes. Thread-safe.
ImportRecord ReadBadgeRecord(const JsonSlice& slice, const ImportOptions& options);

}  // namespace crosswalk::imports
