// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/concept_texts.h"

namespace crosswalk::index_builder {
namespace {

const core::LabelSet* FindLabels(const core::Concept& node,
                                 const std::vector<std::string>& languages) {
  for (const std::string& language : languages) {
    if (const core::LabelSet* labels = node.FindLabels(language)) return labels;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> EncodedLanguages(const text::EncoderInfo& encoder) {
  return encoder.languages.empty() ? std::vector<std::string>{"en"} : encoder.languages;
}

std::optional<ConceptTexts> TextsOf(const core::Concept& node, const text::EncoderInfo& encoder,
                                    const std::vector<std::string>& languages) {
  if (node.type != core::ConceptType::kSkill && node.type != core::ConceptType::kQualification) {
    return std::nullopt;
  }
  const core::LabelSet* labels = FindLabels(node, languages);
  if (labels == nullptr) return std::nullopt;
  ConceptTexts texts;
  texts.label = text::FillTemplate(encoder.label_template, labels->preferred, "");
  texts.alternatives = labels->alternative;
  if (!labels->description.empty()) {
    texts.described =
        text::FillTemplate(encoder.described_template, labels->preferred, labels->description);
  }
  return texts;
}

}  // namespace crosswalk::index_builder
