// SPDX-License-Identifier: Apache-2.0
// What `crosswalk credential import` and `crosswalk demo` do, apart from their command line; as
// commands.h.
#pragma once

#include "tools/client/commands.h"

#include <string>
#include <vector>

namespace crosswalk::client {

struct ImportFlags {
  CallFlags call;
  std::vector<std::string> files;    // "-" or none is standard input.
  std::string format;                // A word of ImportFormats(); empty: found out.
  std::vector<std::string> columns;  // "field=Heading".
  std::string issuer;                // Id of the issuer of records without one.
  std::string issuer_name;           // Its name.
  std::string type;                  // A word of CredentialTypes(), of records without one.
  std::string input_language;        // BCP-47, of texts that name none.
  std::string on_conflict;           // A word of ImportConflicts(); empty: the server's choice.
  std::string suggestions;           // A word of SuggestionModes(); empty: the server's choice.
  std::string actor;                 // For the log; empty: the server's choice.
  std::string request_id;
  bool publish = false;
  int resume_after = 0;  // Leave out records up to this number.
};

ExitCode RunImportCredentials(const ImportFlags& flags, const Screen& screen);

// Imports the sample catalogue, each credential in the state that it says; those that are there
// already are left alone. Of `flags` only the call, actor and suggestions count.
ExitCode RunDemo(const ImportFlags& flags, const Screen& screen);

}  // namespace crosswalk::client
