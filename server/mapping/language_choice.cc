// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/language_choice.h"

#include "server/search/stop_words.h"

#include <optional>
#include <vector>

namespace crosswalk::mapping {
namespace {

// A function word decides more than a word that labels have: technical terms cross languages.
constexpr double kLabelWordWeight = 0.4;

// For each language, how much speaks for it.
std::vector<double> Evidence(std::span<const index_schema::Word> words,
                             const LabelWords& label_words) {
  const std::vector<std::string>& languages = label_words.labels().languages();
  std::vector<double> evidence(languages.size(), 0.0);
  for (const index_schema::Word& word : words) {
    const auto id = label_words.labels().FindWord(word.folded);
    for (std::size_t language = 0; language < languages.size(); ++language) {
      if (search::IsStopWord(word.folded, languages[language])) {
        evidence[language] += 1.0;
      } else if (id && label_words.Occurrences(*id, language) > 0) {
        evidence[language] += kLabelWordWeight;
      }
    }
  }
  return evidence;
}

}  // namespace

std::string ChooseLanguage(std::span<const index_schema::Word> words, std::string_view declared,
                           const LabelWords& label_words) {
  const std::vector<std::string>& languages = label_words.labels().languages();
  if (const auto known = label_words.FindLanguage(declared)) return languages[*known];
  const std::vector<double> evidence = Evidence(words, label_words);
  std::size_t chosen = label_words.FindLanguage("en").value_or(0);
  for (std::size_t language = 0; language < languages.size(); ++language) {
    if (evidence[language] > evidence[chosen]) chosen = language;
  }
  return languages[chosen];
}

}  // namespace crosswalk::mapping
