// SPDX-License-Identifier: Apache-2.0
// The JSON document of a credential: what the store keeps and what JSON imports read. Member names
// are the fields' (snake_case, as proto3 JSON keeps them on request), times RFC 3339, closed
// vocabularies their words (vocabulary.h). A member that is absent or null is a field not set.
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::registry {

// No document may be larger: a hundred times the largest real ones.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 20;

struct CredentialReading {
  Credential credential;
  // Paths of members that a credential has no field for, "issuer.logo", an
  // object's own before those within its members. They are not kept; tell whoever sent them.
  std::vector<std::string> unknown_fields;
};

// Reads a document. A member "id" stands for the name "credentials/{id}" where there is no "name".
// Types are checked, values only as far as their types go (credential_check.h does the rest).
// Errors, all INVALID_ARGUMENT: DOCUMENT_SYNTAX (not JSON or not UTF-8; the message and the
// metadata "line" and "column" say where), DOCUMENT_INVALID (a field violation for each member at
// fault, up to ten), DOCUMENT_TOO_LARGE. Thread-safe.
core::Result<CredentialReading> ReadCredentialDocument(std::string_view json);

// Writes a document on one line, fields not set left out. Reading it back gives an equal
// credential. Bytes that are not UTF-8 are written as they are and would be refused by the reader.
// Thread-safe.
std::string WriteCredentialDocument(const Credential& credential);

}  // namespace crosswalk::registry
