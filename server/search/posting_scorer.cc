// SPDX-License-Identifier: Apache-2.0
#include "server/search/posting_scorer.h"

#include <algorithm>
#include <cmath>

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
  const double mean = mean_length_[language][static_cast<std::size_t>(field)];
  for (const std::string& form : forms) {
    const std::string term = prefix + form;
    const Xapian::PostingIterator end = database.postlist_end(term);
    for (Xapian::PostingIterator posting = database.postlist_begin(term); posting != end;
         ++posting) {
      const ConceptOrdinal node = *posting - 1;
      if (node >= labels_.concept_count()) continue;
      const double length = labels_.FieldLength(node, field, language) / mean;
      const double occurrences = posting.get_wdf();
      const double damping =
          kSaturation * (1.0 - kLengthNormalisation + kLengthNormalisation * length);
      const double value = occurrences * (kSaturation + 1.0) / (occurrences + damping);
      scores.RaiseTo(node, static_cast<float>(weight * value));
    }
  }
}

double PostingScorer::InverseFrequency(std::size_t concepts_with_word) const {
  const auto total = static_cast<double>(labels_.concept_count());
  const double with = std::min(static_cast<double>(concepts_with_word), total);
  return std::log1p((total - with + 0.5) / (with + 0.5));
}

}  // namespace crosswalk::search
