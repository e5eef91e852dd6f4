// SPDX-License-Identifier: Apache-2.0
// Page tokens: opaque to clients, and bound to the listing and the generation they came from.
#pragma once

#include "frameworks/core/status.h"
#include "server/rpc/request_check.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace google::protobuf {
class Message;
}

namespace crosswalk::rpc {

// Hash of the method and of every field of `request` but page_size and page_token. The same in
// every build, so that replicas of one generation accept each other's tokens.
std::uint64_t RequestFingerprint(std::string_view method, const google::protobuf::Message& request);

// The token of the page that begins after `offset` results.
std::string FormatPageToken(std::size_t offset, std::uint64_t fingerprint,
                            std::string_view generation);

// The offset in `token`; 0 for an empty token. INVALID_ARGUMENT / PAGE_TOKEN_INVALID where it is
// not one of ours, PAGE_TOKEN_MISMATCH where another request gave it; ABORTED / PAGE_TOKEN_EXPIRED
// where another generation did.
core::Result<std::size_t> ParsePageToken(std::string_view token, std::uint64_t fingerprint,
                                         std::string_view generation);

// What page_size means: 0 is `standard`, more than `most` is `most`. Notes VALUE_OUT_OF_RANGE in
// `check`, with `field` at fault, where it is negative.
std::size_t PageSize(std::int64_t asked, std::size_t standard, std::size_t most,
                     RequestCheck& check, std::string_view field = "page_size");

}  // namespace crosswalk::rpc
