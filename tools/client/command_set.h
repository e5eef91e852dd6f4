// SPDX-License-Identifier: Apache-2.0
// What the commands of the program have in common on its command line: their registration, the
// options of every call, options with a choice of words. Not thread-safe.
#pragma once

#include "tools/client/commands.h"
#include "tools/client/completion.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::client {

// Goes under the help of every command.
extern const std::string_view kHelpFooter;

class CommandSet {
 public:
  // Keeps a reference to `app`, which outlives it.
  explicit CommandSet(CLI::App& app) : app_(app) {}
  CommandSet(const CommandSet&) = delete;
  CommandSet& operator=(const CommandSet&) = delete;

  // A command that runs `run`; under `parent`, "credential list", where one is given.
  CLI::App* AddCommand(const std::string& name, const std::string& help,
                       std::function<ExitCode()> run, CLI::App* parent = nullptr);
  // A command that only has others under it.
  CLI::App* AddFamily(const std::string& name, const std::string& help);

  // Server, time, language and form of the answer. Allowed before the command and after it;
  // whichever comes last counts.
  void AddCallOptions(CLI::App& command);
  // Lets an option take only `words`, and tells completion of them.
  CLI::Option* Choose(CLI::Option* option, const std::vector<std::string>& words);
  // Values by repeating the option or separated by commas.
  static CLI::Option* Repeatable(CLI::Option* option);
  // Tells completion that the arguments of `command` are files.
  void TakesFiles(const CLI::App& command) { takes_files_.push_back(&command); }

  // What AddCallOptions read, with `standard_server` where no server was given.
  CallFlags& call() { return call_; }
  void FinishCall(const std::string& standard_server);
  // "auto", "always" or "never".
  [[nodiscard]] const std::string& color() const { return color_; }

  // Runs the command that was parsed.
  ExitCode RunParsed() const;
  // The commands as completion needs to know them, read off the parser so that they agree. A family
  // is one command, with those under it as choices and all their options.
  [[nodiscard]] std::vector<CompletedCommand> CompletedCommands() const;

 private:
  void Describe(const CLI::App& command, CompletedCommand& entry) const;

  CLI::App& app_;
  std::vector<std::pair<CLI::App*, std::function<ExitCode()>>> runs_;
  std::map<const CLI::Option*, std::vector<std::string>> choices_;
  std::vector<const CLI::App*> takes_files_;
  CallFlags call_;
  std::optional<double> timeout_seconds_;
  std::string color_ = "auto";
};

}  // namespace crosswalk::client
