// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/text.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/label_file.h"
#include "indexer/schema/label_file_layout.h"
#include "indexer/schema/words.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <unordered_map>

namespace crosswalk::index_schema {
namespace {

struct PendingLabel {
  ConceptOrdinal node = 0;
  std::string language;
  TextField field = TextField::kPreferred;
  std::uint16_t index = 0;
  std::vector<WordId> words;  // Numbers in order of first use until Write sorts the dictionary.
};

struct PendingLength {
  ConceptOrdinal node = 0;
  std::string language;
  std::array<std::uint16_t, kTextFields.size()> words{};
};

std::uint16_t Clamp16(std::size_t value) {
  return static_cast<std::uint16_t>(
      std::min<std::size_t>(value, std::numeric_limits<std::uint16_t>::max()));
}

template <typename T>
void Append(std::string& out, const std::vector<T>& values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

}  // namespace

struct LabelFileBuilder::State {
  std::uint32_t concept_count = 0;
  std::unordered_map<std::string, WordId> words;
  std::set<std::string> languages;
  std::vector<PendingLabel> labels;
  std::vector<PendingLength> lengths;
  std::vector<std::pair<std::string, ConceptOrdinal>> sort_keys;

  std::vector<WordId> Number(std::string_view text) {
    std::vector<WordId> numbers;
    for (Word& word : SplitWords(text)) {
      numbers.push_back(words.try_emplace(std::move(word.folded), static_cast<WordId>(words.size()))
                            .first->second);
    }
    return numbers;
  }

  // Renumbers the words by their bytes; returns them in that order.
  std::vector<std::string_view> SortWords() {
    std::vector<std::pair<std::string_view, WordId>> sorted(words.begin(), words.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<WordId> renumbered(sorted.size());
    std::vector<std::string_view> texts;
    texts.reserve(sorted.size());
    for (const auto& [word, old] : sorted) {
      renumbered[old] = static_cast<WordId>(texts.size());
      texts.push_back(word);
    }
    for (PendingLabel& label : labels) {
      for (WordId& word : label.words) word = renumbered[word];
    }
    return texts;
  }

  [[nodiscard]] std::size_t LanguageIndex(const std::string& language) const {
    return static_cast<std::size_t>(std::distance(languages.begin(), languages.find(language)));
  }
};

LabelFileBuilder::LabelFileBuilder() : state_(std::make_unique<State>()) {}
LabelFileBuilder::~LabelFileBuilder() = default;

void LabelFileBuilder::Add(const core::Concept& node) {
  const ConceptOrdinal ordinal = state_->concept_count++;
  for (const core::LabelSet& set : node.labels) {
    state_->languages.insert(set.language);
    PendingLength length{ordinal, set.language, {}};
    const auto count = [&length](TextField field, std::size_t words) {
      std::uint16_t& total = length.words[static_cast<std::size_t>(field)];
      total = Clamp16(total + words);
    };
    const auto add_label = [&](TextField field, std::size_t index, std::string_view text) {
      std::vector<WordId> words = state_->Number(text);
      count(field, words.size());
      state_->labels.push_back({ordinal, set.language, field, Clamp16(index), std::move(words)});
    };
    add_label(TextField::kPreferred, 0, set.preferred);
    // A position that does not fit is not listed; no publisher comes near.
    const std::size_t listed = std::min<std::size_t>(set.alternative.size(), 65'535);
    for (std::size_t i = 0; i < listed; ++i) {
      add_label(TextField::kAlternative, i, set.alternative[i]);
    }
    for (const std::string& hidden : set.hidden) {
      count(TextField::kHidden, state_->Number(hidden).size());
    }
    for (const std::string* text : {&set.description, &set.definition, &set.scope_note}) {
      count(TextField::kDescription, state_->Number(*text).size());
    }
    state_->lengths.push_back(length);
  }
  state_->sort_keys.emplace_back(core::FoldText(node.BestLabels({}).preferred), ordinal);
}

core::Status LabelFileBuilder::Write(const std::filesystem::path& file) {
  State& state = *state_;
  const std::vector<std::string_view> words = state.SortWords();

  std::vector<std::uint32_t> word_begin;
  std::string word_bytes;
  for (const std::string_view word : words) {
    word_begin.push_back(static_cast<std::uint32_t>(word_bytes.size()));
    word_bytes.append(word);
  }
  word_begin.push_back(static_cast<std::uint32_t>(word_bytes.size()));

  std::vector<std::uint32_t> concept_labels(state.concept_count + 1, 0);
  std::vector<std::uint32_t> label_node;
  std::vector<std::uint32_t> label_begin;
  std::vector<std::uint32_t> tokens;
  std::vector<std::uint32_t> place_label;
  std::vector<std::uint16_t> label_index;
  std::vector<std::uint8_t> label_language;
  std::vector<std::uint8_t> label_field;
  for (const PendingLabel& label : state.labels) {
    ++concept_labels[label.node + 1];
    label_begin.push_back(static_cast<std::uint32_t>(tokens.size()));
    tokens.insert(tokens.end(), label.words.begin(), label.words.end());
    place_label.resize(tokens.size(), static_cast<LabelId>(label_node.size()));
    label_node.push_back(label.node);
    label_index.push_back(label.index);
    label_language.push_back(static_cast<std::uint8_t>(state.LanguageIndex(label.language)));
    label_field.push_back(static_cast<std::uint8_t>(label.field));
  }
  label_begin.push_back(static_cast<std::uint32_t>(tokens.size()));
  std::partial_sum(concept_labels.begin(), concept_labels.end(), concept_labels.begin());

  std::vector<std::uint32_t> starts(tokens.size());
  std::iota(starts.begin(), starts.end(), 0U);
  std::sort(starts.begin(), starts.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto end_of = [&](std::uint32_t place) {
      return tokens.begin() + static_cast<std::ptrdiff_t>(label_begin[place_label[place] + 1]);
    };
    const auto at = [&](std::uint32_t place) {
      return tokens.begin() + static_cast<std::ptrdiff_t>(place);
    };
    const auto order = std::lexicographical_compare_three_way(at(a), end_of(a), at(b), end_of(b));
    return order != 0 ? order < 0 : a < b;
  });
  std::vector<std::uint32_t> word_starts(words.size() + 1, 0);
  for (const std::uint32_t word : tokens) ++word_starts[word + 1];
  std::partial_sum(word_starts.begin(), word_starts.end(), word_starts.begin());

  std::sort(state.sort_keys.begin(), state.sort_keys.end());
  std::vector<std::uint32_t> by_label;
  for (const auto& [key, ordinal] : state.sort_keys) by_label.push_back(ordinal);

  const std::size_t fields = kTextFields.size();
  std::vector<std::uint16_t> field_length(state.concept_count * state.languages.size() * fields, 0);
  for (const PendingLength& length : state.lengths) {
    const std::size_t row =
        (length.node * state.languages.size() + state.LanguageIndex(length.language)) * fields;
    std::copy(length.words.begin(), length.words.end(),
              field_length.begin() + static_cast<std::ptrdiff_t>(row));
  }

  LabelFileHeader header;
  header.concept_count = state.concept_count;
  header.language_count = static_cast<std::uint32_t>(state.languages.size());
  header.word_count = static_cast<std::uint32_t>(words.size());
  header.word_bytes = static_cast<std::uint32_t>(word_bytes.size());
  header.label_count = static_cast<std::uint32_t>(state.labels.size());
  header.token_count = static_cast<std::uint32_t>(tokens.size());

  std::string out(reinterpret_cast<const char*>(&header), sizeof(header));
  for (const std::string& language : state.languages) {
    std::string tag = language.substr(0, kLanguageTagBytes);
    tag.resize(kLanguageTagBytes, '\0');
    out.append(tag);
  }
  // Numbers of four bytes first, then two, then one: every section is aligned without padding.
  Append(out, word_begin);
  Append(out, word_starts);
  Append(out, concept_labels);
  Append(out, label_node);
  Append(out, label_begin);
  Append(out, tokens);
  Append(out, place_label);
  Append(out, starts);
  Append(out, by_label);
  Append(out, field_length);
  Append(out, label_index);
  Append(out, label_language);
  Append(out, label_field);
  out.append(word_bytes);
  return WriteDurably(file, out);
}

}  // namespace crosswalk::index_schema
