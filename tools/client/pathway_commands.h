// SPDX-License-Identifier: Apache-2.0
// What the commands `crosswalk pathways`, `gap` and `dead-ends` do, apart from their command line;
// as commands.h.
#pragma once

#include "tools/client/commands.h"

#include <string>
#include <vector>

namespace crosswalk::client {

// Which alignments count.
struct EvidenceFlags {
  bool confirmed_only = false;
  double min_confidence = 0;  // 0 to 1.
};

struct PathwaysFlags {
  CallFlags call;
  std::vector<std::string> credentials;  // With or without "credentials/".
  int max_steps = 4;
  int limit = 10;
  bool declared_only = false;
  double min_coverage = 0.5;  // Of an occupation's essential skills.
  EvidenceFlags evidence;
};

struct GapFlags {
  CallFlags call;
  std::vector<std::string> credentials;
  // Resource names, or any identifier that GetConcept knows.
  std::vector<std::string> skills;
  std::string occupation;     // The target is exactly one of the three.
  std::string to_credential;  // With or without "credentials/".
  std::string qualification;
  int max_closing = 5;
  bool fewest_hours = false;
  bool close_optional = false;
  bool full = false;  // Every skill, not the first few.
  EvidenceFlags evidence;
};

struct DeadEndsFlags {
  CallFlags call;
  std::string issuer;
  int continuations = 3;
  int near_fits = 1;
  EvidenceFlags evidence;
};

ExitCode RunPathways(const PathwaysFlags& flags, const Screen& screen);
ExitCode RunGap(const GapFlags& flags, const Screen& screen);
ExitCode RunDeadEnds(const DeadEndsFlags& flags, const Screen& screen);

}  // namespace crosswalk::client
