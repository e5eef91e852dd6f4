// SPDX-License-Identifier: Apache-2.0
// `crosswalk pathways`, `gap` and `dead-ends` on the command line.
#pragma once

#include "tools/client/command_set.h"
#include "tools/client/pathway_commands.h"
#include "tools/client/screen.h"

namespace crosswalk::client {

// Keeps references to both, which outlive it.
class PathwayCommandLine {
 public:
  PathwayCommandLine(CommandSet& commands, const Screen& screen)
      : commands_(commands), screen_(screen) {}

  void Add();

 private:
  void AddPathways();
  void AddGap();
  void AddDeadEnds();

  CommandSet& commands_;
  const Screen& screen_;
  PathwaysFlags pathways_;
  GapFlags gap_;
  DeadEndsFlags dead_ends_;
};

}  // namespace crosswalk::client
