// SPDX-License-Identifier: Apache-2.0
#include "tools/client/pathway_command_line.h"

namespace crosswalk::client {
namespace {

void AddEvidence(CLI::App& command, EvidenceFlags& evidence) {
  const std::string group = "What counts";
  command
      .add_flag("--confirmed-only", evidence.confirmed_only,
                "Only skills that a reviewer confirmed")
      ->group(group);
  command
      .add_option("--min-confidence", evidence.min_confidence,
                  "Least confidence of suggested skills, 0 to 1 (default 0)")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->group(group);
}

}  // namespace

void PathwayCommandLine::Add() {
  AddPathways();
  AddGap();
  AddDeadEnds();
}

void PathwayCommandLine::AddPathways() {
  CLI::App* command = commands_.AddCommand("pathways", "Show what credentials lead to", [this] {
    pathways_.call = commands_.call();
    return RunPathways(pathways_, screen_);
  });
  commands_.AddCallOptions(*command);
  command
      ->add_option("credentials", pathways_.credentials,
                   "Credentials that are held, with or without credentials/; they count together")
      ->required();
  command->add_option("--max-steps", pathways_.max_steps, "Most credentials on one way (default 4)")
      ->check(CLI::Range(1, 8).description(""));
  command->add_option("-n,--limit", pathways_.limit, "Most ways (default 10)")
      ->check(CLI::Range(1, 50).description(""));
  command->add_flag("--declared-only", pathways_.declared_only, "Leave out what nobody declared");
  command
      ->add_option("--min-coverage", pathways_.min_coverage,
                   "Least share of an occupation's essential skills, 0 to 1 (default 0.5)")
      ->check(CLI::Range(0.01, 1.0).description(""));
  AddEvidence(*command, pathways_.evidence);
}

void PathwayCommandLine::AddGap() {
  CLI::App* command = commands_.AddCommand(
      "gap", "Compare what is held with an occupation, a credential or a qualification", [this] {
        gap_.call = commands_.call();
        const int targets =
            !gap_.occupation.empty() + !gap_.to_credential.empty() + !gap_.qualification.empty();
        if (targets != 1) {
          screen_.err << "crosswalk: give one of --occupation, --to-credential and "
                         "--qualification\nTry --help.\n";
          return kBadUsage;
        }
        return RunGap(gap_, screen_);
      });
  commands_.AddCallOptions(*command);
  CommandSet::Repeatable(command->add_option("-c,--credential", gap_.credentials,
                                             "Credential that is held; may be repeated"));
  CommandSet::Repeatable(command->add_option(
      "--skill", gap_.skills, "Skill held beside them: name, URI or code; may be repeated"));
  command->add_option("--occupation", gap_.occupation,
                      "Occupation to reach: name, URI or code, e.g. 2512.4");
  command->add_option("--to-credential", gap_.to_credential, "Credential to reach");
  command->add_option("--qualification", gap_.qualification, "Qualification to reach, e.g. OQF-7");
  command
      ->add_option("--max-credentials", gap_.max_closing,
                   "Most credentials to close the gap with (default 5)")
      ->check(CLI::Range(1, 20).description(""));
  command->add_flag("--fewest-hours", gap_.fewest_hours,
                    "Close it in few hours rather than by few credentials");
  command->add_flag("--close-optional", gap_.close_optional, "Close optional skills too");
  command->add_flag("--full", gap_.full, "List every skill");
  AddEvidence(*command, gap_.evidence);
}

void PathwayCommandLine::AddDeadEnds() {
  CLI::App* command = commands_.AddCommand(
      "dead-ends", "List an issuer's credentials from which nothing follows", [this] {
        dead_ends_.call = commands_.call();
        return RunDeadEnds(dead_ends_, screen_);
      });
  commands_.AddCallOptions(*command);
  command->add_option("issuer", dead_ends_.issuer, "Identifier of the issuer")->required();
  command
      ->add_option("--continuations", dead_ends_.continuations,
                   "Most continuations to name for each (default 3)")
      ->check(CLI::Range(1, 20).description(""));
  command
      ->add_option("--near-fits", dead_ends_.near_fits,
                   "Most near fits to name for each (default 1)")
      ->check(CLI::Range(1, 20).description(""));
  AddEvidence(*command, dead_ends_.evidence);
}

}  // namespace crosswalk::client
