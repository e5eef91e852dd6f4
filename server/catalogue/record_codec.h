// SPDX-License-Identifier: Apache-2.0
// The record that the index keeps of a credential: what a hit shows and what pathways follow, so
// that no search reads the store.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential.h"

#include <string>
#include <string_view>

namespace crosswalk::catalogue {

// `credential` without what no hit shows: extensions, picture, assessment, endorsements, expiry,
// and who stated an alignment or level when.
registry::Credential RecordOf(registry::Credential credential);

// A record as bytes and back. Errors of reading: DATA_LOSS (CATALOGUE_CORRUPT).
std::string WriteRecord(const registry::Credential& record);
core::Result<registry::Credential> ReadRecord(std::string_view bytes);

// Names of all fields in the order in which they are written: an index that was written with
// others cannot be read.
std::string RecordLayout();

}  // namespace crosswalk::catalogue
