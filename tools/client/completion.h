// SPDX-License-Identifier: Apache-2.0
// Scripts that let shells complete the program's commands and options. Thread-safe.
#pragma once

#include <string>
#include <vector>

namespace crosswalk::client {

struct CompletedOption {
  std::vector<std::string> names;  // With their dashes: "-n", "--top".
  std::string help;
  bool takes_value = false;
  std::vector<std::string> choices;  // All the values there are; empty if there are too many.
};

struct CompletedCommand {
  std::string name;
  std::string help;
  std::vector<CompletedOption> options;
  std::vector<std::string> choices;  // Of its argument, as in an option.
  bool takes_files = false;          // Whether its arguments are files.
};

enum class Shell { kBash, kZsh, kFish };

// The script; docs/cli.md says where each shell wants it.
std::string CompletionScript(Shell shell, const std::vector<CompletedCommand>& commands);

}  // namespace crosswalk::client
