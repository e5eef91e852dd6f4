// SPDX-License-Identifier: Apache-2.0
// 1EdTech CASE 1.0 and 1.1 packages (https://www.imsglobal.org/spec/case/v1p1) as credentials.
#pragma once

#include "server/imports/import_record.h"
#include "server/imports/json_slices.h"

namespace crosswalk::imports {

// Reads a CFPackage: the document is the credential, its items that are to be learned are the
// outcomes, in the order of the tree. docs/import.md has the table of where each field goes.
// Thread-safe.
ImportRecord ReadCaseRecord(const JsonSlice& slice, const ImportOptions& options);

}  // namespace crosswalk::imports
