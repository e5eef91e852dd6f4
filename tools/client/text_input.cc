// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/list_mark.h"
#include "tools/client/outcome_input.h"

#include <utility>

namespace crosswalk::client {
namespace {

struct Line {
  std::string_view text;  // Trimmed.
  std::size_t number = 0;
  bool indented = false;
  bool is_item = false;
  std::string_view item;  // Without its bullet or number.
};

std::vector<Line> SplitLines(std::string_view bytes) {
  std::vector<Line> lines;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view raw = bytes.substr(0, end);
    Line line;
    line.text = core::TrimBlanks(raw);
    line.number = ++number;
    line.indented = core::StartsWithBlank(raw);
    const std::size_t mark = core::ListMarkLength(line.text);
    line.is_item = mark > 0;
    line.item = core::TrimBlanks(line.text.substr(mark));
    lines.push_back(line);
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
  }
  return lines;
}

InputOutcome OutcomeOf(const Line& line, const std::string& source) {
  InputOutcome outcome;
  outcome.text = std::string(line.item);
  outcome.source = source;
  outcome.line = line.number;
  return outcome;
}

OutcomeInput ParseList(const std::vector<Line>& lines, const std::string& source) {
  OutcomeInput input;
  bool in_item = false;
  for (const Line& line : lines) {
    if (line.text.empty()) {
      in_item = false;
    } else if (line.is_item) {
      in_item = !line.item.empty();
      if (in_item) input.outcomes.push_back(OutcomeOf(line, source));
    } else if (in_item && line.indented) {
      input.outcomes.back().text.append(" ").append(line.text);
    } else {
      in_item = false;
      if (line.text.ends_with(':')) continue;
      if (input.title.empty() && input.outcomes.empty()) {
        input.title = std::string(line.text);
      } else {
        input.notes.push_back(source + ":" + std::to_string(line.number) +
                              ": skipped, not an item of the list: \"" + std::string(line.text) +
                              "\"");
      }
    }
  }
  return input;
}

}  // namespace

OutcomeInput ParseText(std::string_view bytes, const std::string& source) {
  const std::vector<Line> lines = SplitLines(bytes);
  for (const Line& line : lines) {
    if (line.is_item) return ParseList(lines, source);
  }
  OutcomeInput input;
  for (const Line& line : lines) {
    if (line.text.empty() || line.text.ends_with(':')) continue;
    input.outcomes.push_back(OutcomeOf(line, source));
  }
  return input;
}

OutcomeInput ParseLines(std::string_view bytes, const std::string& source) {
  OutcomeInput input;
  for (Line line : SplitLines(bytes)) {
    if (line.text.empty()) continue;
    line.item = line.text;
    input.outcomes.push_back(OutcomeOf(line, source));
  }
  return input;
}

}  // namespace crosswalk::client
