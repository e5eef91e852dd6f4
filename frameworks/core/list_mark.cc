// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/list_mark.h"

#include <array>
#include <cctype>

namespace crosswalk::core {
namespace {

// Those of ASCII, the no-break space, and the narrow one of French typography.
constexpr std::array<std::string_view, 8> kBlanks = {" ",  "\t", "\n",       "\v",
                                                     "\f", "\r", "\xC2\xA0", "\xE2\x80\xAF"};

// Bytes of the blank that `text` begins with; 0 where there is none.
std::size_t FrontBlank(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

// The same of its end.
std::size_t BackBlank(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.ends_with(blank)) return blank.size();
  }
  return 0;
}

bool StartsWithDigit(std::string_view text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
}

// Bullets that word processors and Markdown write: - * +, the dashes and the round, triangular
// and square bullets of Unicode, a check mark, and the private-use bullet that Word's Symbol font
// leaves behind.
std::size_t BulletLength(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kBullets = {"-",
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
                                                                "\xE2\x9C\x93",
                                                                "\xEF\x82\xB7"};
  for (std::string_view bullet : kBullets) {
    if (!text.starts_with(bullet)) continue;
    const std::string_view rest = text.substr(bullet.size());
    const bool is_sign = (bullet == "-" || bullet == "+") && StartsWithDigit(TrimBlanks(rest));
    if (StartsWithBlank(rest) && !is_sign) return bullet.size();
  }
  return 0;
}

// Of a part of an item's number; with more it is a number that the item speaks of.
constexpr std::size_t kMostDigits = 2;

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
  while (StartsWithDigit(text.substr(at))) {
    const std::size_t part_start = at;
    while (StartsWithDigit(text.substr(at))) ++at;
    if (at - part_start > kMostDigits) return 0;  // "802.11", "112: answer emergency calls".
    ++parts;
    if (text.substr(at).starts_with('.') && StartsWithDigit(text.substr(at + 1))) ++at;
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
  // "1.2 Explain" is numbered, "3 employees" and "1.5 litres" are not.
  const std::string_view rest = TrimBlanks(text.substr(at));
  const bool starts_anew =
      !rest.empty() && (std::isupper(static_cast<unsigned char>(rest.front())) != 0 ||
                        (static_cast<unsigned char>(rest.front()) & 0x80U) != 0);
  return parts > 1 && starts_anew ? at : 0;
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
  while (const std::size_t blank = FrontBlank(text)) text.remove_prefix(blank);
  while (const std::size_t blank = BackBlank(text)) text.remove_suffix(blank);
  return text;
}

bool StartsWithBlank(std::string_view text) {
  return !text.starts_with('\n') && FrontBlank(text) > 0;
}

std::size_t ListMarkLength(std::string_view text) {
  const std::size_t bullet = BulletLength(text);
  return bullet > 0 ? bullet : NumberLength(text);
}

}  // namespace crosswalk::core
