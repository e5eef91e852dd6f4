// SPDX-License-Identifier: Apache-2.0
// The many spellings of a concept's identifier that people paste.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// URIs that `spelling` may stand for, most likely first; the trimmed spelling itself is the first.
// Understands for ESCO: https for http, "esco/skill/UUID", "skill/UUID", a bare UUID in any case
// (skill, then occupation), "urn:uuid:UUID", and addresses of the ESCO portal or API with a ?uri=
// parameter. Thread-safe. Never fails.
std::vector<std::string> UrisForSpelling(std::string_view spelling);

// Whether `text` looks like an identifier rather than words: one run without blanks that holds a
// UUID, or a scheme or path.
bool LooksLikeUri(std::string_view text);

}  // namespace crosswalk::search
