// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/language_choice.h"

#include "indexer/schema/words.h"
#include "server/search/stop_words.h"

#include <optional>
#include <vector>

namespace crosswalk::mapping {
namespace {

// A function word decides more than a word that labels have: technical terms cross languages.
constexpr double kLabelWordWeight = 0.4;

double Evidence(const std::vector<index_schema::Word>& text, std::size_t language,
                const LabelWords& words) {
  double evidence = 0.0;
  for (const index_schema::Word& word : text) {
    if (search::IsStopWord(word.folded, words.labels().languages()[language])) {
      evidence += 1.0;
    } else if (const auto id = words.labels().FindWord(word.folded);
               id && words.Occurrences(*id, language) > 0) {
      evidence += kLabelWordWeight;
    }
  }
  return evidence;
}

}  // namespace

std::string ChooseLanguage(std::string_view text, std::string_view declared,
                           const LabelWords& words) {
  const std::vector<std::string>& languages = words.labels().languages();
  if (const auto known = words.FindLanguage(declared)) return languages[*known];
  std::size_t chosen = words.FindLanguage("en").value_or(0);
  const std::vector<index_schema::Word> split = index_schema::SplitWords(text);
  double most = Evidence(split, chosen, words);
  for (std::size_t language = 0; language < languages.size(); ++language) {
    const double evidence = Evidence(split, language, words);
    if (evidence > most) {
      most = evidence;
      chosen = language;
    }
  }
  return languages[chosen];
}

}  // namespace crosswalk::mapping
