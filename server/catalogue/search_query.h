// SPDX-License-Identifier: Apache-2.0
// What one can ask the catalogue, and what it answers: plain values.
#pragma once

#include "frameworks/text/span.h"
#include "server/registry/credential.h"
#include "server/registry/vocabulary.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// What a framework knows of a skill's neighbours. Skills are resource names of concepts,
// "frameworks/esco/concepts/..."; unknown ones have no neighbours. Implementations are thread-safe
// for the length of a search.
class SkillExpansion {
 public:
  virtual ~SkillExpansion() = default;
  // All narrower ones, of any depth, without the skill itself.
  [[nodiscard]] virtual std::vector<std::string> Narrower(const std::string& skill) const = 0;
  [[nodiscard]] virtual std::vector<std::string> Related(const std::string& skill) const = 0;
  // The directly broader ones.
  [[nodiscard]] virtual std::vector<std::string> Broader(const std::string& skill) const = 0;
};

// What a credential must be. Values of one list are alternatives, fields are all required, empty
// ones ask for nothing. A credential that does not say (no hours, no level, ...) does not pass a
// filter on it.
struct SearchFilter {
  std::vector<std::string> issuers{};  // Ids.
  std::vector<registry::CredentialType> types{};
  std::vector<registry::DeliveryMode> delivery_modes{};
  // Of instruction; "fr" takes "fr-CA" and the other way round.
  std::vector<std::string> languages{};
  std::vector<std::string> regions{};  // Case and accents do not count.
  int min_level = 0;                   // Numbers of the OQF, 1 to 13; 0 for none.
  int max_level = 0;
  std::optional<double> min_hours{};
  std::optional<double> max_hours{};
  std::optional<double> min_cost{};
  std::optional<double> max_cost{};
  std::string currency{};    // Of these two and of sorting by cost; empty for "CAD".
  std::string start_from{};  // ISO 8601 days: the first day lies in between, included.
  std::string start_until{};
  std::string registration_open_on{};  // The deadline is not before this day.
};

enum class SortOrder : std::uint8_t {
  kRelevance,
  kLevel,  // Lowest first, as the next two; those that do not say come last.
  kHours,
  kCost,
  kNewest,     // Last published first.
  kTitle,      // The English title, else any, without case and accents.
  kLevelDown,  // Highest level first.
};

struct SearchQuery {
  std::string text;                 // Words; well-formed UTF-8.
  std::vector<std::string> skills;  // Resource names of concepts, or URIs as alignments have them.
  bool all_skills = false;          // All of them, or any.
  bool narrower = true;             // What teaches a narrower skill counts.
  bool related = false;             // What teaches a related skill counts, for less.
  bool confirmed_only = false;      // Count only alignments that a reviewer confirmed.
  SearchFilter filter;
  SortOrder sort = SortOrder::kRelevance;
  std::size_t limit = 20;
  std::string page_token;         // Of the page before; empty for the first.
  std::uint64_t fingerprint = 0;  // Of what was asked, beside page size and token: binds tokens.
  bool facets = true;
};

// How a skill that an outcome is aligned with answers to one that was asked for.
enum class SkillRelation : std::uint8_t { kSame, kNarrower, kRelated };

struct SkillHit {
  std::size_t asked = 0;      // Index into SearchQuery::skills.
  std::size_t outcome = 0;    // Index into the credential's outcomes,
  std::size_t alignment = 0;  // and into that one's alignments.
  SkillRelation relation = SkillRelation::kSame;
};

// A text of the credential with the words that match.
struct MatchedText {
  enum class Field : std::uint8_t { kTitle, kDescription, kOutcome };
  Field field = Field::kTitle;
  std::size_t outcome = 0;             // For kOutcome.
  std::string language;                // As the credential has it.
  std::string text;                    // Whole; of a long description the part around the words.
  std::vector<text::Span> highlights;  // Byte ranges in `text`, ascending, disjoint.
};

struct Hit {
  registry::Credential credential;  // A record: record_codec.h says what is left out.
  double relevance = 0;             // 0 to 1; what of text and skills it has. 1 without either.
  std::vector<SkillHit> skills;     // In the order of outcomes.
  std::vector<MatchedText> texts;   // The title, where it matches, and the best other text.
};

struct FacetValue {
  std::string value;  // Issuer id, word of a vocabulary, language, region, level number, range.
  std::size_t count = 0;
  registry::TextByLanguage title;  // Of an issuer.
};

// Most frequent values first, at most kMostFacetValues of each. The counts of a facet are of what
// passes all other filters: they say what choosing another value would give.
struct Facets {
  std::vector<FacetValue> issuers;
  std::vector<FacetValue> types;
  std::vector<FacetValue> delivery_modes;
  std::vector<FacetValue> languages;
  std::vector<FacetValue> regions;
  std::vector<FacetValue> levels;  // In the order of levels; so for the two below.
  std::vector<FacetValue> hours;   // "0-10", "10-40", "40-120", "120-400", "400-".
  std::vector<FacetValue> costs;   // "0-0", "0-250", "250-1000", "1000-5000", "5000-".
};

inline constexpr std::size_t kMostFacetValues = 50;

// What would give hits where there are none.
struct Advice {
  enum class Kind : std::uint8_t {
    kDropText,      // Ask without the words.
    kDropSkill,     // Ask without `subject`; without all skills where it is empty.
    kDropFilter,    // Ask without the filter field `subject`.
    kBroaderSkill,  // Ask for `replacement`, which is broader, instead of `subject`.
  };
  Kind kind = Kind::kDropText;
  std::string subject;
  std::string replacement;
  std::size_t count = 0;  // The hits one would get; at least 1.
};

struct SearchAnswer {
  std::vector<Hit> hits;
  std::size_t total = 0;                // Of all pages, exact.
  std::optional<Facets> facets;         // Where they were asked for.
  std::vector<std::size_t> widened_by;  // By skill: how many others count as it.
  std::string next_page_token;          // Empty at the end.
  std::string corrected_text;           // The text as it was understood where spelling was mended.
  bool any_word = false;                // Nothing has all the words; these have some.
  std::vector<Advice> advice;           // Where total is 0: most hits first.
  std::int64_t indexed_sequence = 0;    // The answer is of the store's log up to here.
};

}  // namespace crosswalk::catalogue
