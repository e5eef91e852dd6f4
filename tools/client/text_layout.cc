// SPDX-License-Identifier: Apache-2.0
#include "tools/client/text_layout.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace crosswalk::client {
namespace {

// Decodes the code point at `at` and moves past it; U+FFFD where the bytes are ill-formed.
UChar32 Next(std::string_view text, std::size_t& at) {
  auto offset = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), offset,
                  static_cast<std::int32_t>(text.size()), c);
  at = static_cast<std::size_t>(offset);
  return c;
}

std::size_t CellsOf(UChar32 c) {
  const std::int8_t category = u_charType(c);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
      category == U_CONTROL_CHAR) {
    return 0;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

const char* EscapeOf(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::kNone:
      break;
    case Emphasis::kStrong:
      return "\x1b[1m";
    case Emphasis::kEvidence:
      return "\x1b[1;4m";
    case Emphasis::kFaint:
      return "\x1b[2m";
    case Emphasis::kGood:
      return "\x1b[32m";
    case Emphasis::kFair:
      return "\x1b[33m";
    case Emphasis::kPoor:
      return "\x1b[31m";
  }
  return "";
}

// A word with the blank before it, or a piece of one; what lines are made of.
struct Word {
  StyledText text;
  std::size_t width = 0;
  StyledText blank;  // As emphasised as the text around it; empty if nothing precedes.
};

std::vector<Word> WordsOf(const StyledText& text) {
  std::vector<Word> words;
  StyledText blank;
  bool starts_word = true;
  for (const Run& run : text.runs()) {
    std::size_t at = 0;
    while (at < run.text.size()) {
      if (run.text[at] == ' ') {
        if (blank.empty()) blank.Append(" ", run.emphasis);
        starts_word = true;
        ++at;
        continue;
      }
      const std::size_t end = std::min(run.text.find(' ', at), run.text.size());
      if (starts_word) {
        words.emplace_back();
        words.back().blank = std::exchange(blank, {});
        starts_word = false;
      }
      const std::string piece = run.text.substr(at, end - at);
      words.back().width += DisplayWidth(piece);
      words.back().text.Append(piece, run.emphasis);
      at = end;
    }
  }
  return words;
}

// Cuts a word into what fits into `width` cells and the rest. Takes at least one character.
std::pair<Word, Word> Split(const Word& word, std::size_t width) {
  std::pair<Word, Word> halves;
  halves.first.blank = word.blank;
  bool full = false;
  for (const Run& run : word.text.runs()) {
    std::size_t at = 0;
    while (at < run.text.size()) {
      const std::size_t start = at;
      const std::size_t cells = CellsOf(Next(run.text, at));
      if (!full && halves.first.width > 0 && halves.first.width + cells > width) full = true;
      Word& half = full ? halves.second : halves.first;
      half.text.Append(run.text.substr(start, at - start), run.emphasis);
      half.width += cells;
    }
  }
  return halves;
}

// The line shortened until an ellipsis fits behind it.
StyledText WithEllipsis(const StyledText& line, std::size_t width) {
  Word whole;
  whole.text = line;
  StyledText shortened = Split(whole, width > 1 ? width - 1 : 1).first.text;
  return shortened.Append("\u2026");
}

std::vector<std::size_t> ColumnWidths(const std::vector<Column>& columns,
                                      const std::vector<std::vector<StyledText>>& rows,
                                      std::size_t room) {
  std::vector<std::size_t> natural(columns.size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
      natural[i] = std::max(natural[i], DisplayWidth(row[i]));
    }
  }
  std::size_t used = 0;
  std::size_t flexible = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (natural[i] == 0) continue;
    natural[i] = std::max(natural[i], DisplayWidth(columns[i].header));
    used += natural[i] + (used > 0 ? 2 : 0);
    if (columns[i].flexible) ++flexible;
  }
  if (used <= room || flexible == 0) return natural;
  // The narrow flexible columns keep their width, the wide ones share what is left.
  std::size_t fixed = used;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].flexible) fixed -= natural[i];
  }
  std::size_t left = room > fixed ? room - fixed : 0;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].flexible && natural[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return natural[a] < natural[b]; });
  constexpr std::size_t kLeast = 8;  // Narrower columns cannot be read at all.
  for (std::size_t done = 0; done < order.size(); ++done) {
    const std::size_t share = left / (order.size() - done);
    std::size_t& width = natural[order[done]];
    width = std::min(width, std::max(share, kLeast));
    left -= std::min(left, width);
  }
  return natural;
}

}  // namespace

StyledText& StyledText::Append(std::string text, Emphasis emphasis) {
  if (text.empty()) return *this;
  if (!runs_.empty() && runs_.back().emphasis == emphasis) {
    runs_.back().text += text;
  } else {
    runs_.push_back({std::move(text), emphasis});
  }
  return *this;
}

StyledText& StyledText::Append(const StyledText& other) {
  for (const Run& run : other.runs_) Append(run.text, run.emphasis);
  return *this;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += CellsOf(Next(text, at));
  return width;
}

std::size_t DisplayWidth(const StyledText& text) {
  std::size_t width = 0;
  for (const Run& run : text.runs()) width += DisplayWidth(run.text);
  return width;
}

std::string SafeText(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const UChar32 c = Next(text, at);
    if (u_isUWhiteSpace(c) != 0) {
      safe += ' ';
    } else if (u_charType(c) != U_CONTROL_CHAR && c != 0xFFFD) {
      safe.append(text.substr(start, at - start));
    }
  }
  return safe;
}

std::vector<StyledText> Wrap(const StyledText& text, std::size_t width, std::size_t max_lines) {
  width = std::max<std::size_t>(width, 1);
  std::vector<StyledText> lines(1);
  std::size_t used = 0;
  const std::vector<Word> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word word = words[i];
    const std::size_t blank = used > 0 && !word.blank.empty() ? 1 : 0;
    if (used + blank + word.width <= width) {
      if (blank > 0) lines.back().Append(word.blank);
      lines.back().Append(word.text);
      used += blank + word.width;
      continue;
    }
    while (true) {
      if (used > 0) {
        if (max_lines > 0 && lines.size() == max_lines) {
          lines.back() = WithEllipsis(lines.back(), width);
          return lines;
        }
        lines.emplace_back();
        used = 0;
      }
      if (word.width <= width) break;
      auto [head, tail] = Split(word, width);
      lines.back().Append(head.text);
      used = head.width;
      word = std::move(tail);
    }
    lines.back().Append(word.text);
    used = word.width;
  }
  return lines;
}

std::string Render(const StyledText& text, bool color) {
  std::string rendered;
  for (const Run& run : text.runs()) {
    if (color && run.emphasis != Emphasis::kNone) {
      rendered.append(EscapeOf(run.emphasis)).append(run.text).append("\x1b[0m");
    } else {
      rendered += run.text;
    }
  }
  return rendered;
}

std::string RenderParagraph(const StyledText& text, const Look& look, std::string_view first,
                            std::string_view rest, std::size_t max_lines) {
  const std::size_t margin = std::max(DisplayWidth(first), DisplayWidth(rest));
  const std::size_t width = look.width > margin ? look.width - margin : 1;
  std::string rendered;
  for (const StyledText& line : Wrap(text, width, max_lines)) {
    rendered.append(rendered.empty() ? first : rest).append(Render(line, look.color)).append("\n");
  }
  return rendered;
}

StyledText Highlight(std::string_view text, std::vector<Stretch> stretches, Emphasis emphasis) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.start < b.start; });
  StyledText highlighted;
  std::size_t done = 0;
  for (const Stretch& stretch : stretches) {
    const std::size_t start = std::min(std::max(stretch.start, done), text.size());
    const std::size_t end = std::min(stretch.end, text.size());
    if (end <= start) continue;
    highlighted.Append(SafeText(text.substr(done, start - done)));
    highlighted.Append(SafeText(text.substr(start, end - start)), emphasis);
    done = end;
  }
  highlighted.Append(SafeText(text.substr(done)));
  return highlighted;
}

std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<StyledText>>& rows, const Look& look,
                        std::size_t indent) {
  const std::size_t room = look.width > indent ? look.width - indent : 1;
  const std::vector<std::size_t> widths = ColumnWidths(columns, rows, room);
  std::string table;
  const auto add_row = [&](const std::vector<StyledText>& cells, bool is_header) {
    std::vector<std::vector<StyledText>> wrapped(columns.size());
    std::size_t height = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (widths[i] == 0) continue;
      const StyledText cell = i < cells.size() ? cells[i] : StyledText();
      wrapped[i] = Wrap(cell, widths[i], is_header ? 1 : columns[i].max_lines);
      height = std::max(height, wrapped[i].size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      std::string out(indent, ' ');
      std::size_t pending = 0;  // Blanks owed, written only if something follows.
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (widths[i] == 0) continue;
        const StyledText cell = line < wrapped[i].size() ? wrapped[i][line] : StyledText();
        const std::size_t width = DisplayWidth(cell);
        const std::size_t padding = widths[i] > width ? widths[i] - width : 0;
        if (width > 0) {
          out.append(pending + (columns[i].right ? padding : 0), ' ');
          out += Render(cell, look.color);
          pending = (columns[i].right ? 0 : padding) + 2;
        } else {
          pending += widths[i] + 2;
        }
      }
      out.erase(out.find_last_not_of(' ') + 1);
      table.append(out).append("\n");
    }
  };
  std::vector<StyledText> header;
  for (const Column& column : columns) header.emplace_back(column.header, Emphasis::kFaint);
  const bool has_header = std::any_of(columns.begin(), columns.end(),
                                      [](const Column& column) { return !column.header.empty(); });
  if (has_header && !rows.empty()) add_row(header, true);
  for (const auto& row : rows) add_row(row, false);
  return table;
}

}  // namespace crosswalk::client
