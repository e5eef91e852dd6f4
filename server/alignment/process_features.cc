// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/process_features.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace crosswalk::alignment {
namespace {

constexpr std::size_t kFewestLetters = 4;
constexpr std::size_t kMostLetters = 12;
constexpr std::size_t kMostVerbs = 6;
constexpr std::size_t kPrefixVerbs = 4;
constexpr std::size_t kPlaces = 4;

// The first that leaves four letters is taken off.
constexpr auto kEndings = std::to_array<std::string_view>(
    {"ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "ly", "e", "y"});

constexpr auto kStopWords = std::to_array<std::string_view>(
    {"the",   "a",     "an", "of",  "and", "or",    "to",    "in",      "for", "with", "on",
     "by",    "from",  "at", "as",  "its", "their", "your",  "his",     "her", "this", "that",
     "these", "those", "is", "are", "be",  "well",  "range", "variety", "both"});

constexpr auto kJoiners = std::to_array<std::string_view>({"and", "or", "to", "then"});

// Writes `z` of "yz" and "iz" as s.
void SpellBritish(std::string& word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (word[i] == 'z' && (word[i - 1] == 'y' || word[i - 1] == 'i')) word[i] = 's';
  }
}

class Finder {
 public:
  Finder(const OutcomeReading& reading, const TextMap<std::string>& verbs,
         const TextMap<std::size_t>& indexes)
      : reading_(reading), indexes_(indexes) {
    stems_.reserve(reading.size());
    for (std::size_t at = 0; at < reading.size(); ++at) {
      stems_.push_back(ProcessStem(reading[at].word));
      const auto verb = verbs.find(stems_[at]);
      if (verb == verbs.end()) continue;
      said_.push_back(at);
      if (!verb->second.empty()) classed_.push_back({at, verb->second});
    }
  }

  std::vector<ProcessFeature> Find() {
    FindWords();
    FindObjects();
    FindVerbs();
    FindProcessesOfVerbs();
    // The place found first stands for a feature found twice.
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.index < b.index; });
    found_.erase(std::unique(found_.begin(), found_.end(),
                             [](const auto& a, const auto& b) { return a.index == b.index; }),
                 found_.end());
    return std::move(found_);
  }

 private:
  struct ClassedVerb {
    std::size_t at = 0;
    std::string_view process;
  };

  void Add(std::initializer_list<std::string_view> parts, std::size_t first, std::size_t second) {
    name_.clear();
    for (const std::string_view part : parts) name_ += part;
    Add(first, second);
  }
  void Add(std::size_t first, std::size_t second) {
    const auto index = indexes_.find(name_);
    if (index != indexes_.end()) found_.push_back({index->second, first, second});
  }

  // Words and pairs of neighbours, "^" standing before a clause; the first words with their place.
  void FindWords() {
    std::string_view previous;
    std::size_t previous_at = 0;
    for (std::size_t at = 0; at < stems_.size(); ++at) {
      if (reading_[at].starts_clause) {
        if (!previous.empty()) Add({previous, " ^"}, previous_at, previous_at);
        previous = "^";
        previous_at = at;
        Add({"^"}, at, at);
      }
      Add({stems_[at]}, at, at);
      if (!previous.empty()) Add({previous, " ", stems_[at]}, previous_at, at);
      previous = stems_[at];
      previous_at = at;
    }
    for (std::size_t at = 0; at < std::min(kPlaces, stems_.size()); ++at) {
      Add({"@", std::to_string(at), " ", stems_[at]}, at, at);
    }
  }

  // The first word of content with each later one.
  void FindObjects() {
    std::size_t first = stems_.size();
    for (std::size_t at = 0; at < stems_.size(); ++at) {
      if (Holds(kStopWords, reading_[at].word)) continue;
      if (first == stems_.size()) {
        first = at;
      } else {
        Add({stems_[first], ">", stems_[at]}, first, at);
      }
    }
  }

  // Pairs of verbs, neighbouring verbs, the sequence of the first verbs, how many there are.
  void FindVerbs() {
    const std::size_t paired = std::min(said_.size(), kMostVerbs);
    for (std::size_t i = 0; i < paired; ++i) {
      for (std::size_t j = i + 1; j < paired; ++j) {
        Add({stems_[said_[i]], "&", stems_[said_[j]]}, said_[i], said_[j]);
      }
    }
    for (std::size_t i = 1; i < said_.size(); ++i) {
      Add({stems_[said_[i - 1]], "+", stems_[said_[i]]}, said_[i - 1], said_[i]);
    }
    std::string sequence = "=";
    for (std::size_t i = 0; i < std::min(said_.size(), kPrefixVerbs); ++i) {
      if (i > 0) sequence += ' ';
      sequence += stems_[said_[i]];
      Add({sequence}, said_[0], said_[i]);
    }
    const std::size_t first = said_.empty() ? 0 : said_.front();
    if (!stems_.empty()) Add({"#", std::to_string(paired)}, first, first);
  }

  void FindProcessesOfVerbs() {
    for (std::size_t i = 0; i < classed_.size(); ++i) {
      const auto& [at, process] = classed_[i];
      Add({"%", process}, at, at);
      if (reading_[at].starts_clause || (at > 0 && Holds(kJoiners, reading_[at - 1].word))) {
        Add({"%^", process}, at, at);
      }
      if (i == 0) Add({"%1", process}, at, at);
      if (i > 0) Add({"%", classed_[i - 1].process, " ", process}, classed_[i - 1].at, at);
    }
  }

  const OutcomeReading& reading_;
  const TextMap<std::size_t>& indexes_;
  std::vector<std::string> stems_;
  std::vector<std::size_t> said_;  // Places of verbs.
  std::vector<ClassedVerb> classed_;
  std::string name_;
  std::vector<ProcessFeature> found_;
};

}  // namespace

std::string ProcessStem(std::string_view word) {
  if (word.size() <= kFewestLetters) return std::string(word);
  for (const std::string_view ending : kEndings) {
    if (word.ends_with(ending) && word.size() - ending.size() >= kFewestLetters) {
      word.remove_suffix(ending.size());
      break;
    }
  }
  std::string stem(word);
  SpellBritish(stem);
  stem.resize(std::min(stem.size(), kMostLetters));
  return stem;
}

std::vector<ProcessFeature> FindProcessFeatures(const OutcomeReading& reading,
                                                const TextMap<std::string>& verbs,
                                                const TextMap<std::size_t>& indexes) {
  return Finder(reading, verbs, indexes).Find();
}

}  // namespace crosswalk::alignment
