// SPDX-License-Identifier: Apache-2.0
// Ids and names for records that bring identifiers of other forms. Each is a function of the record
// alone, so that the next import of the same record finds the same credential. Thread-safe; texts
// are UTF-8.
#pragma once

#include "server/imports/import_record.h"
#include "server/registry/credential.h"

#include <string>
#include <string_view>

namespace crosswalk::imports {

// An id of [a-z0-9.-] that reads like `text`, at most 70 bytes: "Food Safety" is "food-safety".
// Where anything but case, accents and blanks is lost, a hash of the text is appended, so that
// different texts keep different ids. Empty only for a blank text.
std::string IdFrom(std::string_view text);

// An id for an identifier that is no name: the readable `title` with a hash of `identifier`.
std::string IdFrom(std::string_view title, std::string_view identifier);

// The id of an issuer by its web address or other URI, "https://www.college.example/about" is
// "college.example-about".
std::string IssuerIdFrom(std::string_view uri);

// Gives `credential` what `options` say for records without: an issuer id, the rest of the default
// issuer if it is that one, and the type; then, where it has no name, the name of its issuer and
// `id`. Without an issuer the name stays empty.
void Complete(const ImportOptions& options, std::string_view id, registry::Credential& credential);

}  // namespace crosswalk::imports
