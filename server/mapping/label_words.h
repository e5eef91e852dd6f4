// SPDX-License-Identifier: Apache-2.0
// What the words of all labels are worth, and how much of a label's words an outcome has. Private
// to server/mapping.
#pragma once

#include "indexer/schema/label_file.h"
#include "indexer/schema/words.h"
#include "server/search/search_engine.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {

// The words of an outcome, and what the index knows of those that are no function words.
class OutcomeWords {
 public:
  // All words of an outcome in `language`; `engine` knows a dictionary of `dictionary_size` words.
  OutcomeWords(std::vector<index_schema::Word> all, std::string_view language,
               const search::SearchEngine& engine, std::size_t dictionary_size);

  [[nodiscard]] const std::vector<index_schema::Word>& all() const { return all_; }
  [[nodiscard]] bool Has(index_schema::WordId word) const { return has_[word]; }
  [[nodiscard]] const std::vector<search::TellingWord>& telling() const { return telling_; }

 private:
  std::vector<index_schema::Word> all_;
  std::vector<search::TellingWord> telling_;
  std::vector<bool> has_;  // By word.
};

// How much of a label an outcome has.
struct LabelOverlap {
  index_schema::LabelId label = 0;
  double share = 0.0;   // 0..1: of the weight of the label's words.
  double weight = 0.0;  // Of the label's words that the outcome has.
};

// How much of a concept's labels an outcome has; empty where it has no word of them.
struct ConceptOverlap {
  std::optional<LabelOverlap> preferred;
  std::optional<LabelOverlap> best;  // The label with the highest share; of equals the heaviest.

  // The label to show as the match: an alternative only where it has clearly more of the outcome
  // than the preferred label, not the same words in the plural.
  [[nodiscard]] std::optional<LabelOverlap> Shown() const {
    constexpr double clearly = 1.25;
    return preferred && clearly * preferred->weight >= best->weight ? preferred : best;
  }
};

// Immutable, thread-safe. `labels` must outlive it.
class LabelWords {
 public:
  explicit LabelWords(const index_schema::LabelFile& labels);

  // Index of `language` in LabelFile::languages(), if it is one of them.
  [[nodiscard]] std::optional<std::size_t> FindLanguage(std::string_view language) const;
  // How many labels in `language` have the word; 0 for words of descriptions only.
  [[nodiscard]] std::size_t Occurrences(index_schema::WordId word, std::size_t language) const {
    return occurrences_[language][word];
  }
  // Inverse document frequency over the labels of the language; 0 for function words.
  [[nodiscard]] double Weight(index_schema::WordId word, std::size_t language) const {
    return weights_[language][word];
  }
  // Asks for what Compare will read soon (fetch.h). REQUIRES for both: `node` is one of the labels'
  // concepts, `language` an index as FindLanguage answers.
  void FetchFor(search::ConceptOrdinal node, std::size_t language) const;
  // Compares the labels of `node` in `language` with an outcome.
  [[nodiscard]] ConceptOverlap Compare(const OutcomeWords& outcome, search::ConceptOrdinal node,
                                       std::size_t language) const;

  [[nodiscard]] const index_schema::LabelFile& labels() const { return labels_; }

 private:
  // What is compared of a label. Those of a concept in a language lie side by side, and so do their
  // words: most of the time that comparing takes goes into waiting for memory.
  struct ComparedLabel {
    index_schema::LabelId id = 0;
    std::uint32_t words_end = 0;  // Its words begin where those of the label before end.
    bool preferred = false;
    double weight = 0.0;  // Of all its words.
  };
  struct ComparedLabels {
    // Where each concept's begin, and after the last one's.
    struct Begin {
      std::uint32_t label = 0;
      std::uint32_t word = 0;
    };
    std::vector<Begin> begins;
    std::vector<ComparedLabel> labels;
    std::vector<index_schema::WordId> words;
  };

  void AddCompared(std::size_t language);

  const index_schema::LabelFile& labels_;
  std::vector<std::vector<std::uint32_t>> occurrences_;  // By language, then word.
  std::vector<std::vector<float>> weights_;              // By language, then word.
  std::vector<ComparedLabels> compared_;                 // By language.
};

}  // namespace crosswalk::mapping
