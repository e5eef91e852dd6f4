// SPDX-License-Identifier: Apache-2.0
// Outcomes from the files, the standard input or the command line that a command was given.
#pragma once

#include "tools/client/outcome_input.h"

#include <istream>
#include <string>
#include <vector>

namespace crosswalk::client {

struct InputSelection {
  std::vector<std::string>
      files;  // "-" is standard input; none at all too, unless texts are given.
  std::vector<std::string> texts;  // Outcomes given on the command line; they come first.
  std::string language;            // Of outcomes that do not say theirs; may be empty.
  InputOptions options;
};

// No input may be larger. An outcome has some 150 bytes, so this is far more than anyone maps in
// one run; the bound keeps a wrong path from filling the memory.
inline constexpr std::size_t kMaxInputBytes = std::size_t{256} << 20;

// All outcomes in order; title, hours and credits are the first that any input says.
// Errors: INVALID_ARGUMENT (INPUT_INVALID).
core::Result<OutcomeInput> ReadInputs(const InputSelection& selection, std::istream& in);

// One whole input and what to call it in messages.
struct InputFile {
  std::string name;
  std::string bytes;
};

// The file at `path`; standard input for "-" or nothing. Errors: INVALID_ARGUMENT (INPUT_INVALID).
core::Result<InputFile> ReadInput(const std::string& path, std::istream& in);

}  // namespace crosswalk::client
