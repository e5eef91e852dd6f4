// SPDX-License-Identifier: Apache-2.0
#include "tools/client/command_set.h"

#include <algorithm>

namespace crosswalk::client {

const std::string_view kHelpFooter =
    "Environment: CROSSWALK_SERVER is the server where --server is not given; NO_COLOR turns "
    "colours off.\n"
    "Exit codes: 0 done, 1 the server refused or failed, 2 wrong command line or input, 3 no "
    "server or no\nanswer in time, 4 some outcomes could not be mapped or records imported, 5 the "
    "answer could not be "
    "written.";

CLI::App* CommandSet::AddCommand(const std::string& name, const std::string& help,
                                 std::function<ExitCode()> run, CLI::App* parent) {
  CLI::App* command = (parent == nullptr ? app_ : *parent).add_subcommand(name, help);
  command->footer(std::string(kHelpFooter));
  runs_.emplace_back(command, std::move(run));
  return command;
}

CLI::App* CommandSet::AddFamily(const std::string& name, const std::string& help) {
  CLI::App* family = app_.add_subcommand(name, help);
  family->footer(std::string(kHelpFooter));
  family->require_subcommand(1);
  return family;
}

void CommandSet::AddCallOptions(CLI::App& command) {
  const std::string group = "Server and answer";
  command.add_option("-s,--server", call_.server, "Server, HOST:PORT (default localhost:50051)")
      ->group(group);
  command
      .add_option("--timeout", timeout_seconds_,
                  "Seconds to wait for an answer (default 30; map: no limit)")
      ->check(CLI::Range(0.001, 86400.0).description(""))
      ->group(group);
  Repeatable(command.add_option("-l,--language", call_.languages,
                                "Languages of the answer, best first, e.g. fr,en"))
      ->group(group);
  command.add_flag("--json", call_.json, "Answer in JSON")->group(group);
  Choose(command.add_option("--color", color_, "Colours: auto, always or never")->group(group),
         {"auto", "always", "never"});
}

CLI::Option* CommandSet::Choose(CLI::Option* option, const std::vector<std::string>& words) {
  choices_[option] = words;
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return option->check(CLI::Validator(
      [words, list](std::string& value) {
        return std::find(words.begin(), words.end(), value) != words.end()
                   ? std::string()
                   : "'" + value + "' is none of " + list;
      },
      "", "choice"));
}

CLI::Option* CommandSet::Repeatable(CLI::Option* option) {
  return option->delimiter(',')->allow_extra_args(false);
}

void CommandSet::FinishCall(const std::string& standard_server) {
  if (call_.server.empty()) call_.server = standard_server;
  call_.timeout_given = timeout_seconds_.has_value();
  call_.timeout_seconds = timeout_seconds_.value_or(call_.timeout_seconds);
}

ExitCode CommandSet::RunParsed() const {
  for (const auto& [command, run] : runs_) {
    if (command->parsed()) return run();
  }
  return kBadUsage;
}

std::vector<CompletedCommand> CommandSet::CompletedCommands() const {
  std::vector<CompletedCommand> completed;
  for (const auto& [command, run] : runs_) {
    const CLI::App* parent = static_cast<const CLI::App*>(command)->get_parent();
    if (parent == &app_) {
      CompletedCommand& entry = completed.emplace_back();
      entry.name = command->get_name();
      entry.help = command->get_description();
      Describe(*command, entry);
      continue;
    }
    auto family = std::find_if(completed.begin(), completed.end(),
                               [&](const auto& entry) { return entry.name == parent->get_name(); });
    if (family == completed.end()) {
      family = completed.emplace(completed.end());
      family->name = parent->get_name();
      family->help = parent->get_description();
    }
    family->choices.push_back(command->get_name());
    Describe(*command, *family);
  }
  return completed;
}

void CommandSet::Describe(const CLI::App& command, CompletedCommand& entry) const {
  entry.takes_files |=
      std::find(takes_files_.begin(), takes_files_.end(), &command) != takes_files_.end();
  for (const CLI::Option* option : command.get_options()) {
    const auto found = choices_.find(option);
    std::vector<std::string> choices;
    if (found != choices_.end()) choices = found->second;
    if (option->get_positional()) {
      if (!choices.empty()) entry.choices = std::move(choices);
      continue;
    }
    CompletedOption described;
    for (const std::string& name : option->get_snames()) described.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) described.names.push_back("--" + name);
    const bool known =
        std::any_of(entry.options.begin(), entry.options.end(),
                    [&](const auto& other) { return other.names == described.names; });
    if (known) continue;
    described.help = option->get_description();
    described.takes_value = option->get_items_expected_max() > 0;
    described.choices = std::move(choices);
    entry.options.push_back(std::move(described));
  }
}

}  // namespace crosswalk::client
