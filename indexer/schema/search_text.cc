// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/search_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "frameworks/core/text.h"

namespace crosswalk::index_schema {
namespace {

// Words that French elides before a vowel.
constexpr std::array<std::string_view, 15> kElided = {
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
    "entr"};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// REQUIRES: folded text.
void SplitElisions(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\'') continue;
    std::size_t begin = i;
    while (begin > 0 && IsWordByte(text[begin - 1])) --begin;
    const std::string_view word = std::string_view(text).substr(begin, i - begin);
    if (std::find(kElided.begin(), kElided.end(), word) != kElided.end()) text[i] = ' ';
  }
}

}  // namespace

std::string SearchText(std::string_view text, std::string_view language) {
  std::string folded = core::FoldText(text);
  // Unicode has no decomposition for these two letters.
  ReplaceAll(folded, "\u0153", "oe");
  ReplaceAll(folded, "\u00e6", "ae");
  if (language == "fr" || language.starts_with("fr-")) SplitElisions(folded);
  return folded;
}

}  // namespace crosswalk::index_schema
