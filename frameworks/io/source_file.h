// SPDX-License-Identifier: Apache-2.0
// Reading the files that frameworks come in. All functions are thread-safe.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace crosswalk::io {

// No file of a framework may be larger than this, packed or unpacked. The largest of the official
// ESCO files has 22 MB; the bound keeps a zip bomb or a wrong path from filling the memory.
inline constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;

// The bytes of a regular file. Errors: NOT_FOUND (SOURCE_NOT_FOUND), INVALID_ARGUMENT
// (SOURCE_UNREADABLE: a folder, no permission, a read error; SOURCE_TOO_LARGE).
core::Result<std::string> ReadSourceFile(const std::filesystem::path& path,
                                         std::size_t max_bytes = kMaxFileBytes);

// What the manifest says about a file: name, size and SHA-256.
core::SourceFile DescribeSource(std::string name, std::string_view bytes);

// The errors every reader of this folder returns, so that their reasons are the same everywhere.
core::Status SourceNotFound(std::string_view name);                          // SOURCE_NOT_FOUND
core::Status SourceUnreadable(std::string_view name, std::string_view why);  // SOURCE_UNREADABLE
core::Status SourceTooLarge(std::string_view name, std::size_t max_bytes);   // SOURCE_TOO_LARGE

}  // namespace crosswalk::io
