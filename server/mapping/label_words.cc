// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/label_words.h"

#include "server/mapping/fetch.h"
#include "server/search/stop_words.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace crosswalk::mapping {

using index_schema::LabelId;
using index_schema::LabelRow;
using index_schema::TextField;
using index_schema::WordId;

OutcomeWords::OutcomeWords(std::vector<index_schema::Word> all, std::string_view language,
                           const search::SearchEngine& engine, std::size_t dictionary_size)
    : all_(std::move(all)),
      telling_(engine.TellingWords(all_, language)),
      has_(dictionary_size, false) {
  for (const search::TellingWord& word : telling_) {
    for (const WordId id : word.words) has_[id] = true;
  }
}

LabelWords::LabelWords(const index_schema::LabelFile& labels) : labels_(labels) {
  const std::size_t languages = labels_.languages().size();
  occurrences_.assign(languages, std::vector<std::uint32_t>(labels_.word_count(), 0));
  std::vector<std::size_t> label_count(languages, 0);
  for (LabelId id = 0; id < labels_.label_count(); ++id) {
    const LabelRow label = labels_.Label(id);
    ++label_count[label.language];
    for (const WordId word : label.words) ++occurrences_[label.language][word];
  }
  weights_.assign(languages, std::vector<float>(labels_.word_count(), 0.0F));
  for (std::size_t language = 0; language < languages; ++language) {
    const auto total = static_cast<double>(label_count[language]);
    for (WordId word = 0; word < labels_.word_count(); ++word) {
      if (search::IsStopWord(labels_.WordText(word), labels_.languages()[language])) continue;
      weights_[language][word] = static_cast<float>(
          std::log1p(total / (1.0 + static_cast<double>(occurrences_[language][word]))));
    }
  }
  for (std::size_t language = 0; language < languages; ++language) AddCompared(language);
}

void LabelWords::AddCompared(std::size_t language) {
  ComparedLabels& compared = compared_.emplace_back();
  const auto begin = [&compared] {
    compared.begins.push_back({static_cast<std::uint32_t>(compared.labels.size()),
                               static_cast<std::uint32_t>(compared.words.size())});
  };
  for (search::ConceptOrdinal node = 0; node < labels_.concept_count(); ++node) {
    begin();
    const index_schema::IdRange range = labels_.LabelsOf(node);
    for (LabelId id = range.begin; id < range.end; ++id) {
      const LabelRow label = labels_.Label(id);
      if (label.language != language) continue;
      double weight = 0.0;
      for (const WordId word : label.words) weight += Weight(word, language);
      compared.words.insert(compared.words.end(), label.words.begin(), label.words.end());
      compared.labels.push_back({id, static_cast<std::uint32_t>(compared.words.size()),
                                 label.field == TextField::kPreferred, weight});
    }
  }
  begin();
}

void LabelWords::FetchFor(search::ConceptOrdinal node, std::size_t language) const {
  const ComparedLabels& compared = compared_[language];
  const auto [label, word] = compared.begins[node];
  const auto [labels_end, words_end] = compared.begins[node + 1];
  Fetch(std::span(compared.labels).subspan(label, labels_end - label));
  Fetch(std::span(compared.words).subspan(word, words_end - word));
}

std::optional<std::size_t> LabelWords::FindLanguage(std::string_view language) const {
  const std::vector<std::string>& known = labels_.languages();
  const auto found = std::find(known.begin(), known.end(), language);
  if (found == known.end()) return std::nullopt;
  return static_cast<std::size_t>(found - known.begin());
}

ConceptOverlap LabelWords::Compare(const OutcomeWords& outcome, search::ConceptOrdinal node,
                                   std::size_t language) const {
  ConceptOverlap overlap;
  const ComparedLabels& compared = compared_[language];
  auto [next, word] = compared.begins[node];
  for (; next < compared.begins[node + 1].label; ++next) {
    const ComparedLabel& label = compared.labels[next];
    double shared = 0.0;
    for (; word < label.words_end; ++word) {
      if (outcome.Has(compared.words[word])) shared += Weight(compared.words[word], language);
    }
    if (shared <= 0.0) continue;
    const LabelOverlap found{label.id, shared / label.weight, shared};
    if (label.preferred) overlap.preferred = found;
    if (!overlap.best ||
        std::tie(found.share, found.weight) > std::tie(overlap.best->share, overlap.best->weight)) {
      overlap.best = found;
    }
  }
  return overlap;
}

}  // namespace crosswalk::mapping
