// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/credential_indexer.h"

#include "indexer/schema/terms.h"
#include "indexer/schema/words.h"
#include "server/catalogue/record_codec.h"
#include "server/catalogue/row.h"
#include "server/catalogue/terms.h"

#include <algorithm>
#include <map>

namespace crosswalk::catalogue {
namespace {

using index_schema::BooleanTerm;

void AddSkills(const registry::Credential& credential, Xapian::Document& document) {
  std::map<std::string_view, registry::AlignmentSource> skills;
  for (const registry::Outcome& outcome : credential.outcomes) {
    for (const registry::OutcomeAlignment& alignment : outcome.alignments) {
      if (!TeachesConcept(alignment)) continue;
      auto& source = skills[SkillKey(alignment)];
      source = std::max({source, alignment.source, registry::AlignmentSource::kSuggested});
    }
  }
  for (const auto& [skill, source] : skills) {
    document.add_term(BooleanTerm(kSkillPrefix, skill), static_cast<Xapian::termcount>(source));
  }
}

}  // namespace

const std::string& SkillKey(const registry::OutcomeAlignment& alignment) {
  return alignment.concept_name.empty() ? alignment.uri : alignment.concept_name;
}

bool TeachesConcept(const registry::OutcomeAlignment& alignment) {
  return alignment.relation != registry::MatchRelation::kRelatedMatch &&
         !SkillKey(alignment).empty();
}

void CredentialIndexer::AddText(const std::string& text, std::string_view tag, int weight) {
  const std::string language = TermLanguage(tag);
  for (const index_schema::Word& word : index_schema::SplitWords(text)) {
    ++words_;
    for (const std::string& term : forms_.TermsOf(word, language)) {
      target_->document.add_term(term, static_cast<Xapian::termcount>(weight));
    }
    target_->words.insert(word.folded);
  }
}

void CredentialIndexer::AddTexts(const registry::TextByLanguage& texts, int weight) {
  for (const auto& [tag, text] : texts) AddText(text, tag, weight);
}

IndexedCredential CredentialIndexer::Index(const registry::Credential& credential) {
  IndexedCredential result;
  target_ = &result;
  words_ = 0;
  AddTexts(credential.title, kTitleWeight);
  AddTexts(credential.description, kDescriptionWeight);
  AddTexts(credential.issuer.name, kIssuerWeight);
  for (const registry::Outcome& outcome : credential.outcomes) {
    AddText(outcome.text, outcome.language_code, kOutcomeWeight);
  }
  // Tags have no language: they are read in those of the title.
  for (const std::string& tag : credential.tags) {
    for (const auto& [language, title] : credential.title) AddText(tag, language, kTagWeight);
  }
  Xapian::Document& document = result.document;
  AddSkills(credential, document);
  document.add_boolean_term(BooleanTerm(kNamePrefix, credential.name));
  result.row = WriteRow(credential, words_);
  document.add_value(kRowSlot, result.row);
  document.set_data(WriteRecord(RecordOf(credential)));
  target_ = nullptr;
  return result;
}

}  // namespace crosswalk::catalogue
