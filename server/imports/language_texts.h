// SPDX-License-Identifier: Apache-2.0
// Texts in several languages as JSON-LD writes them.
#pragma once

#include "frameworks/io/json_document.h"
#include "server/imports/json_findings.h"
#include "server/registry/credential.h"

#include <string>

namespace crosswalk::imports {

// A string, of `language`; {"@value": ..., "@language": ...}; a list of either; or a language map,
// {"en": ..., "fr": ...}. Blank texts are left out. Thread-compatible.
registry::TextByLanguage ReadLanguageTexts(const io::JsonValue& value, const std::string& path,
                                           const std::string& language, JsonFindings& findings);

}  // namespace crosswalk::imports
