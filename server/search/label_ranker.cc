// SPDX-License-Identifier: Apache-2.0
#include "server/search/label_ranker.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace crosswalk::search {
namespace {

using index_schema::LabelRow;
using index_schema::TextField;
using index_schema::WordId;

// Set on the judged queries of tests/search/search_quality_test.cc: a label that says the whole
// query and nothing else comes first, preferred before alternative; then labels that say all of it,
// the shorter the better; a label that says half of it is worth a quarter.
constexpr double kAlternative = 0.9;
constexpr double kWholeLabel = 1.0;
constexpr double kSameWords = 0.4;
constexpr double kBase = 0.5;
constexpr double kLittleElse = 0.3;
constexpr double kInOrder = 0.1;
constexpr double kAsTyped = 0.1;
constexpr double kFirstLanguage = 0.02;

static_assert(kMaxQueryWords <= 64, "query words are bits of a 64-bit set");

}  // namespace

LabelRanker::LabelRanker(const index_schema::LabelFile& labels, const Vocabulary& vocabulary,
                         const ParsedQuery& query)
    : labels_(labels), vocabulary_(vocabulary) {
  double total = 0.0;
  for (const QueryWord& word : query.words) {
    as_typed_.push_back(labels.FindWord(word.word.folded));
    weights_.push_back(word.weight);
    total += word.weight;
  }
  for (double& weight : weights_) weight = total > 0.0 ? weight / total : 0.0;

  for (std::size_t i = 0; i < query.languages.size(); ++i) {
    Reading& reading = readings_.emplace_back();
    reading.language = query.languages[i];
    reading.preference = kFirstLanguage * static_cast<double>(query.languages.size() - i) /
                         static_cast<double>(query.languages.size());
    reading.position.assign(labels.word_count(), 0);
    // Backwards, so that of two query words with one form the first takes the word.
    for (std::size_t w = query.words.size(); w-- > 0;) {
      const auto mark = static_cast<std::uint8_t>(w + 1);
      for (const WordId id : vocabulary.WordsWithForms(query.words[w].forms[i], reading.language)) {
        reading.position[id] = mark;
      }
    }
    for (std::size_t w = query.words.size(); w-- > 0;) {
      if (as_typed_[w]) reading.position[*as_typed_[w]] = static_cast<std::uint8_t>(w + 1);
    }
  }
}

std::optional<LabelFit> LabelRanker::Best(index_schema::ConceptOrdinal node) const {
  std::optional<LabelFit> best;
  const index_schema::IdRange labels = labels_.LabelsOf(node);
  for (index_schema::LabelId id = labels.begin; id < labels.end; ++id) {
    const LabelRow row = labels_.Label(id);
    const auto reading =
        std::find_if(readings_.begin(), readings_.end(),
                     [&row](const Reading& item) { return item.language == row.language; });
    if (reading == readings_.end()) continue;
    const double score = Score(row, *reading);
    if (score > 0.0 && (!best || score > best->score)) best = LabelFit{id, score};
  }
  return best;
}

double LabelRanker::Score(const LabelRow& row, const Reading& reading) const {
  std::uint64_t seen = 0;
  double covered = 0.0;
  double as_typed = 0.0;
  std::size_t content_words = 0;
  std::size_t matched_words = 0;
  std::size_t in_order = 0;
  std::size_t previous = 0;  // 1 + position in the query of the previous content word; 0 for none.
  for (const WordId id : row.words) {
    const std::size_t position = reading.position[id];
    const bool is_content = !vocabulary_.IsStopWord(id, reading.language);
    content_words += is_content ? 1 : 0;
    if (position == 0 || weights_[position - 1] == 0.0) {
      if (is_content) previous = 0;
      continue;
    }
    ++matched_words;
    if (previous != 0 && position > previous) ++in_order;
    previous = position;
    const std::uint64_t bit = std::uint64_t{1} << (position - 1);
    if ((seen & bit) != 0) continue;
    seen |= bit;
    covered += weights_[position - 1];
    if (as_typed_[position - 1] == id) as_typed += weights_[position - 1];
  }
  if (covered == 0.0) return 0.0;
  const double rest = static_cast<double>(matched_words) /
                      static_cast<double>(std::max({content_words, matched_words, std::size_t{1}}));
  const double order = matched_words > 1
                           ? static_cast<double>(in_order) / static_cast<double>(matched_words - 1)
                           : 1.0;
  double score = covered * covered *
                 (kBase + kLittleElse * rest + kInOrder * order + kAsTyped * as_typed / covered);
  if (IsWholeQuery(row)) {
    score += kWholeLabel;
  } else if (covered > 0.999 && matched_words == content_words && order == 1.0) {
    score += kSameWords;
  }
  if (row.field != TextField::kPreferred) score *= kAlternative;
  return score + covered * reading.preference;
}

bool LabelRanker::IsWholeQuery(const LabelRow& row) const {
  return std::equal(row.words.begin(), row.words.end(), as_typed_.begin(), as_typed_.end(),
                    [](WordId id, const std::optional<WordId>& typed) { return typed == id; });
}

}  // namespace crosswalk::search
