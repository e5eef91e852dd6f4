// SPDX-License-Identifier: Apache-2.0
// Tables with a row an outcome.
#pragma once

#include "frameworks/core/status.h"
#include "server/imports/import_record.h"
#include "server/imports/record_reader.h"

#include <memory>
#include <string>

namespace crosswalk::imports {

// Rows of one credential belong together by credential_id, else issuer and external_id, else issuer
// and title, wherever they stand; a row that leaves all these blank goes on with the credential of
// the row before. A field of the credential counts from the first row that has it; a later row may
// repeat it or leave it blank. A row that is wrong is a record of its own with problems, and left
// out of its credential. Records come in the order of their first rows. Errors: see OpenRecords.
core::Result<std::unique_ptr<RecordReader>> OpenCsv(const std::string& bytes,
                                                    const ImportOptions& options);

}  // namespace crosswalk::imports
