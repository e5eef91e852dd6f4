// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/label_file.h"

#include "indexer/schema/binary_layout.h"
#include "indexer/schema/label_file_layout.h"
#include "indexer/schema/mapped_file.h"

#include <algorithm>
#include <cstring>

namespace crosswalk::index_schema {
namespace {

// Ascending from 0 to `last`.
bool AreBorders(std::span<const std::uint32_t> borders, std::uint32_t last) {
  return borders.front() == 0 && borders.back() == last &&
         std::is_sorted(borders.begin(), borders.end());
}

template <typename T>
bool AllBelow(std::span<const T> values, std::uint32_t limit) {
  return std::all_of(values.begin(), values.end(), [limit](T value) { return value < limit; });
}

// Takes sections off a file's bytes, front to back.
class SectionReader {
 public:
  explicit SectionReader(std::string_view bytes) : rest_(bytes) {}

  // Empty and failed() where less is left.
  std::string_view Bytes(std::size_t count) {
    if (count > rest_.size()) {
      failed_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  template <typename T>
  std::span<const T> Numbers(std::size_t count) {
    const std::string_view taken = Bytes(count * sizeof(T));
    return {reinterpret_cast<const T*>(taken.data()), taken.size() / sizeof(T)};
  }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

LabelFile::LabelFile(std::unique_ptr<MappedFile> mapping) : mapping_(std::move(mapping)) {}
LabelFile::~LabelFile() = default;

core::Result<std::unique_ptr<LabelFile>> LabelFile::Open(const std::filesystem::path& file) {
  core::Result<MappedFile> mapped = MappedFile::Open(file);
  if (!mapped.ok()) return mapped.status();
  auto mapping = std::make_unique<MappedFile>(std::move(mapped).value());
  const std::string_view bytes = mapping->bytes();
  std::unique_ptr<LabelFile> opened(new LabelFile(std::move(mapping)));
  core::Status attached = opened->Attach(bytes, file.string());
  if (!attached.ok()) return attached;
  return opened;
}

core::Result<std::unique_ptr<LabelFile>> LabelFile::View(std::string_view bytes,
                                                         std::string_view name) {
  std::unique_ptr<LabelFile> opened(new LabelFile(nullptr));
  core::Status attached = opened->Attach(bytes, name);
  if (!attached.ok()) return attached;
  return opened;
}

core::Status LabelFile::Attach(std::string_view bytes, std::string_view name) {
  SectionReader reader(bytes);
  LabelFileHeader header;
  const std::string_view head = reader.Bytes(sizeof(header));
  if (reader.failed()) return Corrupt(name, "it is shorter than its header");
  std::memcpy(&header, head.data(), sizeof(header));
  if (header.magic != kLabelFileMagic) return Corrupt(name, "it does not begin like a label file");

  concept_count_ = header.concept_count;
  word_count_ = header.word_count;
  label_count_ = header.label_count;
  for (std::uint32_t i = 0; i < header.language_count && !reader.failed(); ++i) {
    const std::string_view tag = reader.Bytes(kLanguageTagBytes);
    languages_.emplace_back(tag.substr(0, tag.find('\0')));
  }
  // Counts are 32-bit, so that no sum or product below leaves 64 bits.
  const std::size_t words = header.word_count;
  const std::size_t concepts = header.concept_count;
  const std::size_t labels = header.label_count;
  const std::size_t tokens = header.token_count;
  word_begin_ = reader.Numbers<std::uint32_t>(words + 1);
  word_starts_ = reader.Numbers<std::uint32_t>(words + 1);
  concept_labels_ = reader.Numbers<std::uint32_t>(concepts + 1);
  label_node_ = reader.Numbers<std::uint32_t>(labels);
  label_begin_ = reader.Numbers<std::uint32_t>(labels + 1);
  tokens_ = reader.Numbers<std::uint32_t>(tokens);
  place_label_ = reader.Numbers<std::uint32_t>(tokens);
  starts_ = reader.Numbers<std::uint32_t>(tokens);
  by_label_ = reader.Numbers<std::uint32_t>(concepts);
  field_length_ = reader.Numbers<std::uint16_t>(concepts * languages_.size() * kTextFields.size());
  label_index_ = reader.Numbers<std::uint16_t>(labels);
  label_language_ = reader.Numbers<std::uint8_t>(labels);
  label_field_ = reader.Numbers<std::uint8_t>(labels);
  word_bytes_ = reader.Bytes(header.word_bytes);
  if (reader.failed() || !reader.at_end())
    return Corrupt(name, "it has not the size that it announces");
  if (!NumbersAreInRange()) return Corrupt(name, "it holds a number that is out of range");
  return {};
}

bool LabelFile::NumbersAreInRange() const {
  const auto token_count = static_cast<std::uint32_t>(tokens_.size());
  const bool sections_agree =
      AreBorders(word_begin_, static_cast<std::uint32_t>(word_bytes_.size())) &&
      AreBorders(word_starts_, token_count) && AreBorders(concept_labels_, label_count_) &&
      AreBorders(label_begin_, token_count) && AllBelow(label_node_, concept_count_) &&
      AllBelow(tokens_, word_count_) && AllBelow(place_label_, label_count_) &&
      AllBelow(starts_, token_count) && AllBelow(by_label_, concept_count_) &&
      AllBelow(label_language_, static_cast<std::uint32_t>(languages_.size())) &&
      AllBelow(label_field_, static_cast<std::uint32_t>(TextField::kHidden));
  if (!sections_agree) return false;
  for (LabelId label = 0; label < label_count_; ++label) {
    for (std::uint32_t place = label_begin_[label]; place < label_begin_[label + 1]; ++place) {
      if (place_label_[place] != label) return false;
    }
  }
  return true;
}

std::optional<WordId> LabelFile::FindWord(std::string_view folded) const {
  WordId low = 0;
  WordId high = word_count_;
  while (low < high) {
    const WordId middle = low + (high - low) / 2;
    const int order = WordText(middle).compare(folded);
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

IdRange LabelFile::WordsWithPrefix(std::string_view folded) const {
  // First word at or after `key`, or the first that does not begin with it.
  const auto bound = [this, folded](bool past_prefix) {
    std::uint32_t low = 0;
    std::uint32_t high = word_count_;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      const int order = WordText(middle).substr(0, folded.size()).compare(folded);
      if (order < 0 || (past_prefix && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {bound(false), bound(true)};
}

}  // namespace crosswalk::index_schema
