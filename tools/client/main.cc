// SPDX-License-Identifier: Apache-2.0
// crosswalk: the command-line client. docs/cli.md documents it.
#include "tools/client/command_line.h"

#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>

int main(int argc, char** argv) {
  using crosswalk::client::kBadOutput;
  try {
    std::ios::sync_with_stdio(false);
    crosswalk::client::Surroundings surroundings;
    surroundings.version = CROSSWALK_VERSION;
    if (const char* server = std::getenv("CROSSWALK_SERVER")) surroundings.server = server;
    const crosswalk::client::Screen screen{.in = std::cin,
                                           .out = std::cout,
                                           .err = std::cerr,
                                           .look = crosswalk::client::LookOfStandardOutput(),
                                           .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
                                           .err_is_terminal = ::isatty(STDERR_FILENO) == 1};
    const int code = crosswalk::client::RunCommandLine(argc, argv, surroundings, screen);
    if (!std::cout.flush()) {
      std::cerr << "crosswalk: the answer cannot be written\n";
      return kBadOutput;
    }
    return code;
  } catch (const std::exception& error) {
    std::cerr << "crosswalk: " << error.what() << '\n';
    return kBadOutput;
  }
}
