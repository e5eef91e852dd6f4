// SPDX-License-Identifier: Apache-2.0
// What the commands share in calling the server.
#pragma once

#include "tools/client/commands.h"
#include "tools/client/server_connection.h"

#include "crosswalk/v1/common.pb.h"
#include "crosswalk/v1/mapping.pb.h"

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <vector>

namespace crosswalk::client {

// `actor`: who changes credentials, for the log of the registry; empty for calls that only read.
ConnectionOptions ConnectionOf(const CallFlags& flags, const std::string& actor = "");

// "maple.bees" and "credentials/maple.bees" both name the credential.
std::string CredentialName(const std::string& credential);

// "esco" and "frameworks/esco" both name the framework; "all" names every one.
std::string FrameworkName(const std::string& framework);

// The resource name of what a person calls `identifier`: a name, or what GetConcept knows. Errors
// as those of the call.
core::Result<std::string> ResolveName(const std::string& identifier, ServerConnection& server);

// The outcome as it is sent.
v1::Outcome OutcomeOf(const InputOutcome& input);

// What the server did not do quite as asked, for a person.
void ReportWarnings(const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
                    const Screen& screen);

// What reading the input left out.
void ReportNotes(const OutcomeInput& input, const Screen& screen);

// Says what is awaited where a person would wonder why nothing happens.
void ReportWaiting(const InputSelection& selection, const Screen& screen);

template <typename Message>
void SetLanguages(const CallFlags& flags, Message& request) {
  request.mutable_language_codes()->Assign(flags.languages.begin(), flags.languages.end());
}

}  // namespace crosswalk::client
