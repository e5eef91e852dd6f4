// SPDX-License-Identifier: Apache-2.0
#include "server/search/stop_words.h"

#include <algorithm>
#include <array>

namespace crosswalk::search {
namespace {

// Articles, prepositions, conjunctions, pronouns, auxiliaries. Sorted; folded. Words that carry
// meaning in skills ("not", "sans", "it" as information technology) are left out on purpose.
constexpr std::array<std::string_view, 59> kEnglish = {
    "a",    "about", "all",  "an",     "and",  "any",   "are",   "as",   "at",  "be",
    "been", "both",  "but",  "by",     "can",  "could", "do",    "each", "for", "from",
    "had",  "has",   "have", "he",     "her",  "his",   "how",   "i",    "if",  "in",
    "into", "is",    "its",  "may",    "must", "my",    "of",    "on",   "or",  "other",
    "our",  "shall", "she",  "should", "so",   "such",  "than",  "that", "the", "their",
    "them", "these", "they", "this",   "to",   "was",   "which", "will", "with"};

constexpr std::array<std::string_view, 46> kFrench = {
    "a",    "au",   "aux",   "avec", "ce",    "ces",  "cet", "cette", "comme", "dans", "de", "des",
    "dont", "du",   "elle",  "en",   "entre", "est",  "et",  "etre",  "il",    "ils",  "la", "le",
    "les",  "leur", "leurs", "mais", "nous",  "on",   "ont", "ou",    "par",   "pour", "qu", "que",
    "qui",  "se",   "ses",   "soit", "son",   "sont", "sur", "un",    "une",   "vos"};

static_assert(std::is_sorted(kEnglish.begin(), kEnglish.end()));
static_assert(std::is_sorted(kFrench.begin(), kFrench.end()));

}  // namespace

bool IsStopWord(std::string_view word, std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  if (primary == "en") return std::binary_search(kEnglish.begin(), kEnglish.end(), word);
  if (primary == "fr") return std::binary_search(kFrench.begin(), kFrench.end(), word);
  return false;
}

}  // namespace crosswalk::search
