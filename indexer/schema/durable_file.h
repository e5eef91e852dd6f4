// SPDX-License-Identifier: Apache-2.0
// Files that are on the disk when the call returns.
#pragma once

#include "frameworks/core/status.h"

#include <filesystem>
#include <string_view>

namespace crosswalk::index_schema {

// Creates `file` with `bytes` and syncs it. UNAVAILABLE / INDEX_IO, naming the file and the
// system's reason, where it exists already or cannot be written.
core::Status WriteDurably(const std::filesystem::path& file, std::string_view bytes);

// Syncs a file or directory that exists. UNAVAILABLE / INDEX_IO where that fails.
core::Status SyncPath(const std::filesystem::path& path);

// UNAVAILABLE / INDEX_IO for a call that left its reason in errno: "cannot `action` `path`:
// reason".
core::Status IoError(std::string_view action, const std::filesystem::path& path, int error_number);

}  // namespace crosswalk::index_schema
