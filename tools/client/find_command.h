// SPDX-License-Identifier: Apache-2.0
// `crosswalk find`: search of published credentials.
#pragma once

#include "tools/client/command_set.h"
#include "tools/client/commands.h"
#include "tools/client/screen.h"

#include "crosswalk/v1/credential_search.pb.h"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::client {

struct FindFlags {
  CallFlags call;
  std::string query;
  std::vector<std::string> skills;
  std::string occupation;
  bool all_skills = false;
  std::string scope;  // A word of SkillScopes().
  bool confirmed = false;
  std::vector<std::string> issuers;
  std::vector<std::string> types;       // Words of CredentialTypes().
  std::vector<std::string> deliveries;  // Words of DeliveryModes().
  std::vector<std::string> instruction;
  std::vector<std::string> regions;
  std::string min_level;
  std::string max_level;
  std::optional<double> min_hours;
  std::optional<double> max_hours;
  std::optional<double> min_cost;
  std::optional<double> max_cost;
  std::string currency;
  std::string start_from;
  std::string start_until;
  std::string register_on;
  std::string sort;  // A word of CredentialOrders().
  int limit = 10;
  bool facets = false;  // Show the counts, too.
};

ExitCode RunFind(const FindFlags& flags, const Screen& screen);

// `find` on the command line. Keeps references to both, which outlive it.
class FindCommandLine {
 public:
  FindCommandLine(CommandSet& commands, const Screen& screen)
      : commands_(commands), screen_(screen) {}

  void Add();

 private:
  void AddFilters(CLI::App& command);

  CommandSet& commands_;
  const Screen& screen_;
  std::vector<std::string> words_;
  FindFlags flags_;
};

}  // namespace crosswalk::client
