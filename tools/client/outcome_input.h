// SPDX-License-Identifier: Apache-2.0
// Learning outcomes as people keep them: lines of text, CSV or JSON, read from bytes. Nothing here
// touches a file or prints. All functions are thread-safe.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::client {

// One outcome and where it stands, so that a complaint about it can name the line.
struct InputOutcome {
  std::string id;        // The caller's own; empty if the input has none.
  std::string text;      // What is sent to the server, byte for byte.
  std::string language;  // BCP-47, empty if the input does not say.
  std::string source;    // Name of the file, "<stdin>" for standard input.
  std::size_t line = 0;  // 1-based line where it starts.
};

// What an input holds: outcomes, and what it says about the credential as a whole.
struct OutcomeInput {
  std::string title;              // Empty if the input has none.
  std::optional<double> hours;    // Only JSON objects can say.
  std::optional<double> credits;  // Only JSON objects can say.
  std::vector<InputOutcome> outcomes;
  std::vector<std::string> notes;  // What was left out, one located sentence each.
};

enum class InputFormat {
  kAuto,       // By the name's ending, else by the first character.
  kText,       // A list or one outcome a line; see ParseText.
  kLines,      // Every line that is not blank, as it is.
  kCsv,        // RFC 4180 with a header.
  kJson,       // An array, or an object with "outcomes".
  kJsonLines,  // One JSON value a line.
};

struct InputOptions {
  InputFormat format = InputFormat::kAuto;
  // CSV: name of a column as in the header (case does not matter) or its number from 1. Empty looks
  // for the usual names.
  std::string text_column;
  std::string id_column;
  std::string language_column;
};

// Reads `bytes` in the format asked, or the one that `source` and the first character suggest. A
// UTF-8 byte order mark is skipped.
// Errors: INVALID_ARGUMENT with reason INPUT_INVALID; the message starts with "source:line: ". An
// input without any outcome is an error too.
core::Result<OutcomeInput> ParseInput(std::string_view bytes, const std::string& source,
                                      const InputOptions& options);

// The parsers behind it. REQUIRES: well-formed UTF-8 without a byte order mark. They may return no
// outcome.
//
// Text: where any line starts with a bullet or a number, the lines that do are the outcomes, marks
// stripped; an indented line below one goes on with it. A line that ends in a colon introduces the
// list and is passed over; of the other lines the first above the list is the title, and the rest
// are noted. Without bullets and numbers every line is an outcome except those ending in a colon.
OutcomeInput ParseText(std::string_view bytes, const std::string& source);
OutcomeInput ParseLines(std::string_view bytes, const std::string& source);
// CSV: separated by comma, semicolon or tab, whichever the header has most. Rows without text are
// noted and left out.
core::Result<OutcomeInput> ParseCsv(std::string_view bytes, const std::string& source,
                                    const InputOptions& options);
// JSON: strings, or objects with "text" and optionally "id" and "language".
core::Result<OutcomeInput> ParseJson(std::string_view bytes, const std::string& source);
core::Result<OutcomeInput> ParseJsonLines(std::string_view bytes, const std::string& source);

// "source:line: message" as an INPUT_INVALID status.
core::Status InputError(const std::string& source, std::size_t line, const std::string& message);

// 1-based number of the line that the byte at `offset` is in.
std::size_t LineOf(std::string_view bytes, std::size_t offset);

}  // namespace crosswalk::client
