// SPDX-License-Identifier: Apache-2.0
// Finding concepts by words: full text, suggestions as one types, browsing, and what the mapper
// asks of words.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"
#include "frameworks/text/span.h"
#include "indexer/schema/label_file.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/words.h"
#include "server/search/index_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::search {

// Restricts results. Values of one field are alternatives, fields are all required. Empty fields
// restrict nothing.
struct ConceptFilter {
  std::vector<std::string> frameworks;  // Framework ids.
  std::vector<core::ConceptType> types;
  std::vector<core::SkillType> skill_types;
  std::vector<core::ReuseLevel> reuse_levels;
  std::vector<std::string> collections;     // Collection ids.
  std::vector<ConceptOrdinal> within;       // Concepts at or below any of these, transitively.
  std::vector<ConceptOrdinal> occupations;  // Skills essential or optional for any of these.
  bool essential_only = false;              // With `occupations`: leave optional skills out.
};

struct SearchQuery {
  // Words, a quoted phrase, a code, or a URI. Every word should match; words that no concept has
  // are corrected where a close spelling exists.
  std::string text;
  // Languages whose labels are searched, best first; empty means all that the index has. The first
  // decides which label is returned as matched when several match equally.
  std::vector<std::string> languages;
  ConceptFilter filter;
  std::size_t offset = 0;
  std::size_t limit = 10;  // 1..100.
};

enum class LabelKind : std::uint8_t { kPreferred, kAlternative, kHidden, kDescription };

// A label of the concept and the stretches of it that matched the query.
struct LabelMatch {
  std::string text;
  std::string language;
  LabelKind kind = LabelKind::kPreferred;
  std::vector<text::Span> highlights;  // Byte ranges in `text`, ascending, disjoint.
};

struct SearchHit {
  ConceptOrdinal node = 0;
  double score = 0.0;  // Comparable within one answer only.
  core::Concept item;
  LabelMatch matched;  // The label that matched best.
};

struct SearchAnswer {
  std::vector<SearchHit> hits;
  std::uint64_t total_estimate = 0;  // Matches in all pages; exact when it fits in one page.
  // The query as it was understood where spelling was corrected; else empty.
  std::string corrected_text;
};

struct SuggestQuery {
  std::string prefix;  // What has been typed so far; the last word may be unfinished.
  std::vector<std::string> languages;
  ConceptFilter filter;
  std::size_t limit = 10;  // 1..50.
};

struct Suggestion {
  ConceptOrdinal node = 0;
  core::Concept item;
  LabelMatch matched;
};

// A word of a text that is no function word.
struct TellingWord {
  text::Span span;                 // Where it stands in the text.
  std::vector<std::string> forms;  // As terms of the index have it.
  // Words of the index's dictionary that share a stem with it, ascending.
  std::vector<index_schema::WordId> words;
};

// Thread-safe. Keeps its snapshot alive.
class SearchEngine {
 public:
  static std::unique_ptr<SearchEngine> Create(std::shared_ptr<const IndexSnapshot> snapshot);
  virtual ~SearchEngine() = default;

  // INVALID_ARGUMENT / QUERY_EMPTY for a query without a searchable word or character.
  [[nodiscard]] virtual core::Result<SearchAnswer> Search(const SearchQuery& query) const = 0;
  [[nodiscard]] virtual core::Result<std::vector<Suggestion>> Suggest(
      const SuggestQuery& query) const = 0;
  // Concepts that pass `filter`, by preferred label, for browsing.
  [[nodiscard]] virtual core::Result<SearchAnswer> List(const ConceptFilter& filter,
                                                        std::size_t offset,
                                                        std::size_t limit) const = 0;

  // Those of `words` that are no function words in `language`, in order; none where the index lacks
  // the language.
  [[nodiscard]] virtual std::vector<TellingWord> TellingWords(
      std::span<const index_schema::Word> words, std::string_view language) const = 0;

  // For each of `groups` of fields, how much of `words`, telling in `language`, all concepts have
  // in those fields in that language (any word may match): BM25 by ordinal, 0 where no word is
  // shared. Words that are there again count once, and after the first 64 none. No word found is
  // not an error.
  [[nodiscard]] virtual core::Result<std::vector<std::vector<float>>> WeighWords(
      std::span<const TellingWord> words, std::string_view language,
      std::span<const std::vector<index_schema::TextField>> groups) const = 0;
};

}  // namespace crosswalk::search
