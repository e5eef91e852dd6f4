// SPDX-License-Identifier: Apache-2.0
#include "server/search/posting_scorer.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace crosswalk::search {
namespace {

using index_schema::TextField;

// Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): the usual
// range is 1.2 to 2 for k1, 0.5 to 0.8 for b.
constexpr double kSaturation = 1.2;
constexpr double kLengthNormalisation = 0.75;

}  // namespace

PostingScorer::PostingScorer(const index_schema::LabelFile& labels) : labels_(labels) {
  for (LanguageIndex language = 0; language < labels.languages().size(); ++language) {
    auto& means = mean_length_.emplace_back();
    for (const TextField field : index_schema::kTextFields) {
      double total = 0.0;
      double filled = 0.0;
      for (ConceptOrdinal node = 0; node < labels.concept_count(); ++node) {
        const std::uint16_t length = labels.FieldLength(node, field, language);
        total += length;
        if (length > 0) filled += 1.0;
      }
      means[static_cast<std::size_t>(field)] = filled > 0.0 ? total / filled : 1.0;
    }
  }
}

void PostingScorer::Score(const Xapian::Database& database, std::span<const std::string> forms,
                          TextField field, LanguageIndex language, double weight,
                          ScoreTable& scores) const {
  const std::string prefix = "Z" + index_schema::TextPrefix(field, labels_.languages()[language]);
  for (const std::string& form : forms) {
    for (const Posting& posting : Postings(database, prefix + form, field, language)) {
      scores.RaiseTo(posting.node, static_cast<float>(weight) * posting.weight);
    }
  }
}

const std::vector<PostingScorer::Posting>& PostingScorer::Postings(const Xapian::Database& database,
                                                                   std::string term,
                                                                   TextField field,
                                                                   LanguageIndex language) const {
  static const std::vector<Posting> none;
  {
    const std::shared_lock lock(mutex_);
    const auto found = read_.find(term);
    if (found != read_.end()) return found->second;
  }
  std::vector<Posting> postings = Read(database, term, field, language);
  const bool empty = postings.empty();
  // There is no end to words that no concept has.
  if (empty && empty_ >= labels_.word_count()) return none;
  const std::unique_lock lock(mutex_);
  const auto [kept, is_new] = read_.try_emplace(std::move(term), std::move(postings));
  if (empty && is_new) ++empty_;
  return kept->second;
}

std::vector<PostingScorer::Posting> PostingScorer::Read(const Xapian::Database& database,
                                                        const std::string& term, TextField field,
                                                        LanguageIndex language) const {
  const double mean = mean_length_[language][static_cast<std::size_t>(field)];
  std::vector<Posting> postings;
  const Xapian::PostingIterator end = database.postlist_end(term);
  for (Xapian::PostingIterator at = database.postlist_begin(term); at != end; ++at) {
    const ConceptOrdinal node = *at - 1;
    if (node >= labels_.concept_count()) continue;
    const double length = labels_.FieldLength(node, field, language) / mean;
    const double occurrences = at.get_wdf();
    const double damping =
        kSaturation * (1.0 - kLengthNormalisation + kLengthNormalisation * length);
    const double weight = occurrences * (kSaturation + 1.0) / (occurrences + damping);
    postings.push_back({node, static_cast<float>(weight)});
  }
  postings.shrink_to_fit();
  return postings;
}

double PostingScorer::InverseFrequency(std::size_t concepts_with_word) const {
  const auto total = static_cast<double>(labels_.concept_count());
  const double with = std::min(static_cast<double>(concepts_with_word), total);
  return std::log1p((total - with + 0.5) / (with + 0.5));
}

}  // namespace crosswalk::search
