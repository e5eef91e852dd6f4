// SPDX-License-Identifier: Apache-2.0
// `crosswalk credential ...` on the command line.
#pragma once

#include "tools/client/command_set.h"
#include "tools/client/credential_commands.h"
#include "tools/client/screen.h"

namespace crosswalk::client {

// Keeps references to both, which outlive it.
class CredentialCommandLine {
 public:
  CredentialCommandLine(CommandSet& commands, const Screen& screen)
      : commands_(commands), screen_(screen) {}

  void Add();
  // The command that those of credentials are under. REQUIRES: Add was called.
  [[nodiscard]] CLI::App& family() const { return *family_; }

 private:
  using RunCredential = ExitCode (*)(const CredentialFlags&, const Screen&);
  CLI::App* AddOne(const char* name, const char* help, RunCredential run);
  void AddName(CLI::App& command);
  void AddFile(CLI::App& command);
  void AddChange(CLI::App& command);
  void AddView(CLI::App& command, const char* help);
  void AddSuggestions(CLI::App& command);

  CommandSet& commands_;
  const Screen& screen_;
  CLI::App* family_ = nullptr;
  CredentialFlags flags_;
};

}  // namespace crosswalk::client
