// SPDX-License-Identifier: Apache-2.0
#include "server/search/suggester.h"

#include "server/search/label_text.h"
#include "server/search/popularity.h"
#include "server/search/spelling.h"
#include "server/search/stop_words.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

namespace crosswalk::search {
namespace {

using index_schema::ConceptOrdinal;
using index_schema::IdRange;
using index_schema::LabelId;
using index_schema::LabelRow;
using index_schema::TextField;
using index_schema::Word;
using index_schema::WordId;

// Costs of a suggestion; the lowest is shown first. A label that begins with what was typed always
// comes before one that has it inside, that before one with the words in another order, that before
// one with other words.
constexpr double kInsideLabel = 100.0;
constexpr double kAnyOrder = 200.0;
constexpr double kMended = 300.0;
// Within each: what was typed in full first, then preferred labels, then what occupations use most,
// then the shorter.
constexpr double kWholeLabelGain = 10.0;
constexpr double kAlternativeCost = 1.0;
constexpr double kLanguageCost = 0.5;
constexpr double kWordCost = 0.15;
constexpr double kPopularityGain = 1.5;

// Labels looked at for words in any order; what is left out then has only frequent words.
constexpr std::size_t kMostPlaces = 50'000;
// Close spellings tried for a word.
constexpr std::size_t kMostCloseWords = 8;
// An unfinished word shorter than this is not mended: anything is close to it.
constexpr std::size_t kLeastMended = 4;

bool IsIn(WordId word, const std::vector<IdRange>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [word](const IdRange& range) { return range.Contains(word); });
}

// The first bytes of `text` that fold to at least `folded_bytes` bytes: what was typed of a word.
std::size_t TypedBytes(std::string_view text, std::size_t folded_bytes) {
  std::size_t end = 0;
  while (end < text.size()) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const std::vector<Word> words = index_schema::SplitWords(text.substr(0, end));
    if (!words.empty() && words.front().folded.size() >= folded_bytes) break;
  }
  return end;
}

}  // namespace

// What was typed, understood.
struct Suggester::Request {
  std::vector<LanguageIndex> languages;
  std::vector<Word> finished;
  std::optional<Word> unfinished;
  std::vector<Wanted> wanted;  // What stands for each of them but stop words.
  const ConceptSet* passing = nullptr;
  std::vector<std::size_t> rank_of_language;  // By LanguageIndex; languages.size() where not asked.
};

// The best label of each concept offered so far.
struct Suggester::Found {
  explicit Found(std::size_t concept_count)
      : cost(concept_count, std::numeric_limits<float>::infinity()), label(concept_count, 0) {}

  std::vector<float> cost;
  std::vector<LabelId> label;
  std::vector<ConceptOrdinal> nodes;
};

Suggester::Suggester(const IndexSnapshot& snapshot, const Vocabulary& vocabulary)
    : snapshot_(snapshot),
      labels_(snapshot.labels()),
      vocabulary_(vocabulary),
      popularity_(Popularity(snapshot)) {
  for (const std::uint32_t place : labels_.Starts()) {
    if (labels_.Before(place) == 0) label_starts_.push_back(place);
  }
}

core::Result<std::vector<Suggestion>> Suggester::Suggest(const SuggestQuery& query) const {
  Request request;
  request.finished = index_schema::SplitWords(query.prefix);
  if (request.finished.empty()) return std::vector<Suggestion>{};
  if (request.finished.back().span.end == query.prefix.size()) {
    request.unfinished = std::move(request.finished.back());
    request.finished.pop_back();
  }
  request.languages = vocabulary_.Choose(query.languages);
  request.rank_of_language.assign(labels_.languages().size(), request.languages.size());
  for (std::size_t i = 0; i < request.languages.size(); ++i) {
    request.rank_of_language[request.languages[i]] = i;
  }
  request.wanted = WantedWords(request);
  core::Result<ConceptSet> passing = Passing(snapshot_, query.filter);
  if (!passing.ok()) return passing.status();
  request.passing = &*passing;

  Found found(snapshot_.concept_count());
  AddContinuations(request, label_starts_, 0.0, found);
  if (found.nodes.size() < query.limit) {
    AddContinuations(request, labels_.Starts(), kInsideLabel, found);
  }
  if (found.nodes.size() < query.limit) AddInAnyOrder(request, found);

  const std::size_t shown = std::min(query.limit, found.nodes.size());
  std::partial_sort(found.nodes.begin(), found.nodes.begin() + static_cast<std::ptrdiff_t>(shown),
                    found.nodes.end(), [&found](ConceptOrdinal a, ConceptOrdinal b) {
                      return found.cost[a] != found.cost[b] ? found.cost[a] < found.cost[b]
                                                            : found.label[a] < found.label[b];
                    });
  std::vector<Suggestion> suggestions;
  for (std::size_t i = 0; i < shown; ++i) {
    core::Result<Suggestion> suggestion = Present(request, found.label[found.nodes[i]]);
    if (!suggestion.ok()) return suggestion.status();
    suggestions.push_back(std::move(suggestion).value());
  }
  return suggestions;
}

void Suggester::Offer(const Request& request, LabelId label, double penalty, Found& found) const {
  const LabelRow row = labels_.Label(label);
  const std::size_t language_rank = request.rank_of_language[row.language];
  if (language_rank == request.languages.size() || !request.passing->Contains(row.node)) return;
  double cost = penalty + kLanguageCost * static_cast<double>(language_rank) +
                kWordCost * static_cast<double>(row.words.size()) -
                kPopularityGain * popularity_[row.node];
  if (row.field != TextField::kPreferred) cost += kAlternativeCost;
  float& best = found.cost[row.node];
  if (best == std::numeric_limits<float>::infinity()) found.nodes.push_back(row.node);
  if (static_cast<float>(cost) < best) {
    best = static_cast<float>(cost);
    found.label[row.node] = label;
  }
}

void Suggester::AddContinuations(const Request& request, std::span<const std::uint32_t> places,
                                 double penalty, Found& found) const {
  // The range of words at each position.
  std::vector<IdRange> wanted;
  for (const Word& word : request.finished) {
    const std::optional<WordId> id = labels_.FindWord(word.folded);
    if (!id) return;
    wanted.push_back({*id, *id + 1});
  }
  if (request.unfinished) wanted.push_back(labels_.WordsWithPrefix(request.unfinished->folded));

  // -1, 0, 1: the words from `place` come before, match, or come after the wanted ones.
  const auto compare = [&](std::uint32_t place) {
    const std::span<const WordId> words = labels_.WordsFrom(place);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (i >= words.size() || words[i] < wanted[i].begin) return -1;
      if (words[i] >= wanted[i].end) return 1;
    }
    return 0;
  };
  const auto begin = std::partition_point(places.begin(), places.end(),
                                          [&](std::uint32_t place) { return compare(place) < 0; });
  const auto end = std::partition_point(begin, places.end(),
                                        [&](std::uint32_t place) { return compare(place) <= 0; });
  const bool typed_in_full =
      !request.unfinished || labels_.FindWord(request.unfinished->folded).has_value();
  for (auto place = begin; place != end; ++place) {
    const bool whole =
        typed_in_full && labels_.WordsFrom(*place).size() == wanted.size() &&
        (!request.unfinished || labels_.WordsFrom(*place).back() == wanted.back().begin);
    Offer(request, labels_.LabelAt(*place), whole ? penalty - kWholeLabelGain : penalty, found);
  }
}

Suggester::Wanted Suggester::WantFinished(const Word& word, const Request& request) const {
  Wanted wanted;
  std::vector<WordId> ids;
  if (const std::optional<WordId> id = labels_.FindWord(word.folded)) ids.push_back(*id);
  for (const LanguageIndex language : request.languages) {
    const std::vector<std::string> forms = vocabulary_.Forms(word, language);
    const std::vector<WordId> same = vocabulary_.WordsWithForms(forms, language);
    ids.insert(ids.end(), same.begin(), same.end());
  }
  if (ids.empty()) {
    wanted.mended = true;
    const std::size_t allowed = AllowedErrors(word.folded.size());
    for (const CloseWord& close : FindCloseWords(labels_, word.folded, allowed, kMostCloseWords)) {
      ids.push_back(close.word);
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (const WordId id : ids) wanted.words.push_back({id, id + 1});
  return wanted;
}

Suggester::Wanted Suggester::WantUnfinished(const Word& word) const {
  Wanted wanted;
  wanted.unfinished = true;
  const IdRange known = labels_.WordsWithPrefix(word.folded);
  if (!labels_.StartsWith(known).empty()) {
    wanted.words.push_back(known);
  } else if (word.folded.size() >= kLeastMended) {
    wanted.mended = true;
    wanted.words = FindClosePrefixes(labels_, word.folded, AllowedErrors(word.folded.size()));
  }
  return wanted;
}

std::vector<Suggester::Wanted> Suggester::WantedWords(const Request& request) const {
  std::vector<Wanted> wanted;
  for (const Word& word : request.finished) {
    const bool stop = std::any_of(
        request.languages.begin(), request.languages.end(),
        [&](LanguageIndex language) { return IsStopWord(word.folded, vocabulary_.Tag(language)); });
    if (!stop) wanted.push_back(WantFinished(word, request));
  }
  if (request.unfinished) wanted.push_back(WantUnfinished(*request.unfinished));
  return wanted;
}

void Suggester::AddInAnyOrder(const Request& request, Found& found) const {
  const std::vector<Wanted>& wanted = request.wanted;
  if (wanted.empty()) return;
  const auto places_of = [this](const Wanted& item) {
    std::size_t places = 0;
    for (const IdRange& range : item.words) places += labels_.StartsWith(range).size();
    return places;
  };
  const auto rarest = std::min_element(
      wanted.begin(), wanted.end(),
      [&](const Wanted& a, const Wanted& b) { return places_of(a) < places_of(b); });
  const bool mended =
      std::any_of(wanted.begin(), wanted.end(), [](const Wanted& item) { return item.mended; });
  const auto has_all = [&](const LabelRow& row) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const Wanted& item) {
      return &item == &*rarest || std::any_of(row.words.begin(), row.words.end(),
                                              [&](WordId word) { return IsIn(word, item.words); });
    });
  };
  std::size_t looked_at = 0;
  for (const IdRange& range : rarest->words) {
    const IdRange starts = labels_.StartsWith(range);
    for (std::uint32_t i = starts.begin; i < starts.end && looked_at < kMostPlaces; ++i) {
      ++looked_at;
      const LabelId label = labels_.LabelAt(labels_.Starts()[i]);
      if (has_all(labels_.Label(label))) {
        Offer(request, label, mended ? kMended : kAnyOrder, found);
      }
    }
  }
}

core::Result<Suggestion> Suggester::Present(const Request& request, LabelId label) const {
  const LabelRow row = labels_.Label(label);
  core::Result<core::Concept> item = snapshot_.Load(row.node);
  if (!item.ok()) return item.status();
  Suggestion suggestion;
  suggestion.node = row.node;
  suggestion.item = std::move(item).value();
  suggestion.matched = TextOf(suggestion.item, row, vocabulary_.Tag(row.language));

  const std::vector<Wanted>& wanted = request.wanted;
  const std::vector<Word> words = index_schema::SplitWords(suggestion.matched.text);
  for (std::size_t i = 0; i < words.size() && i < row.words.size(); ++i) {
    const auto match = std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& word) {
      return IsIn(row.words[i], word.words);
    });
    if (match == wanted.end()) continue;
    text::Span span = words[i].span;
    if (match->unfinished && !match->mended) {
      const std::string_view text =
          std::string_view(suggestion.matched.text).substr(span.begin, span.end - span.begin);
      span.end = span.begin + TypedBytes(text, request.unfinished->folded.size());
    }
    suggestion.matched.highlights.push_back(span);
  }
  return suggestion;
}

}  // namespace crosswalk::search
