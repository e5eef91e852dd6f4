// SPDX-License-Identifier: Apache-2.0
// Where a command reads and writes, so that tests can stand in for the terminal.
#pragma once

#include "frameworks/core/status.h"
#include "tools/client/text_layout.h"

#include <istream>
#include <ostream>

namespace crosswalk::client {

// What the program tells its caller. docs/cli.md lists them; values are never renumbered.
enum ExitCode : int {
  kDone = 0,
  kServerError = 1,  // The server answered with an error.
  kBadUsage = 2,     // The command line or an input cannot be used; nothing was sent.
  kNoAnswer = 3,     // No server there, or it did not answer in time.
  kPartial = 4,      // Answered, but some outcomes could not be mapped.
  kBadOutput = 5,    // The answer could not be written.
};

// Not thread-safe. The streams must outlive it.
struct Screen {
  std::istream& in;
  std::ostream& out;  // Answers, nothing else.
  std::ostream& err;  // Errors, warnings and notes.
  Look look;          // Of `out`.
  bool in_is_terminal = false;
  bool err_is_terminal = false;
};

// Writes "crosswalk: " and what is wrong to `screen.err`, and says with which code to end.
ExitCode ReportError(const core::Status& status, const Screen& screen);

// The width and colours of standard output: its terminal's width, else $COLUMNS, else 100; colours
// only on a terminal that is not "dumb", and never with NO_COLOR (https://no-color.org).
Look LookOfStandardOutput();

}  // namespace crosswalk::client
