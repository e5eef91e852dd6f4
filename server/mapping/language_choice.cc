// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/language_choice.h"

#include "frameworks/core/text.h"
#include "server/search/stop_words.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace crosswalk::mapping {
namespace {

// A function word decides more than a word that labels have: technical terms cross languages.
constexpr double kLabelWordWeight = 0.4;
// One word of this many is enough to recognise a language by.
constexpr std::size_t kRecognisedPart = 3;
// So few words may be names of products, which are of no language.
constexpr std::size_t kMostNames = 2;

// How much speaks for a language.
struct Evidence {
  double weight = 0.0;
  std::size_t words = 0;
};

// For each language.
std::vector<Evidence> Collect(std::span<const index_schema::Word> words,
                              const LabelWords& label_words) {
  const std::vector<std::string>& languages = label_words.labels().languages();
  std::vector<Evidence> evidence(languages.size());
  for (const index_schema::Word& word : words) {
    if (core::IsDigits(word.folded)) continue;
    const auto id = label_words.labels().FindWord(word.folded);
    for (std::size_t language = 0; language < languages.size(); ++language) {
      const bool is_function_word = search::IsStopWord(word.folded, languages[language]);
      if (!is_function_word && !(id && label_words.Occurrences(*id, language) > 0)) continue;
      evidence[language].weight += is_function_word ? 1.0 : kLabelWordWeight;
      ++evidence[language].words;
    }
  }
  return evidence;
}

}  // namespace

LanguageChoice ChooseLanguage(std::span<const index_schema::Word> words, std::string_view declared,
                              const LabelWords& label_words) {
  const std::vector<std::string>& languages = label_words.labels().languages();
  if (const auto known = label_words.FindLanguage(declared)) return {languages[*known], true};
  const std::vector<Evidence> evidence = Collect(words, label_words);
  std::size_t chosen = label_words.FindLanguage("en").value_or(0);
  for (std::size_t language = 0; language < languages.size(); ++language) {
    if (evidence[language].weight > evidence[chosen].weight) chosen = language;
  }
  const auto counted = static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](const auto& word) { return !core::IsDigits(word.folded); }));
  const bool recognised =
      counted <= kMostNames || kRecognisedPart * evidence[chosen].words >= counted;
  return {languages[chosen], recognised};
}

}  // namespace crosswalk::mapping
