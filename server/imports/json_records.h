// SPDX-License-Identifier: Apache-2.0
// Files of JSON, whatever their records are.
#pragma once

#include "server/imports/import_record.h"
#include "server/imports/json_slices.h"
#include "server/imports/record_reader.h"

#include <memory>
#include <string>

namespace crosswalk::imports {

// Reads one record from its text: the credential, problems and what is not held.
using ReadJsonRecord = ImportRecord (*)(const JsonSlice& slice, const ImportOptions& options);

// A credential's own document (registry::ReadCredentialDocument).
ImportRecord ReadDocumentRecord(const JsonSlice& slice, const ImportOptions& options);

// Each record of `bytes` in turn. Adds what holds for all formats: registry::CheckCredential, where
// nothing was wrong before, and that no two records have the same name.
std::unique_ptr<RecordReader> OpenJson(std::string bytes, ImportFormat format, ReadJsonRecord read,
                                       const ImportOptions& options);

}  // namespace crosswalk::imports
