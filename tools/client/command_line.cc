// SPDX-License-Identifier: Apache-2.0
#include "tools/client/command_line.h"

#include "tools/client/command_set.h"
#include "tools/client/commands.h"
#include "tools/client/completion.h"
#include "tools/client/credential_command_line.h"
#include "tools/client/find_command.h"
#include "tools/client/import_command_line.h"
#include "tools/client/pathway_command_line.h"
#include "tools/client/vocabulary.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace crosswalk::client {
namespace {

// Commands, their options and what to run; CLI11 fills the flags that the commands then read.
class CommandLine {
 public:
  CommandLine(const Surroundings& surroundings, const Screen& screen)
      : surroundings_(surroundings),
        screen_(screen),
        credentials_(commands_, screen_),
        find_(commands_, screen_),
        imports_(commands_, screen_),
        pathways_(commands_, screen_) {
    app_.require_subcommand(1);
    app_.footer(std::string(kHelpFooter));
    app_.failure_message([](const CLI::App*, const CLI::Error& error) {
      return "crosswalk: " + std::string(error.what()) + "\nTry --help.\n";
    });
    app_.set_version_flag("--version", "crosswalk " + surroundings.version);
    AddCallOptions(app_);
    AddMap();
    AddAlign();
    AddSearch();
    AddSuggest();
    AddShow();
    credentials_.Add();
    find_.Add();
    imports_.Add(credentials_.family());
    pathways_.Add();
    AddPlain("frameworks", "List what the server has loaded", RunFrameworks);
    AddPlain("status", "Say how the server is doing", RunStatus);
    AddPlain("reload", "Have the server open the newest index", RunReload);
    AddPlain("rebuild-catalogue", "Have the index of published credentials built anew",
             RunRebuildCatalogue);
    AddCompletion();
  }

  int Run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      const bool is_answer = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
      app_.exit(error, screen_.out, screen_.err);
      return is_answer ? kDone : kBadUsage;
    }
    std::string server = surroundings_.server.value_or("");
    if (server.empty()) server = kDefaultServer;
    commands_.FinishCall(server);
    if (commands_.color() != "auto") screen_.look.color = commands_.color() == "always";
    return commands_.RunParsed();
  }

 private:
  CLI::App* AddCommand(const std::string& name, const std::string& help,
                       std::function<ExitCode()> run) {
    return commands_.AddCommand(name, help, std::move(run));
  }
  void AddCallOptions(CLI::App& command) { commands_.AddCallOptions(command); }
  CLI::Option* Choose(CLI::Option* option, const std::vector<std::string>& words) {
    return commands_.Choose(option, words);
  }
  static CLI::Option* Repeatable(CLI::Option* option) { return CommandSet::Repeatable(option); }

  void AddInputOptions(CLI::App& command, InputSelection& input) {
    command.add_option("files", input.files, "Files with outcomes; none or - is standard input");
    commands_.TakesFiles(command);
    command.add_option("-t,--text", input.texts, "An outcome; may be repeated")
        ->allow_extra_args(false);
    const std::map<std::string, InputFormat> formats = {{"text", InputFormat::kText},
                                                        {"lines", InputFormat::kLines},
                                                        {"csv", InputFormat::kCsv},
                                                        {"json", InputFormat::kJson},
                                                        {"jsonl", InputFormat::kJsonLines}};
    std::vector<std::string> words;
    words.reserve(formats.size());
    for (const auto& [word, format] : formats) words.push_back(word);
    const std::string group = "Input";
    Choose(
        command.add_option_function<std::string>(
            "-f,--format",
            [&input, formats](const std::string& word) { input.options.format = formats.at(word); },
            "text, lines, csv, json or jsonl (default: by name and content)"),
        words)
        ->group(group);
    command
        .add_option("--text-column", input.options.text_column,
                    "CSV: column of the outcomes, by name or number")
        ->group(group);
    command.add_option("--id-column", input.options.id_column, "CSV: column of identifiers")
        ->group(group);
    command
        .add_option("--language-column", input.options.language_column,
                    "CSV: column of the outcomes' languages")
        ->group(group);
    command
        .add_option("--input-language", input.language,
                    "Language of the outcomes (default: the server finds out)")
        ->group(group);
  }

  void AddMap() {
    CLI::App* command = AddCommand("map", "Map learning outcomes to skills", [this] {
      map_.call = commands_.call();
      if (commands_.call().json + map_.json_lines + map_.csv > 1) {
        screen_.err << "crosswalk: only one of --json, --json-lines and --csv\n";
        return kBadUsage;
      }
      return RunMap(map_, screen_);
    });
    AddCallOptions(*command);
    AddInputOptions(*command, map_.input);
    command->add_option("-n,--top", map_.top, "Most skills for an outcome (default 5)")
        ->check(CLI::Range(1, 200).description(""));
    command
        ->add_option("--min-confidence", map_.min_confidence,
                     "Least confidence of a skill, 0 to 1 (default: tables leave out "
                     "what is below 0.05 but for the best)")
        ->check(CLI::Range(0.0, 1.0).description(""));
    command->add_flag("--committed-only", map_.committed_only,
                      "Only skills that the model would commit to: none to five for an outcome");
    Repeatable(command->add_option("--framework", map_.frameworks,
                                   "Framework to map to, or all (default esco)"));
    Repeatable(Choose(
        command->add_option("--skill-type", map_.skill_types, "Only competence or knowledge"),
        WordsOf(SkillTypes())));
    Choose(command->add_option("--encoder", map_.encoder,
                               "transformer, or static: faster and less exact"),
           WordsOf(Encoders()));
    command->add_flag("--as-credential", map_.as_credential,
                      "All outcomes are of one credential and inform each other, as does the "
                      "title that the input has");
    command->add_option("--title", map_.title, "Title of the credential, to inform its outcomes");
    command->add_flag("--explain", map_.explain, "Show what each signal contributed");
    command->add_flag("--json-lines", map_.json_lines, "One JSON object an outcome, as it comes");
    command->add_flag("--csv", map_.csv, "Rows for a spreadsheet");
  }

  void AddAlign() {
    CLI::App* command =
        AddCommand("align", "Find the qualification level of a credential's outcomes", [this] {
          align_.call = commands_.call();
          return RunAlign(align_, screen_);
        });
    AddCallOptions(*command);
    AddInputOptions(*command, align_.input);
    command->add_option("--title", align_.title, "Title of the credential");
    command->add_option("--hours", align_.hours, "Its hours of instruction");
    command->add_option("--credits", align_.credits, "Its credits");
    Choose(command->add_option("--issuer-type", align_.issuer_type, "What kind of body awards it"),
           WordsOf(IssuerTypes()));
    Choose(command->add_option("--admission", align_.admission, "What is asked of entrants"),
           WordsOf(AdmissionRequirements()));
    Repeatable(command->add_option("--prerequisite", align_.prerequisites,
                                   "Qualification that entrants hold, e.g. OQF-7"));
    command
        ->add_option("--max-evidence", align_.max_evidence,
                     "Most pieces of evidence shown for a category (default 1)")
        ->check(CLI::Range(0, 1000).description(""));
    command->add_flag("--full", align_.full,
                      "All evidence, whole descriptors, what each outcome shows, and occupations");
  }

  void AddFilterOptions(CLI::App& command, FilterFlags& filter) {
    const std::string group = "What to find";
    Repeatable(
        command.add_option("--framework", filter.frameworks, "Only this framework, e.g. esco"))
        ->group(group);
    Repeatable(Choose(command.add_option("--type", filter.types,
                                         "Only this kind of concept (default skill)"),
                      WordsOf(ConceptTypes())))
        ->group(group);
    Repeatable(Choose(command.add_option("--skill-type", filter.skill_types,
                                         "Only competence or knowledge"),
                      WordsOf(SkillTypes())))
        ->group(group);
    Repeatable(Choose(command.add_option("--reuse-level", filter.reuse_levels,
                                         "Only skills used this widely"),
                      WordsOf(ReuseLevels())))
        ->group(group);
    Repeatable(command.add_option("--collection", filter.collections,
                                  "Only of this collection, e.g. digital"))
        ->group(group);
    Repeatable(command.add_option("--group", filter.groups,
                                  "Only what is below this group: name, URI or code"))
        ->group(group);
    Repeatable(command.add_option("--occupation", filter.occupations,
                                  "Only skills of this occupation: name, URI or code"))
        ->group(group);
    command.add_flag("--essential", filter.essential, "Only its essential skills")
        ->needs(command.get_option("--occupation"))
        ->group(group);
  }

  void AddSearch() {
    CLI::App* command = AddCommand("search", "Find skills by words, code or URI", [this] {
      for (const std::string& word : words_)
        search_.query += (search_.query.empty() ? "" : " ") + word;
      search_.call = commands_.call();
      return RunSearch(search_, screen_);
    });
    AddCallOptions(*command);
    command->add_option("query", words_, "What to look for")->required();
    command->add_option("-n,--limit", search_.limit, "Most results (default 10)")
        ->check(CLI::Range(1, 10000).description(""));
    AddFilterOptions(*command, search_.filter);
  }

  void AddSuggest() {
    CLI::App* command = AddCommand("suggest", "Complete what someone is typing", [this] {
      for (const std::string& word : words_) {
        suggest_.prefix += (suggest_.prefix.empty() ? "" : " ") + word;
      }
      suggest_.call = commands_.call();
      return RunSuggest(suggest_, screen_);
    });
    AddCallOptions(*command);
    command->add_option("prefix", words_, "What is typed so far")->required();
    command->add_option("-n,--limit", suggest_.limit, "Most suggestions (default 10)")
        ->check(CLI::Range(1, 50).description(""));
    AddFilterOptions(*command, suggest_.filter);
  }

  void AddShow() {
    CLI::App* command = AddCommand("show", "Show a concept and its neighbours", [this] {
      show_.call = commands_.call();
      return RunShow(show_, screen_);
    });
    AddCallOptions(*command);
    command
        ->add_option("concept", show_.identifier,
                     "Resource name, URI, address on the ESCO portal, UUID or code")
        ->required();
    command
        ->add_option("--neighbours", show_.neighbours,
                     "Most neighbours of each relation (default 10)")
        ->check(CLI::Range(0, 1000).description(""));
  }

  void AddPlain(const std::string& name, const std::string& help,
                ExitCode (*run)(const CallFlags&, const Screen&)) {
    AddCallOptions(*AddCommand(name, help, [this, run] { return run(commands_.call(), screen_); }));
  }

  void AddCompletion() {
    CLI::App* command = AddCommand(
        "completion", "Print a script that completes commands in bash, zsh or fish", [this] {
          const std::map<std::string, Shell> shells = {
              {"bash", Shell::kBash}, {"zsh", Shell::kZsh}, {"fish", Shell::kFish}};
          screen_.out << CompletionScript(shells.at(shell_), commands_.CompletedCommands());
          return kDone;
        });
    Choose(command->add_option("shell", shell_, "bash, zsh or fish")->required(),
           {"bash", "zsh", "fish"});
  }

  const Surroundings& surroundings_;
  Screen screen_;
  CLI::App app_{"Maps learning outcomes to skills and qualification levels by a Crosswalk server.",
                "crosswalk"};
  CommandSet commands_{app_};
  CredentialCommandLine credentials_;
  FindCommandLine find_;
  ImportCommandLine imports_;
  PathwayCommandLine pathways_;

  MapFlags map_;
  AlignFlags align_;
  SearchFlags search_;
  SuggestFlags suggest_;
  ShowFlags show_;
  std::vector<std::string> words_;  // Of the query or the prefix.
  std::string shell_;
};

}  // namespace

int RunCommandLine(int argc, const char* const* argv, const Surroundings& surroundings,
                   const Screen& screen) {
  return CommandLine(surroundings, screen).Run(argc, argv);
}

}  // namespace crosswalk::client
