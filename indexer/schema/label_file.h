// SPDX-License-Identifier: Apache-2.0
// labels.bin: the words of all labels, memory-mapped: a dictionary, the labels as word numbers, and
// every place where a word starts, sorted by what follows. It answers what a term index is slow or
// blind at: completing a prefix, the label that fits best, close spellings, field lengths.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"
#include "indexer/schema/relation_file.h"
#include "indexer/schema/terms.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::index_schema {

class MappedFile;

// Number of a word in the dictionary, which is sorted by bytes of the folded word: the words with a
// common prefix have neighbouring numbers.
using WordId = std::uint32_t;
// Number of a label; the labels of a concept are neighbours, concepts in ascending ordinal.
using LabelId = std::uint32_t;

// A half-open range of numbers.
struct IdRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] std::uint32_t size() const { return empty() ? 0 : end - begin; }
  [[nodiscard]] bool Contains(std::uint32_t id) const { return id >= begin && id < end; }
};

// Collects the words of concepts and writes the file. Not thread-safe.
class LabelFileBuilder {
 public:
  LabelFileBuilder();
  ~LabelFileBuilder();
  LabelFileBuilder(const LabelFileBuilder&) = delete;
  LabelFileBuilder& operator=(const LabelFileBuilder&) = delete;

  // Call once for each concept, in ascending ordinal from 0. Hidden labels are not listed as labels
  // (they are not for display); their words, like those of descriptions, enter the dictionary and
  // the field lengths.
  void Add(const core::Concept& node);
  // Writes and syncs `file`, which must not exist; UNAVAILABLE / INDEX_IO where it cannot. Call
  // once, last.
  core::Status Write(const std::filesystem::path& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A label as its words.
struct LabelRow {
  ConceptOrdinal node = 0;
  std::uint8_t language = 0;                // Index into languages().
  TextField field = TextField::kPreferred;  // kPreferred or kAlternative.
  std::uint16_t index = 0;  // Position in LabelSet::alternative; 0 for a preferred label.
  std::span<const WordId> words;
};

// Read-only view; thread-safe. What it returns is valid as long as *this.
class LabelFile {
 public:
  // DATA_LOSS / INDEX_CORRUPT for damage: header, sizes and every number are checked at opening, so
  // that no later call can leave the file. UNAVAILABLE / INDEX_IO where the system refuses.
  static core::Result<std::unique_ptr<LabelFile>> Open(const std::filesystem::path& file);
  // The same for bytes at hand, which must outlive the view and start on a 4-byte border.
  static core::Result<std::unique_ptr<LabelFile>> View(std::string_view bytes,
                                                       std::string_view name);
  ~LabelFile();
  LabelFile(const LabelFile&) = delete;
  LabelFile& operator=(const LabelFile&) = delete;

  [[nodiscard]] std::uint32_t concept_count() const { return concept_count_; }
  // Sorted BCP-47 tags.
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

  [[nodiscard]] std::uint32_t word_count() const { return word_count_; }
  // REQUIRES: id < word_count().
  [[nodiscard]] std::string_view WordText(WordId id) const {
    return word_bytes_.substr(word_begin_[id], word_begin_[id + 1] - word_begin_[id]);
  }
  [[nodiscard]] std::optional<WordId> FindWord(std::string_view folded) const;
  // The words that begin with `folded`; all words for an empty one.
  [[nodiscard]] IdRange WordsWithPrefix(std::string_view folded) const;

  [[nodiscard]] std::uint32_t label_count() const { return label_count_; }
  // REQUIRES: id < label_count().
  [[nodiscard]] LabelRow Label(LabelId id) const {
    return {label_node_[id], label_language_[id], TextField{label_field_[id]}, label_index_[id],
            tokens_.subspan(label_begin_[id], label_begin_[id + 1] - label_begin_[id])};
  }
  // REQUIRES: node < concept_count().
  [[nodiscard]] IdRange LabelsOf(ConceptOrdinal node) const {
    return {concept_labels_[node], concept_labels_[node + 1]};
  }

  // A place is a word's position in the sequence of all labels' words. Starts() lists all places
  // sorted by the words from there to the end of the label, then by place.
  [[nodiscard]] std::span<const std::uint32_t> Starts() const { return starts_; }
  // The range of Starts() whose place holds a word in `words`.
  // REQUIRES: words.end <= word_count().
  [[nodiscard]] IdRange StartsWith(IdRange words) const {
    return words.empty() ? IdRange{} : IdRange{word_starts_[words.begin], word_starts_[words.end]};
  }
  // REQUIRES: place < Starts().size() for the two below.
  [[nodiscard]] LabelId LabelAt(std::uint32_t place) const { return place_label_[place]; }
  // How many words of the label stand before `place`.
  [[nodiscard]] std::uint32_t Before(std::uint32_t place) const {
    return place - label_begin_[place_label_[place]];
  }
  // The words from `place` to the end of its label.
  [[nodiscard]] std::span<const WordId> WordsFrom(std::uint32_t place) const {
    return tokens_.subspan(place, label_begin_[place_label_[place] + 1] - place);
  }

  // Number of words of a concept's field in a language, at most 65,535.
  // REQUIRES: node < concept_count(), language < languages().size().
  [[nodiscard]] std::uint16_t FieldLength(ConceptOrdinal node, TextField field,
                                          std::size_t language) const {
    return field_length_[(node * languages_.size() + language) * kTextFields.size() +
                         static_cast<std::size_t>(field)];
  }

  // All concepts by folded preferred label in English (else the first language it has), then by
  // ordinal.
  [[nodiscard]] std::span<const ConceptOrdinal> ByLabel() const { return by_label_; }

 private:
  explicit LabelFile(std::unique_ptr<MappedFile> mapping);
  // Points the views into `bytes` and checks every number.
  core::Status Attach(std::string_view bytes, std::string_view name);
  [[nodiscard]] bool NumbersAreInRange() const;

  std::unique_ptr<MappedFile> mapping_;
  std::vector<std::string> languages_;
  std::uint32_t concept_count_ = 0;
  std::uint32_t word_count_ = 0;
  std::uint32_t label_count_ = 0;
  std::string_view word_bytes_;
  std::span<const std::uint32_t> word_begin_;      // word_count + 1
  std::span<const std::uint32_t> word_starts_;     // word_count + 1
  std::span<const std::uint32_t> concept_labels_;  // concept_count + 1
  std::span<const std::uint32_t> label_node_;
  std::span<const std::uint32_t> label_begin_;  // label_count + 1
  std::span<const WordId> tokens_;
  std::span<const LabelId> place_label_;
  std::span<const std::uint32_t> starts_;
  std::span<const ConceptOrdinal> by_label_;
  std::span<const std::uint16_t> field_length_;
  std::span<const std::uint16_t> label_index_;
  std::span<const std::uint8_t> label_language_;
  std::span<const std::uint8_t> label_field_;
};

}  // namespace crosswalk::index_schema
