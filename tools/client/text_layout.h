// SPDX-License-Identifier: Apache-2.0
// Text with emphasis, measured and wrapped in terminal cells, and tables of it. Nothing here
// prints. All functions are thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::client {

// How a stretch looks on a terminal that shows colour; without colour all look the same.
enum class Emphasis {
  kNone,
  kStrong,    // Bold: headings and names.
  kEvidence,  // Bold and underlined: the part of a text that led to an answer.
  kFaint,     // Dim: identifiers and explanations.
  kGood,      // Green: high confidence, the answer.
  kFair,      // Yellow: middling confidence.
  kPoor,      // Red: low confidence.
};

struct Run {
  std::string text;
  Emphasis emphasis = Emphasis::kNone;
};

// Runs one after the other. A value type.
class StyledText {
 public:
  StyledText() = default;
  explicit StyledText(std::string text) { Append(std::move(text)); }
  StyledText(std::string text, Emphasis emphasis) { Append(std::move(text), emphasis); }

  StyledText& Append(std::string text, Emphasis emphasis = Emphasis::kNone);
  StyledText& Append(const StyledText& other);
  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  [[nodiscard]] bool empty() const { return runs_.empty(); }

 private:
  std::vector<Run> runs_;
};

// Where output goes.
struct Look {
  std::size_t width = 100;  // Cells in a line.
  bool color = false;       // Whether to write ANSI escapes.
};

// Cells that UTF-8 text takes on a terminal (Unicode's East Asian Width; combining marks take
// none). Control characters count as none: SafeText removes them.
std::size_t DisplayWidth(std::string_view text);
std::size_t DisplayWidth(const StyledText& text);

// The text without control characters (a server's or a file's text must not steer the terminal);
// white space of every kind becomes a blank.
std::string SafeText(std::string_view text);

// Lines of at most `width` cells, broken at blanks, and within a word only where it is longer than
// a line. At least one line. With `max_lines` the last one ends in an ellipsis where text was left
// out.
std::vector<StyledText> Wrap(const StyledText& text, std::size_t width, std::size_t max_lines = 0);

// The text with its escapes, or without.
std::string Render(const StyledText& text, bool color);

// The text wrapped to the look's width, `first` before the first line and `rest` before the others,
// a line feed after each.
std::string RenderParagraph(const StyledText& text, const Look& look, std::string_view first,
                            std::string_view rest, std::size_t max_lines = 0);

// A stretch of bytes to be shown with an emphasis.
struct Stretch {
  std::size_t start = 0;
  std::size_t end = 0;  // One past the last byte.
};

// `text` made safe, with the stretches emphasised. Stretches may overlap and come in any order;
// those that do not fit the text are cut to it.
StyledText Highlight(std::string_view text, std::vector<Stretch> stretches, Emphasis emphasis);

struct Column {
  std::string header = {};
  bool right = false;         // Aligned to the right.
  bool flexible = false;      // May be narrowed and wrapped.
  std::size_t max_lines = 0;  // Of a cell; 0 is any number.
};

// A table with two blanks between columns, cells wrapped to fit the look's width less `indent`.
// Columns without any content are left out. Rows may be shorter than `columns`.
std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<StyledText>>& rows, const Look& look,
                        std::size_t indent);

}  // namespace crosswalk::client
