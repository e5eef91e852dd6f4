// SPDX-License-Identifier: Apache-2.0
#include "server/search/spelling.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace crosswalk::search {
namespace {

using index_schema::IdRange;
using index_schema::LabelFile;
using index_schema::WordId;

// Edit distance with transpositions of neighbours (optimal string alignment) between one word and
// the prefixes of many others that come in sorted order: rows that a word shares with the one
// before are kept.
class SharedDistance {
 public:
  explicit SharedDistance(std::string_view target) : target_(target) {
    std::vector<std::uint8_t> first(target.size() + 1);
    for (std::size_t i = 0; i < first.size(); ++i) first[i] = static_cast<std::uint8_t>(i);
    rows_.push_back(std::move(first));
  }

  // Makes `word` the current word; answers how many of its letters have their rows already.
  std::size_t Begin(std::string_view word) {
    const auto differs = std::mismatch(word.begin(), word.end(), letters_.begin(), letters_.end());
    const auto shared = static_cast<std::size_t>(std::distance(word.begin(), differs.first));
    letters_.resize(shared);
    rows_.resize(shared + 1);
    return shared;
  }

  // Appends a letter of the current word.
  void Push(char letter) {
    const std::size_t depth = letters_.size();
    letters_.push_back(letter);
    std::vector<std::uint8_t> row(target_.size() + 1);
    const std::vector<std::uint8_t>& above = rows_[depth];
    row[0] = static_cast<std::uint8_t>(depth + 1);
    for (std::size_t i = 1; i < row.size(); ++i) {
      const int replace = above[i - 1] + (target_[i - 1] == letter ? 0 : 1);
      int best = std::min({replace, above[i] + 1, row[i - 1] + 1});
      const bool swapped =
          depth > 0 && i > 1 && target_[i - 1] == letters_[depth - 1] && target_[i - 2] == letter;
      if (swapped) best = std::min(best, rows_[depth - 1][i - 2] + 1);
      row[i] = static_cast<std::uint8_t>(best);
    }
    rows_.push_back(std::move(row));
  }

  // Errors between the whole target and the letters pushed so far.
  [[nodiscard]] std::size_t errors() const { return rows_.back().back(); }
  // Least errors that any word beginning with the letters so far can have; a swap may reach back
  // one row.
  [[nodiscard]] std::size_t least_errors() const {
    std::uint8_t least = *std::min_element(rows_.back().begin(), rows_.back().end());
    if (rows_.size() > 1) {
      const auto& before = rows_[rows_.size() - 2];
      const int by_swap = *std::min_element(before.begin(), before.end()) + 1;
      least = static_cast<std::uint8_t>(std::min<int>(least, by_swap));
    }
    return least;
  }
  [[nodiscard]] std::string_view letters() const { return letters_; }

 private:
  std::string_view target_;
  std::string letters_;
  std::vector<std::vector<std::uint8_t>> rows_;  // rows_[n]: after n letters.
};

}  // namespace

std::size_t AllowedErrors(std::size_t bytes) {
  if (bytes < 4) return 0;
  return bytes < 8 ? 1 : 2;
}

std::vector<CloseWord> FindCloseWords(const LabelFile& labels, std::string_view folded,
                                      std::size_t max_errors, std::size_t limit) {
  std::vector<CloseWord> close;
  SharedDistance distance(folded);
  WordId id = 0;
  while (id < labels.word_count()) {
    const std::string_view word = labels.WordText(id);
    std::size_t depth = distance.Begin(word);
    WordId next = id + 1;
    for (; depth < word.size(); ++depth) {
      distance.Push(word[depth]);
      if (distance.least_errors() > max_errors) {
        next = labels.WordsWithPrefix(distance.letters()).end;
        break;
      }
    }
    if (depth == word.size() && distance.errors() <= max_errors) {
      close.push_back({id, distance.errors(), labels.StartsWith({id, id + 1}).size()});
    }
    id = next;
  }
  const auto rank = [&](const CloseWord& item) {
    const bool other_first = labels.WordText(item.word).substr(0, 1) != folded.substr(0, 1);
    return std::tuple(item.errors, other_first, ~item.occurrences, item.word);
  };
  std::sort(close.begin(), close.end(),
            [&](const CloseWord& a, const CloseWord& b) { return rank(a) < rank(b); });
  if (close.size() > limit) close.resize(limit);
  return close;
}

std::vector<IdRange> FindClosePrefixes(const LabelFile& labels, std::string_view folded,
                                       std::size_t max_errors) {
  std::vector<IdRange> ranges;
  SharedDistance distance(folded);
  WordId id = 0;
  while (id < labels.word_count()) {
    const std::string_view word = labels.WordText(id);
    WordId next = id + 1;
    for (std::size_t depth = distance.Begin(word); depth < word.size(); ++depth) {
      distance.Push(word[depth]);
      const bool matches = distance.errors() <= max_errors;
      if (!matches && distance.least_errors() <= max_errors) continue;
      next = labels.WordsWithPrefix(distance.letters()).end;
      if (matches) ranges.push_back({id, next});
      break;
    }
    id = next;
  }
  return ranges;
}

}  // namespace crosswalk::search
