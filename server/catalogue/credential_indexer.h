// SPDX-License-Identifier: Apache-2.0
// A published credential to its document in the live index. Private to server/catalogue.
#pragma once

#include "server/catalogue/word_forms.h"
#include "server/registry/credential.h"

#include <xapian.h>

#include <set>
#include <string>

namespace crosswalk::catalogue {

struct IndexedCredential {
  Xapian::Document document;
  std::string row;              // Value of kRowSlot, for the columns in memory.
  std::set<std::string> words;  // Folded, for the spelling dictionary.
};

// What an alignment is found by: the concept's resource name, else its URI.
const std::string& SkillKey(const registry::OutcomeAlignment& alignment);

// Whether an outcome so aligned teaches the concept, in whole or part.
bool TeachesConcept(const registry::OutcomeAlignment& alignment);

// Not thread-safe.
class CredentialIndexer {
 public:
  IndexedCredential Index(const registry::Credential& credential);

 private:
  void AddText(const std::string& text, std::string_view tag, int weight);
  void AddTexts(const registry::TextByLanguage& texts, int weight);

  WordForms forms_;
  IndexedCredential* target_ = nullptr;
  std::size_t words_ = 0;
};

}  // namespace crosswalk::catalogue
