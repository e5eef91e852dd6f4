// SPDX-License-Identifier: Apache-2.0
// Proof that a generation is whole.
#pragma once

#include "frameworks/core/status.h"
#include "indexer/schema/generation.h"

#include <filesystem>

namespace crosswalk::index_builder {

// Checks the generation at `path`, or the current one of the index home at `path`: the manifest's
// and every file's checksum, that there are no other files, and then what the files say: every
// concept is decoded, every relation, label and vector belongs to a concept, the parts agree in
// their counts, the encoder opens and made the vectors. Answers the manifest. Errors as
// index_schema::ReadManifest and VerifyFiles; DATA_LOSS / INDEX_CORRUPT where parts contradict each
// other.
core::Result<index_schema::Manifest> VerifyGeneration(const std::filesystem::path& path);

}  // namespace crosswalk::index_builder
