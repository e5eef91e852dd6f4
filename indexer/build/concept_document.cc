// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/concept_document.h"

#include "frameworks/core/text.h"
#include "indexer/schema/concept_codec.h"

namespace crosswalk::index_builder {
namespace {

using index_schema::BooleanTerm;
using index_schema::NameValue;
using index_schema::TextField;

// Between two labels, so that no phrase runs from one into the next.
constexpr Xapian::termpos kLabelGap = 100;

void AddBoolean(Xapian::Document& document, std::string_view prefix, std::string_view value) {
  if (!value.empty()) document.add_boolean_term(BooleanTerm(prefix, value));
}

template <typename Enum>
void AddNumber(Xapian::Document& document, index_schema::Slot slot, Enum value) {
  document.add_value(static_cast<Xapian::valueno>(slot),
                     std::string(1, static_cast<char>(static_cast<unsigned char>(value))));
}

void AddFacts(Xapian::Document& document, const core::Concept& node) {
  AddBoolean(document, index_schema::kUriTerm, node.uri);
  AddBoolean(document, index_schema::kNameTerm, NameValue(node.framework, node.id));
  AddBoolean(document, index_schema::kCodeTerm, core::FoldText(node.code));
  for (const std::string& collection : node.collections) {
    AddBoolean(document, index_schema::kCollectionTerm, collection);
  }
  AddNumber(document, index_schema::Slot::kConceptType, node.type);
  AddNumber(document, index_schema::Slot::kSkillType, node.skill_type);
  AddNumber(document, index_schema::Slot::kReuseLevel, node.reuse_level);
  document.add_value(static_cast<Xapian::valueno>(index_schema::Slot::kFramework), node.framework);
}

}  // namespace

Xapian::Document DocumentMaker::Make(const core::Concept& node) {
  Xapian::Document document;
  document.set_data(index_schema::EncodeConcept(node));
  AddFacts(document, node);
  for (const core::LabelSet& labels : node.labels) AddLabels(document, labels);
  return document;
}

DocumentMaker::Stemmer& DocumentMaker::StemmerFor(const std::string& language) {
  const auto known = stemmers_.find(language);
  if (known != stemmers_.end()) return known->second;
  Stemmer stemmer{Xapian::Stem(std::string(index_schema::StemmerName(language))), {}};
  return stemmers_.emplace(language, std::move(stemmer)).first->second;
}

void DocumentMaker::AddLabels(Xapian::Document& document, const core::LabelSet& labels) {
  Xapian::termpos position = 1;
  const auto add = [&](TextField field, const std::string& text) {
    position = AddText(document, field, labels.language, text, position) + kLabelGap;
  };
  add(TextField::kPreferred, labels.preferred);
  for (const std::string& label : labels.alternative) add(TextField::kAlternative, label);
  for (const std::string& label : labels.hidden) add(TextField::kHidden, label);
  for (const std::string* text : {&labels.description, &labels.definition, &labels.scope_note}) {
    add(TextField::kDescription, *text);
  }
}

Xapian::termpos DocumentMaker::AddText(Xapian::Document& document, TextField field,
                                       const std::string& language, std::string_view text,
                                       Xapian::termpos position) {
  Stemmer& stemmer = StemmerFor(language);
  const auto stem = [&stemmer](const std::string& word) { return stemmer.stem(word); };
  const std::string prefix = index_schema::TextPrefix(field, language);
  for (const index_schema::Word& word : index_schema::SplitWords(text)) {
    document.add_posting(prefix + word.folded, position++);
    auto [known, is_new] = stemmer.forms.try_emplace(word.lower);
    if (is_new) known->second = index_schema::StemForms(word, language, stem);
    for (const std::string& form : known->second) document.add_term("Z" + prefix + form);
  }
  return position;
}

}  // namespace crosswalk::index_builder
