// SPDX-License-Identifier: Apache-2.0
// The program's command line: commands, options, help, completion.
#pragma once

#include "tools/client/screen.h"

#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::client {

// What the program takes from its surroundings.
struct Surroundings {
  std::string version;
  std::optional<std::string> server;  // $CROSSWALK_SERVER.
};

// The server asked where neither the command line nor the environment names one.
inline constexpr std::string_view kDefaultServer = "localhost:50051";

// Parses the command line, runs the command it names and returns the code to end with. Help and
// version go to `screen.out`, complaints about the command line to `screen.err`. The look is that
// of `screen` but for --color.
int RunCommandLine(int argc, const char* const* argv, const Surroundings& surroundings,
                   const Screen& screen);

}  // namespace crosswalk::client
