// SPDX-License-Identifier: Apache-2.0
// Credentials as a person reads them. All functions are thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/credential.pb.h"
#include "crosswalk/v1/credential_service.pb.h"

#include <map>
#include <string>
#include <vector>

namespace crosswalk::client {

// Resource name of a concept -> its label.
using ConceptLabels = std::map<std::string, std::string>;

// The concepts that a credential's alignments and levels name, each once.
std::vector<std::string> ConceptsOf(const v1::Credential& credential);

// The text in the first of `languages` that there is, else in English, else in any.
std::string PickText(const google::protobuf::Map<std::string, std::string>& texts,
                     const std::vector<std::string>& languages);

// Name and state on one line, with a line feed: "credentials/maple.bees: published, version 2".
std::string FormatCredentialLine(const v1::Credential& credential);

// Everything about one credential that a reader wants to know.
std::string FormatCredential(const v1::Credential& credential, const ConceptLabels& labels,
                             const std::vector<std::string>& languages, const Look& look);

// A table with a row a credential.
std::string FormatCredentials(const v1::ListCredentialsResponse& response,
                              const std::vector<std::string>& languages, const Look& look);

}  // namespace crosswalk::client
