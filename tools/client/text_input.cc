// SPDX-License-Identifier: Apache-2.0
#include "tools/client/outcome_input.h"

#include <array>
#include <cctype>
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

// UTF-8 is in use beyond ASCII: no-break space.
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

std::string_view Trim(std::string_view text) {
  while (true) {
    if (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  while (true) {
    if (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      return text;
    }
  }
}

bool StartsWithSpace(std::string_view text) {
  return text.starts_with(' ') || text.starts_with('\t') || text.starts_with(kNoBreakSpace);
}

// Bullets that word processors and Markdown write: - * + o, the dashes and the round, triangular
// and square bullets of Unicode, and the private-use bullet that Word's Symbol font leaves behind.
std::size_t BulletLength(std::string_view text) {
  static constexpr std::array<std::string_view, 15> kBullets = {"-",
                                                                "*",
                                                                "+",
                                                                "\xE2\x80\xA2",
                                                                "\xE2\x80\xA3",
                                                                "\xE2\x97\xA6",
                                                                "\xE2\x97\x8F",
                                                                "\xE2\x97\x8B",
                                                                "\xE2\x96\xAA",
                                                                "\xE2\x96\xA0",
                                                                "\xE2\x80\x93",
                                                                "\xE2\x80\x94",
                                                                "\xE2\x9E\xA2",
                                                                "\xC2\xB7",
                                                                "\xEF\x82\xB7"};
  for (std::string_view bullet : kBullets) {
    if (text.starts_with(bullet) && StartsWithSpace(text.substr(bullet.size()))) {
      return bullet.size();
    }
  }
  return 0;
}

// "1." "12)" "(3)" "1.2" "1.2." "a)" "LO1:" "LO 2 -" and the like, followed by a blank.
std::size_t NumberLength(std::string_view text) {
  std::size_t at = 0;
  const bool open = text.starts_with('(');
  if (open) ++at;
  bool labelled = false;
  if (text.substr(at).starts_with("LO") || text.substr(at).starts_with("CLO")) {
    at += text[at] == 'C' ? 3U : 2U;
    if (at < text.size() && text[at] == ' ') ++at;
    labelled = true;
  }
  const std::size_t digits_start = at;
  std::size_t parts = 0;
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) ++at;
    ++parts;
    if (at + 1 < text.size() && text[at] == '.' &&
        std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0) {
      ++at;
    }
  }
  const bool has_digits = at > digits_start;
  if (!has_digits) {
    if (labelled || at >= text.size() || std::isalpha(static_cast<unsigned char>(text[at])) == 0) {
      return 0;
    }
    ++at;  // A single letter counts only before a parenthesis: "a)" but not "a." or "a".
    return at < text.size() && text[at] == ')' && StartsWithSpace(text.substr(at + 1)) ? at + 1 : 0;
  }
  if (at < text.size() && (text[at] == '.' || text[at] == ')' || text[at] == ':')) {
    return StartsWithSpace(text.substr(at + 1)) ? at + 1 : 0;
  }
  if (open || !StartsWithSpace(text.substr(at))) return 0;
  if (labelled) {
    const std::string_view rest = Trim(text.substr(at));
    const std::size_t dash = BulletLength(rest);
    return dash > 0 ? static_cast<std::size_t>(rest.data() - text.data()) + dash : at;
  }
  return parts > 1 ? at : 0;  // "1.2 Explain" is numbered, "3 employees" is not.
}

std::vector<Line> SplitLines(std::string_view bytes) {
  std::vector<Line> lines;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view raw = bytes.substr(0, end);
    Line line;
    line.text = Trim(raw);
    line.number = ++number;
    line.indented = StartsWithSpace(raw);
    std::size_t mark = BulletLength(line.text);
    if (mark == 0) mark = NumberLength(line.text);
    line.is_item = mark > 0;
    line.item = Trim(line.text.substr(mark));
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
