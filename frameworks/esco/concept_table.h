// SPDX-License-Identifier: Apache-2.0
// The concepts gathered so far from the files of all bundles, by URI.
#pragma once

#include "frameworks/core/concept.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::esco {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

// Texts of one record, as the file has them.
struct RecordTexts {
  std::string_view preferred = {};
  std::string_view alternative = {};
  std::string_view hidden = {};
  std::string_view description = {};
  std::string_view definition = {};
  std::string_view scope_note = {};
  std::string_view separator = {};  // Between the labels of a field: "\n" or "|".
};

// The texts cleaned and split, without duplicates and without alternatives that repeat the
// preferred label. `preferred` may come out empty.
core::LabelSet MakeLabels(std::string language, const RecordTexts& texts);

// Concepts in the order they were first met. Not thread-safe.
class ConceptTable {
 public:
  // The concept with this URI, or nullptr. Pointers hold until the next Add.
  core::Concept* Find(std::string_view uri);
  // Whether an id is taken, by whatever URI.
  [[nodiscard]] bool HasId(std::string_view id) const { return ids_.contains(std::string(id)); }
  // REQUIRES: neither its URI nor its id is in the table.
  core::Concept& Add(core::Concept node);

  [[nodiscard]] const std::vector<core::Concept>& concepts() const { return concepts_; }
  // Hands the concepts over, each with its labels ordered by language and its collections sorted.
  std::vector<core::Concept> Take();

 private:
  std::vector<core::Concept> concepts_;
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> by_uri_;
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> ids_;
};

}  // namespace crosswalk::esco
