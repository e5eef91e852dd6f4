// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/concept_table.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace crosswalk::esco {
namespace {

std::vector<std::string> SplitLabels(std::string_view field, std::string_view separator,
                                     std::string_view preferred) {
  std::vector<std::string> labels;
  std::unordered_set<std::string> seen;
  while (!field.empty()) {
    const std::size_t end = field.find(separator);
    std::string label = core::CleanText(field.substr(0, end));
    if (!label.empty() && label != preferred && seen.insert(label).second) {
      labels.push_back(std::move(label));
    }
    if (end == std::string_view::npos) break;
    field.remove_prefix(end + separator.size());
  }
  return labels;
}

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// `text` without HTML tags: some scope notes of release 1.2 link to other concepts by RDFa, as in
// "Excludes <a resource=...><span ...>...</span></a>".
std::string WithoutTags(std::string_view text) {
  std::string out;
  for (std::size_t open = text.find('<'); open != std::string_view::npos; open = text.find('<')) {
    out.append(text.substr(0, open));
    text.remove_prefix(open);
    const std::size_t name = text.starts_with("</") ? 2 : 1;
    const bool tag = text.size() > name && IsAsciiLetter(text[name]);
    const std::size_t end = tag ? text.find('>') : 0;
    if (end == std::string_view::npos) break;
    if (!tag) out += '<';
    text.remove_prefix(end + 1);
  }
  return out.append(text);
}

}  // namespace

core::LabelSet MakeLabels(std::string language, const RecordTexts& texts) {
  core::LabelSet labels;
  labels.language = std::move(language);
  labels.preferred = core::CleanText(texts.preferred);
  labels.alternative = SplitLabels(texts.alternative, texts.separator, labels.preferred);
  labels.hidden = SplitLabels(texts.hidden, texts.separator, labels.preferred);
  labels.description = core::CleanText(WithoutTags(texts.description));
  labels.definition = core::CleanText(WithoutTags(texts.definition));
  labels.scope_note = core::CleanText(WithoutTags(texts.scope_note));
  return labels;
}

core::Concept* ConceptTable::Find(std::string_view uri) {
  const auto found = by_uri_.find(uri);
  return found == by_uri_.end() ? nullptr : &concepts_[found->second];
}

core::Concept& ConceptTable::Add(core::Concept node) {
  by_uri_.emplace(node.uri, concepts_.size());
  ids_.emplace(node.id, concepts_.size());
  concepts_.push_back(std::move(node));
  return concepts_.back();
}

std::vector<core::Concept> ConceptTable::Take() {
  for (core::Concept& node : concepts_) {
    std::sort(
        node.labels.begin(), node.labels.end(),
        [](const core::LabelSet& a, const core::LabelSet& b) { return a.language < b.language; });
    std::sort(node.collections.begin(), node.collections.end());
  }
  by_uri_.clear();
  ids_.clear();
  return std::exchange(concepts_, {});
}

}  // namespace crosswalk::esco
