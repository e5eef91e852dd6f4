// SPDX-License-Identifier: Apache-2.0
#include "server/search/full_text_search.h"

#include "frameworks/core/resource_name.h"
#include "frameworks/core/text.h"
#include "indexer/schema/terms.h"
#include "server/search/concept_uri.h"
#include "server/search/database_pool.h"
#include "server/search/label_match.h"
#include "server/search/label_text.h"
#include "server/search/popularity.h"
#include "server/search/xapian_fence.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::search {
namespace {

// Concepts whose labels are weighed; later ones keep the order of their words' weights. Queries of
// one frequent word match hundreds, and a page is at most 100.
constexpr std::size_t kRankingWindow = 256;
// With this many concepts that have all words, those that lack some are left out.
constexpr std::size_t kEnough = 20;
// Else those are kept that have this share, by weight of words, of what the best of them has: a
// word that nothing has besides the others must not empty the answer.
constexpr double kLeastCovered = 0.5;
// What a match anywhere in the concept adds to the fit of its best label, which is up to 2.
constexpr double kAnywhere = 0.4;
// A tie-breaker.
constexpr double kPopularity = 0.03;
// Above every score of words.
constexpr double kIdentified = 10.0;
// Rounding of sums of 32-bit weights.
constexpr double kAll = 0.999;

// `text` with the mended words in place of those typed.
std::string Replace(std::string_view text, const ParsedQuery& query,
                    const std::vector<std::optional<std::string>>& mended) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < mended.size(); ++i) {
    if (!mended[i]) continue;
    const text::Span& span = query.words[i].word.span;
    out.append(text.substr(copied, span.begin - copied)).append(*mended[i]);
    copied = span.end;
  }
  return out.append(text.substr(copied));
}

std::string WithoutQuotationMarks(std::string_view text) {
  constexpr std::array<std::string_view, 5> kMarks = {"\"", "\u201C", "\u201D", "\u00AB", "\u00BB"};
  std::string out;
  while (!text.empty()) {
    const auto mark =
        std::find_if(kMarks.begin(), kMarks.end(),
                     [text](std::string_view candidate) { return text.starts_with(candidate); });
    out += mark == kMarks.end() ? text.front() : ' ';
    text.remove_prefix(mark == kMarks.end() ? 1 : mark->size());
  }
  return core::CleanText(out);
}

// Codes that `text` may stand for: itself, and for ISCO-08 groups "C2654", "ISCO 2654".
std::vector<std::string> CodesForSpelling(std::string_view text) {
  std::vector<std::string> codes = {core::FoldText(text)};
  std::string_view rest = codes.front();
  for (const std::string_view lead : {"isco-08", "isco08", "isco"}) {
    if (!rest.starts_with(lead)) continue;
    rest.remove_prefix(lead.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" -:"), rest.size()));
    break;
  }
  if (rest.starts_with("c")) rest.remove_prefix(1);
  const bool is_number = !rest.empty() && rest.find_first_not_of("0123456789.") == rest.npos;
  std::string number(rest);
  if (is_number && number != codes.front()) codes.push_back(std::move(number));
  return codes;
}

// Whether what `text` identifies is all that it can mean: a URI, a name or a code with a digit. A
// code of letters only may be a word too.
bool IsUnmistakable(std::string_view text) {
  return LooksLikeUri(text) ||
         std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

FullTextSearch::FullTextSearch(const IndexSnapshot& snapshot, const Vocabulary& vocabulary,
                               const PostingScorer& scorer)
    : snapshot_(snapshot),
      labels_(snapshot.labels()),
      vocabulary_(vocabulary),
      evaluator_(snapshot.labels(), vocabulary, scorer),
      popularity_(Popularity(snapshot)) {}

core::Result<SearchAnswer> FullTextSearch::Search(const SearchQuery& query) const {
  core::Result<ConceptSet> passing = Passing(snapshot_, query.filter);
  if (!passing.ok()) return passing.status();
  core::Result<std::vector<ConceptOrdinal>> identified = Identified(query.text, *passing);
  if (!identified.ok()) return identified.status();
  core::Result<Reading> read = Read(query.text, vocabulary_.Choose(query.languages), *passing);
  if (!read.ok()) return read.status();
  Reading& reading = *read;
  if (reading.query.words.empty() && identified->empty()) {
    return core::InvalidArgument("QUERY_EMPTY", "the query has no letter or digit to search for")
        .WithFieldViolation("query", "must have at least one letter or digit");
  }

  std::vector<Ranked> ranked;
  for (const ConceptOrdinal node : *identified) ranked.push_back({node, kIdentified});
  if (!identified->empty() && IsUnmistakable(query.text)) {
    reading.corrected_text.clear();
  } else {
    for (const ConceptOrdinal node : *identified) reading.passing.Remove(node);
    const std::vector<Ranked> by_words = Rank(reading);
    ranked.insert(ranked.end(), by_words.begin(), by_words.end());
  }

  SearchAnswer answer;
  answer.total_estimate = ranked.size();
  answer.corrected_text = reading.corrected_text;
  const LabelRanker ranker(labels_, vocabulary_, reading.query);
  const std::size_t begin = std::min(query.offset, ranked.size());
  const std::size_t end = begin + std::min(query.limit, ranked.size() - begin);
  for (std::size_t i = begin; i < end; ++i) {
    core::Result<SearchHit> hit = Present(reading, ranker, ranked[i]);
    if (!hit.ok()) return hit.status();
    answer.hits.push_back(std::move(hit).value());
  }
  return answer;
}

core::Result<std::vector<ConceptOrdinal>> FullTextSearch::Identified(
    std::string_view text, const ConceptSet& passing) const {
  std::vector<ConceptOrdinal> nodes;
  const auto add = [&](ConceptOrdinal node) {
    if (node < snapshot_.concept_count() && passing.Contains(node)) nodes.push_back(node);
  };
  const core::Result<core::ConceptName> name = core::ParseConceptName(text);
  if (name.ok() || LooksLikeUri(text)) {
    core::Result<ConceptOrdinal> found =
        name.ok() ? snapshot_.FindByName(name->framework, name->id) : snapshot_.FindByUri(text);
    if (!found.ok() && found.status().code() != core::StatusCode::kNotFound) {
      return found.status();
    }
    if (found.ok()) add(*found);
  }
  core::Result<bool> read = WithXapian("look up a code", [&] {
    const DatabasePool::Lease database = snapshot_.databases().Borrow();
    for (const std::string& code : CodesForSpelling(text)) {
      const std::string term = index_schema::BooleanTerm(index_schema::kCodeTerm, code);
      for (auto posting = database->postlist_begin(term); posting != database->postlist_end(term);
           ++posting) {
        add(*posting - 1);
      }
    }
    return true;
  });
  if (!read.ok()) return read.status();
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

core::Result<FullTextSearch::Reading> FullTextSearch::Read(
    std::string text, const std::vector<LanguageIndex>& languages,
    const ConceptSet& passing) const {
  return WithXapian("search the concepts", [&] {
    const DatabasePool::Lease database = snapshot_.databases().Borrow();
    ParsedQuery query = ParseQuery(text, vocabulary_, languages);
    Tally tally = evaluator_.LookUp(*database, query);
    std::string corrected;
    const bool mended = std::any_of(tally.mended.begin(), tally.mended.end(),
                                    [](const auto& word) { return word.has_value(); });
    if (mended) {
      text = Replace(text, query, tally.mended);
      query = ParseQuery(text, vocabulary_, languages);
      tally = evaluator_.LookUp(*database, query);
      corrected = text;
    }
    ConceptSet matching = passing;
    if (!query.phrases.empty()) {
      matching.IntersectWith(evaluator_.WithPhrases(*database, query));
      if (matching.empty()) {
        query.phrases.clear();
        matching = passing;
        corrected = WithoutQuotationMarks(text);
      }
    }
    return Reading{std::move(query), std::move(tally), std::move(matching), std::move(corrected)};
  });
}

std::vector<FullTextSearch::Ranked> FullTextSearch::Rank(const Reading& reading) const {
  const Tally& tally = reading.tally;
  const auto covered = [&](ConceptOrdinal node) { return tally.covered[node] / tally.total; };
  double most = 0.0;
  for (const ConceptOrdinal node : tally.covered.touched()) {
    if (reading.passing.Contains(node)) most = std::max(most, covered(node));
  }
  std::vector<Ranked> ranked;
  std::size_t complete = 0;
  for (const ConceptOrdinal node : tally.covered.touched()) {
    const double share = covered(node);
    if (!reading.passing.Contains(node) || share < kLeastCovered * most) continue;
    complete += share > kAll ? 1 : 0;
    ranked.push_back({node, kAnywhere * share * share * tally.weight[node] / tally.total});
  }
  if (complete >= kEnough) {
    std::erase_if(ranked, [&](const Ranked& item) { return covered(item.node) <= kAll; });
  }
  const auto better = [](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.node < b.node;
  };
  std::sort(ranked.begin(), ranked.end(), better);
  if (ranked.empty()) return ranked;

  const LabelRanker ranker(labels_, vocabulary_, reading.query);
  const std::size_t window = std::min(kRankingWindow, ranked.size());
  for (std::size_t i = 0; i < window; ++i) {
    Ranked& item = ranked[i];
    const std::optional<LabelFit> fit = ranker.Best(item.node);
    item.score += (fit ? fit->score : 0.0) + kPopularity * popularity_[item.node];
  }
  const auto window_end = ranked.begin() + static_cast<std::ptrdiff_t>(window);
  std::sort(ranked.begin(), window_end, better);
  // Scores fall along the list, past the window too.
  const double last = ranked[window - 1].score;
  for (auto item = window_end; item != ranked.end(); ++item) {
    item->score = std::min(item->score, last);
  }
  return ranked;
}

core::Result<SearchHit> FullTextSearch::Present(const Reading& reading, const LabelRanker& ranker,
                                                const Ranked& ranked) const {
  core::Result<core::Concept> item = snapshot_.Load(ranked.node);
  if (!item.ok()) return item.status();
  SearchHit hit;
  hit.node = ranked.node;
  hit.score = ranked.score;
  hit.item = std::move(item).value();
  const ParsedQuery& query = reading.query;
  if (const std::optional<LabelFit> fit = ranker.Best(ranked.node)) {
    const index_schema::LabelRow row = labels_.Label(fit->label);
    hit.matched = TextOf(hit.item, row, vocabulary_.Tag(row.language));
    const auto position = std::find(query.languages.begin(), query.languages.end(), row.language);
    Highlight(query, vocabulary_,
              static_cast<std::size_t>(std::distance(query.languages.begin(), position)),
              hit.matched);
    return hit;
  }
  if (std::optional<LabelMatch> description = DescriptionMatch(query, vocabulary_, hit.item)) {
    hit.matched = std::move(*description);
    return hit;
  }
  std::vector<std::string> languages;
  for (const LanguageIndex language : query.languages) {
    languages.push_back(vocabulary_.Tag(language));
  }
  hit.matched = PreferredLabel(hit.item, languages);
  return hit;
}

}  // namespace crosswalk::search
