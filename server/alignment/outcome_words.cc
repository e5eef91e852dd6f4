// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_words.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <cstddef>

namespace crosswalk::alignment {
namespace {

constexpr std::string_view kClausePunctuation = ",;:.()";

// Bytes of the UTF-8 sequence that starts with `lead`; 1 for a byte that starts none.
std::size_t SequenceLength(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  if (lead >= 0xC0) return 2;
  return 1;
}

// What one character becomes; empty for white space and invisible characters.
std::string FoldCharacter(std::string_view character) {
  if (character.size() == 1) {
    const char c = character[0];
    return std::string(1, c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  std::string folded = core::FoldText(character);
  if (folded == "œ") return "oe";
  if (folded == "æ") return "ae";
  return folded;
}

bool IsWordCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Combining marks and soft hyphens fold to nothing and do not end a word; blanks do.
bool IsInvisible(std::string_view character, const std::string& folded) {
  return folded.empty() && character.size() > 1 && character != "\u00A0" && character != "\u202F" &&
         character != "\u2009";
}

}  // namespace

std::vector<OutcomeWord> SplitOutcome(std::string_view text) {
  std::vector<OutcomeWord> words;
  bool in_word = false;
  bool clause_start = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length =
        std::min(SequenceLength(static_cast<unsigned char>(text[i])), text.size() - i);
    const std::string_view character = text.substr(i, length);
    const std::string folded = FoldCharacter(character);
    if (!folded.empty() && std::all_of(folded.begin(), folded.end(), IsWordCharacter)) {
      if (!in_word) {
        words.push_back({"", {i, i}, clause_start});
        clause_start = false;
        in_word = true;
      }
      words.back().folded += folded;
      words.back().span.end = i + length;
    } else if (!IsInvisible(character, folded)) {
      in_word = false;
      if (kClausePunctuation.find(character) != std::string_view::npos) clause_start = true;
    }
    i += length;
  }
  return words;
}

std::vector<std::string> SplitAt(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string JoinItems(const std::vector<std::string>& items, std::string_view last) {
  std::string joined;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) joined += i + 1 < items.size() ? std::string_view(", ") : last;
    joined += items[i];
  }
  return joined;
}

}  // namespace crosswalk::alignment
