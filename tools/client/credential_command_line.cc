// SPDX-License-Identifier: Apache-2.0
#include "tools/client/credential_command_line.h"

#include "tools/client/vocabulary.h"

namespace crosswalk::client {

CLI::App* CredentialCommandLine::AddOne(const char* name, const char* help, RunCredential run) {
  CLI::App* command = commands_.AddCommand(
      name, help,
      [this, run] {
        flags_.call = commands_.call();
        return run(flags_, screen_);
      },
      family_);
  commands_.AddCallOptions(*command);
  return command;
}

void CredentialCommandLine::AddName(CLI::App& command) {
  command.add_option("credential", flags_.name, "Its name, with or without credentials/")
      ->required();
}

void CredentialCommandLine::AddFile(CLI::App& command) {
  command.add_option("file", flags_.file, "Its document in JSON; none or - is standard input");
  commands_.TakesFiles(command);
}

void CredentialCommandLine::AddChange(CLI::App& command) {
  command.add_option("--actor", flags_.actor,
                     "Who asks for the change, for the log (default anonymous)");
  command.add_option("--request-id", flags_.request_id,
                     "Number of the request: sent again, it is not done twice");
}

void CredentialCommandLine::AddView(CLI::App& command, const char* help) {
  command.add_flag("--published", flags_.published, help);
}

void CredentialCommandLine::AddSuggestions(CLI::App& command) {
  commands_.Choose(command.add_option("--suggest", flags_.suggestions,
                                      "What the engine suggests: missing (default), none or all"),
                   WordsOf(SuggestionModes()));
}

void CredentialCommandLine::Add() {
  family_ = commands_.AddFamily("credential", "Keep credentials: write, read and publish them");
  CLI::App* create = AddOne("create", "Keep a new credential, as a draft", RunCreateCredential);
  AddFile(*create);
  AddChange(*create);
  AddSuggestions(*create);
  create->add_flag("--publish", flags_.publish, "Publish it, too");

  CLI::App* get = AddOne("get", "Show a credential", RunGetCredential);
  AddName(*get);
  AddView(*get, "The published text, not the current one");
  get->add_option("--version-number", flags_.version, "This published version")
      ->check(CLI::Range(1, 1'000'000'000).description(""));
  get->add_flag("--document", flags_.document,
                "Print its document in JSON, to change and give to update");

  CLI::App* list = AddOne("list", "List credentials", RunListCredentials);
  AddView(*list, "The published texts, not the current ones");
  list->add_option("--issuer", flags_.issuer, "Only of this issuer, by its id");
  CommandSet::Repeatable(
      commands_.Choose(list->add_option("--state", flags_.states, "Only in this state"),
                       WordsOf(CredentialStates())));
  list->add_option("-n,--limit", flags_.limit, "Most credentials (default 50); 0 lists all")
      ->check(CLI::Range(0, 1'000'000'000).description(""));

  CLI::App* update = AddOne("update", "Change a credential", RunUpdateCredential);
  AddFile(*update);
  AddChange(*update);
  AddSuggestions(*update);
  CommandSet::Repeatable(update->add_option(
      "--fields", flags_.fields,
      "Fields to take from the document, e.g. title,level.declared; * for all (default: those it "
      "has)"));

  const auto add_change = [this](const char* name, const char* help, RunCredential run) {
    CLI::App* command = AddOne(name, help, run);
    AddName(*command);
    AddChange(*command);
    command->add_option("--etag", flags_.etag, "Only if this is its etag still");
  };
  add_change("publish", "Make the current text the next version", RunPublishCredential);
  add_change("withdraw", "End the offer of a published credential", RunWithdrawCredential);
  add_change("delete", "Take a credential away", RunDeleteCredential);
}

}  // namespace crosswalk::client
