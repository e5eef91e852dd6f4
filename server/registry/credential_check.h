// SPDX-License-Identifier: Apache-2.0
// What values a credential may have. The store keeps no other; a service or an import may ask first
// to say more at once. Thread-safe.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::registry {

// Bounds, far above real catalogues: the sample catalogue's longest text has a few hundred bytes.
inline constexpr std::size_t kMaxIdBytes = 128;
inline constexpr std::size_t kMaxTextBytes = 16'384;  // Any one text.
inline constexpr std::size_t kMaxListItems = 500;     // Any one list or map.

// Whether `id` is one a credential, issuer or outcome may have: [a-z0-9.-], a letter or digit first
// and last, up to kMaxIdBytes.
bool IsId(std::string_view id);

// "credentials/{id}" -> id. Errors: INVALID_ARGUMENT (RESOURCE_NAME_INVALID).
core::Result<std::string> ParseCredentialName(std::string_view name);
std::string FormatCredentialName(std::string_view id);

// What is wrong with the fields a caller sets; none if they may be kept. A draft may be incomplete.
std::vector<core::FieldViolation> CheckCredential(const Credential& credential);

// What a credential still lacks before it may be published: a title, an issuer, a type and an
// outcome.
std::vector<core::FieldViolation> CheckPublishable(const Credential& credential);

}  // namespace crosswalk::registry
