// SPDX-License-Identifier: Apache-2.0
// Links to frameworks as other systems write them. Thread-safe; texts are UTF-8.
#pragma once

#include "server/registry/credential.h"

#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::imports {

// An alignment that an issuer declares with the concept that `link` names: a resource name
// "frameworks/esco/concepts/...", the URI of an ESCO skill, its bare UUID, or any other URI. ESCO's
// get a concept name too. Only the link is set, and the source.
registry::OutcomeAlignment DeclaredAlignment(std::string_view link);

// A qualification of the Ontario Qualifications Framework by its number ("7"), code ("OQF-7"),
// title in English or French ("Diploma II"), id or resource name.
std::optional<registry::LevelAssertion> OqfLevel(std::string_view text);

// Whether a framework's name, an address or a type tells of the Ontario Qualifications Framework.
bool IsOqf(std::string_view text);

// "1.2.1" of "ESCO v1.2.1"; empty where the text tells no release of ESCO.
std::string EscoRelease(std::string_view framework);

}  // namespace crosswalk::imports
