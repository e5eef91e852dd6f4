// SPDX-License-Identifier: Apache-2.0
// What the commands `crosswalk credential ...` do, apart from their command line; as commands.h.
#pragma once

#include "tools/client/commands.h"

#include <string>
#include <vector>

namespace crosswalk::client {

struct CredentialFlags {
  CallFlags call;
  std::string name;   // With or without "credentials/".
  std::string file;   // With a document; "-" or none is standard input.
  std::string actor;  // For the log; empty: the server's choice.
  std::string request_id;
  std::string etag;
  std::string suggestions;          // A word of SuggestionModes(); empty: the server's choice.
  std::vector<std::string> fields;  // Of an update mask.
  bool publish = false;             // Also publish what was created.
  bool published = false;           // Read published texts.
  int version = 0;                  // Read this version; 0 for none.
  bool document = false;            // Print the document.
  std::string issuer;
  std::vector<std::string> states;  // Words of CredentialStates().
  int limit = 50;                   // Of a list; 0 for none.
};

ExitCode RunCreateCredential(const CredentialFlags& flags, const Screen& screen);
ExitCode RunGetCredential(const CredentialFlags& flags, const Screen& screen);
ExitCode RunListCredentials(const CredentialFlags& flags, const Screen& screen);
ExitCode RunUpdateCredential(const CredentialFlags& flags, const Screen& screen);
ExitCode RunPublishCredential(const CredentialFlags& flags, const Screen& screen);
ExitCode RunWithdrawCredential(const CredentialFlags& flags, const Screen& screen);
ExitCode RunDeleteCredential(const CredentialFlags& flags, const Screen& screen);

}  // namespace crosswalk::client
