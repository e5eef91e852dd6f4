// SPDX-License-Identifier: Apache-2.0
// Brings an index writer from one place of the store's log to the next. Private to
// server/catalogue.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/index_writer.h"
#include "server/registry/credential_store.h"

#include <cstdint>
#include <functional>

namespace crosswalk::catalogue {

// Told how many credentials of how many are done; stops the work by answering false.
using BuildProgress = std::function<bool(std::int64_t built, std::int64_t to_build)>;

// Whether `store` has the log entry that `place` names, so that following may go on behind it.
core::Result<bool> IsOfLog(registry::CredentialStore& store, const LogPlace& place);

// Applies the next entries of the log, up to `most`, and commits. True if there were any.
core::Result<bool> FollowOnce(registry::CredentialStore& store, IndexWriter& writer, int most);

// Writes all published credentials to `writer`, whose index is empty, and commits with the place
// where the log stood before. ABORTED (CATALOGUE_STOPPED) where `progress` stops it.
core::Status BuildAll(registry::CredentialStore& store, IndexWriter& writer,
                      const BuildProgress& progress);

}  // namespace crosswalk::catalogue
