// SPDX-License-Identifier: Apache-2.0
// Reader for ESCO, the European classification of skills and occupations, as the European
// Commission publishes it: "ESCO dataset - v1.2.0 - classification - en - csv.zip"
// (https://esco.ec.europa.eu/en/use-esco/download), releases 1.0.3 to 1.2.x, every language.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/esco/bundle.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace crosswalk::esco {

struct EscoOptions {
  // Publisher's version of the bundles, where their names do not say ("v1.2.0"); it overrides them.
  std::string release;
};

// Opens bundles, each a zip archive or the folder it unpacks to, that become one concept set: each
// brings the words of its language, and what goes without words (relations, codes, types) comes
// from the first bundle that has it. Only a skills file is required of all of them together.
//
// Reading reports to Diagnostics, beside the findings about records (see label_files.h,
// relation_files.h, collection_files.h, csv_reader.h): missing-file (note), duplicate-file
// (warning: the same kind and language twice; the first counts), unknown-language (warning: left
// out), unknown-release and release-mismatch (warnings).
//
// Errors of opening and reading: INVALID_ARGUMENT (SOURCE_MISSING: no bundle given;
// SOURCE_UNREADABLE, SOURCE_TOO_LARGE, SOURCE_FILE_MISSING, SOURCE_COLUMN_MISSING) and NOT_FOUND
// (SOURCE_NOT_FOUND).
core::Result<std::unique_ptr<core::FrameworkSource>> OpenEscoSource(
    std::vector<std::filesystem::path> bundles, EscoOptions options = {});

// The same for bundles that are already open. REQUIRES: at least one, none null.
std::unique_ptr<core::FrameworkSource> MakeEscoSource(std::vector<std::unique_ptr<Bundle>> bundles,
                                                      EscoOptions options = {});

}  // namespace crosswalk::esco
