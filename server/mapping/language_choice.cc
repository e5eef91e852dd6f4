// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/language_choice.h"

#include "server/search/stop_words.h"

#include <optional>
#include <vector>

namespace crosswalk::mapping {
namespace {

// A function word decides more than a word that labels have: technical terms cross languages.
constexpr double kLabelWordWeight = 0.4;

double Evidence(std::span<const index_schema::Word> words, std::size_t language,
                const LabelWords& label_words) {
  double evidence = 0.0;
  for (const index_schema::Word& word : words) {
    if (search::IsStopWord(word.folded, label_words.labels().languages()[language])) {
      evidence += 1.0;
    } else if (const auto id = label_words.labels().FindWord(word.folded);
               id && label_words.Occurrences(*id, language) > 0) {
      evidence += kLabelWordWeight;
    }
  }
  return evidence;
}

}  // namespace

std::string ChooseLanguage(std::span<const index_schema::Word> words, std::string_view declared,
                           const LabelWords& label_words) {
  const std::vector<std::string>& languages = label_words.labels().languages();
  if (const auto known = label_words.FindLanguage(declared)) return languages[*known];
  std::size_t chosen = label_words.FindLanguage("en").value_or(0);
  double most = Evidence(words, chosen, label_words);
  for (std::size_t language = 0; language < languages.size(); ++language) {
    const double evidence = Evidence(words, language, label_words);
    if (evidence > most) {
      most = evidence;
      chosen = language;
    }
  }
  return languages[chosen];
}

}  // namespace crosswalk::mapping
