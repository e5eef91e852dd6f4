// SPDX-License-Identifier: Apache-2.0
// What is in a generation, for people.
#pragma once

#include "indexer/schema/generation.h"

#include <filesystem>
#include <ostream>

namespace crosswalk::indexer {

// Frameworks with releases, counts by type and language, relations, collections and sources; the
// encoder with its vectors; the files.
void PrintInspection(const std::filesystem::path& generation,
                     const index_schema::Manifest& manifest, std::ostream& out);

}  // namespace crosswalk::indexer
