// SPDX-License-Identifier: Apache-2.0
#include "tools/client/import_command_line.h"

#include "tools/client/vocabulary.h"

namespace crosswalk::client {

void ImportCommandLine::AddInput(CLI::App& command) {
  command.add_option("files", flags_.files, "Files with credentials; none or - is standard input");
  commands_.TakesFiles(command);
  const std::string group = "Input";
  commands_
      .Choose(command.add_option("-f,--format", flags_.format,
                                 "csv, json, open-badges or case (default: by content)"),
              WordsOf(ImportFormats()))
      ->group(group);
  command
      .add_option("--column", flags_.columns,
                  "CSV: field=Heading, for a heading that is not understood; may be repeated")
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--issuer", flags_.issuer, "Id of the issuer of records that name none")
      ->group(group);
  command.add_option("--issuer-name", flags_.issuer_name, "Its name")->group(group);
  commands_
      .Choose(command.add_option("--type", flags_.type, "Type of records that name none"),
              WordsOf(CredentialTypes()))
      ->group(group);
  command
      .add_option("--input-language", flags_.input_language,
                  "Language of texts that name none (default en)")
      ->group(group);
}

void ImportCommandLine::AddChange(CLI::App& command) {
  command.add_option("--actor", flags_.actor,
                     "Who asks for the change, for the log (default anonymous)");
  commands_.Choose(command.add_option("--suggest", flags_.suggestions,
                                      "What the engine suggests: missing (default), none or all"),
                   WordsOf(SuggestionModes()));
}

void ImportCommandLine::Add(CLI::App& credentials) {
  CLI::App* import = commands_.AddCommand(
      "import", "Keep the credentials of files: CSV, JSON, Open Badges, CASE",
      [this] {
        flags_.call = commands_.call();
        return RunImportCredentials(flags_, screen_);
      },
      &credentials);
  commands_.AddCallOptions(*import);
  AddInput(*import);
  AddChange(*import);
  import->add_flag("--publish", flags_.publish, "Publish what is kept, too");
  commands_.Choose(import->add_option("--on-conflict", flags_.on_conflict,
                                      "Where a credential is there already: fail (default), skip "
                                      "or update"),
                   WordsOf(ImportConflicts()));
  import
      ->add_option("--resume", flags_.resume_after,
                   "Go on after this record, where an import broke off")
      ->check(CLI::Range(1, 1'000'000'000).description(""));
  import->add_option("--request-id", flags_.request_id,
                     "Number of the import: sent again, records are not made twice");

  CLI::App* demo = commands_.AddCommand(
      "demo", "Fill the server with a sample catalogue of invented credentials", [this] {
        flags_.call = commands_.call();
        return RunDemo(flags_, screen_);
      });
  commands_.AddCallOptions(*demo);
  AddChange(*demo);
}

}  // namespace crosswalk::client
