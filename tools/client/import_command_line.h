// SPDX-License-Identifier: Apache-2.0
// `crosswalk credential import` and `crosswalk demo` on the command line.
#pragma once

#include "tools/client/command_set.h"
#include "tools/client/import_commands.h"
#include "tools/client/screen.h"

namespace crosswalk::client {

// Keeps references to both, which outlive it.
class ImportCommandLine {
 public:
  ImportCommandLine(CommandSet& commands, const Screen& screen)
      : commands_(commands), screen_(screen) {}

  // `credentials` is the family that importing belongs to.
  void Add(CLI::App& credentials);

 private:
  void AddInput(CLI::App& command);
  void AddChange(CLI::App& command);

  CommandSet& commands_;
  const Screen& screen_;
  ImportFlags flags_;
};

}  // namespace crosswalk::client
