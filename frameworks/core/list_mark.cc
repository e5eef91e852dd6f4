// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/list_mark.h"

#include <array>
#include <cctype>

namespace crosswalk::core {
namespace {

// UTF-8 is in use beyond ASCII: no-break space.
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

// Bullets that word processors and Markdown write: - * +, the dashes and the round, triangular
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
    if (text.starts_with(bullet) && StartsWithBlank(text.substr(bullet.size()))) {
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
    return at < text.size() && text[at] == ')' && StartsWithBlank(text.substr(at + 1)) ? at + 1 : 0;
  }
  if (at < text.size() && (text[at] == '.' || text[at] == ')' || text[at] == ':')) {
    return StartsWithBlank(text.substr(at + 1)) ? at + 1 : 0;
  }
  if (open || !StartsWithBlank(text.substr(at))) return 0;
  if (labelled) {
    const std::string_view rest = TrimBlanks(text.substr(at));
    const std::size_t dash = BulletLength(rest);
    return dash > 0 ? static_cast<std::size_t>(rest.data() - text.data()) + dash : at;
  }
  return parts > 1 ? at : 0;  // "1.2 Explain" is numbered, "3 employees" is not.
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
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

bool StartsWithBlank(std::string_view text) {
  return text.starts_with(' ') || text.starts_with('\t') || text.starts_with(kNoBreakSpace);
}

std::size_t ListMarkLength(std::string_view text) {
  const std::size_t bullet = BulletLength(text);
  return bullet > 0 ? bullet : NumberLength(text);
}

}  // namespace crosswalk::core
